package mockserver

import (
	"regexp"

	"footnote/cmd/mockopenai/schema"
)

var schemaName = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,64}$`)

// checkFormat reads response_format. A strict schema must close every object
// and require all its properties, as OpenAI demands.
func checkFormat(req *chatRequest) *apiError {
	f := req.ResponseFormat
	if f == nil || f.Type == "text" || f.Type == "json_object" {
		return nil
	}
	if f.Type != "json_schema" {
		e := badRequest("response_format.type", "Invalid value: '%s'. Supported values are: 'json_object', 'json_schema', and 'text'.", f.Type)
		return &e
	}
	if f.JSONSchema == nil || !schemaName.MatchString(f.JSONSchema.Name) {
		e := badRequest("response_format.json_schema", "Missing or wrong 'response_format.json_schema.name': up to 64 letters, digits, underscores and dashes.")
		return &e
	}
	if len(f.JSONSchema.Schema) == 0 {
		return nil
	}
	form, err := schema.Parse(f.JSONSchema.Schema)
	if err != nil {
		e := badRequest("response_format.json_schema.schema", "Invalid schema for response_format '%s': %v", f.JSONSchema.Name, err)
		return &e
	}
	if f.JSONSchema.Strict != nil && *f.JSONSchema.Strict {
		if err := form.CheckStrict(); err != nil {
			e := badRequest("response_format", "Invalid schema for response_format '%s': %v", f.JSONSchema.Name, err)
			return &e
		}
	}
	req.schema = form
	return nil
}
