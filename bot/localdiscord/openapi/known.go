package openapi

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// known evens out where the description is narrower than Discord:
//   - permissions (default_member_permissions, and allow and deny of an
//     overwrite) are strings in the documentation and in what every client
//     sends, and integers in the description of requests;
//   - the codes of field errors are words, as the documentation shows, and
//     integers in the description.
func known(value any) any {
	if top, ok := value.(map[string]any); ok {
		delete(top, "errors")
	}
	even(value)
	return value
}

func even(value any) {
	switch v := value.(type) {
	case []any:
		for _, inner := range v {
			even(inner)
		}
	case map[string]any:
		for key, inner := range v {
			text, isText := inner.(string)
			if _, err := strconv.ParseUint(text, 10, 64); isText && err == nil && isPermission(key, v) {
				v[key] = json.Number(text)
			}
			even(inner)
		}
	}
}

// isPermission leaves answers alone, where the description has strings: there
// a command has its application's ID and an overwrite its own.
func isPermission(key string, v map[string]any) bool {
	switch key {
	case "default_member_permissions":
		return v["application_id"] == nil
	case "allow", "deny":
		return v["id"] == nil
	}
	return false
}

// brief puts the deepest causes of a failure into one line.
func brief(e *jsonschema.ValidationError) string {
	var leaves []string
	var walk func(*jsonschema.ValidationError)
	walk = func(e *jsonschema.ValidationError) {
		if len(e.Causes) == 0 {
			at := "/" + strings.Join(e.InstanceLocation, "/")
			leaves = append(leaves, fmt.Sprintf("%s: %s", at, kind(e)))
		}
		for _, c := range e.Causes {
			walk(c)
		}
	}
	walk(e)
	const most = 6
	if len(leaves) > most {
		leaves = append(leaves[:most], fmt.Sprintf("and %d more", len(leaves)-most))
	}
	return strings.Join(leaves, "; ")
}

func kind(e *jsonschema.ValidationError) string {
	text := e.Error()
	if i := strings.LastIndex(text, ": "); i >= 0 {
		text = text[i+2:]
	}
	return strings.TrimSpace(text)
}
