package mockserver

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// apiError is an error in OpenAI's form.
type apiError struct {
	Message, Type string
	Param, Code   string // empty is written as null
}

// Error returns the message, so that parsing can hand an apiError up.
func (e apiError) Error() string { return e.Message }

// MarshalJSON writes all four fields, as OpenAI does.
func (e apiError) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]any{
		"message": e.Message, "type": e.Type, "param": orNull(e.Param), "code": orNull(e.Code),
	})
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// badRequest is the error for a parameter that is missing or wrong.
func badRequest(param, format string, args ...any) apiError {
	return apiError{Message: fmt.Sprintf(format, args...), Type: "invalid_request_error", Param: param}
}

// unsupported is the error of servers that lack a feature.
func unsupported(param, detail string) apiError {
	return apiError{Type: "invalid_request_error", Param: param, Code: "unsupported_parameter",
		Message: fmt.Sprintf("Unsupported parameter: '%s' is not supported by this server%s.", param, detail)}
}

// noFormat is what llama-cpp-python says to a response_format it does not know.
var noFormat = apiError{Type: "internal_server_error",
	Message: "[{'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'text' or 'json_object'\"}]"}

// exceedsContext is what llama.cpp's server says to a prompt that is too long.
func exceedsContext(prompt, limit int) apiError {
	e := badRequest("", "request (%d tokens) exceeds the available context size (%d tokens), try increasing it", prompt, limit)
	e.Type = "exceed_context_size_error"
	return e
}

func refuse(w http.ResponseWriter, status int, e apiError) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": e})
}

// refuseAny answers with err, as 404 where the model is unknown and 400 otherwise.
func refuseAny(w http.ResponseWriter, err apiError) {
	status := http.StatusBadRequest
	if err.Code == "model_not_found" {
		status = http.StatusNotFound
	}
	refuse(w, status, err)
}
