package mockserver

import (
	"encoding/json"
	"slices"
	"strings"

	"footnote/cmd/mockopenai/persona"
	"footnote/cmd/mockopenai/schema"
)

// chatRequest holds what the server heeds of a request for a chat completion.
// Sampling parameters are checked and otherwise ignored.
type chatRequest struct {
	Model               string          `json:"model"`
	Messages            []chatMessage   `json:"messages"`
	MaxTokens           *int            `json:"max_tokens"`
	MaxCompletionTokens *int            `json:"max_completion_tokens"`
	Temperature         *float64        `json:"temperature"`
	TopP                *float64        `json:"top_p"`
	N                   *int            `json:"n"`
	Seed                *int64          `json:"seed"`
	Stop                json.RawMessage `json:"stop"`
	Stream              *bool           `json:"stream"`
	StreamOptions       *streamOptions  `json:"stream_options"`
	ResponseFormat      *responseFormat `json:"response_format"`

	stop   []string
	schema *schema.Schema
}

type chatMessage struct {
	Role    string          `json:"role"`
	Content json.RawMessage `json:"content"`
}

type streamOptions struct {
	IncludeUsage bool `json:"include_usage"`
}

type responseFormat struct {
	Type       string `json:"type"`
	JSONSchema *struct {
		Name   string          `json:"name"`
		Strict *bool           `json:"strict"`
		Schema json.RawMessage `json:"schema"`
	} `json:"json_schema"`
}

// limit is the most tokens the reply may have; 0 means no limit.
func (r *chatRequest) limit() int {
	for _, n := range []*int{r.MaxCompletionTokens, r.MaxTokens} {
		if n != nil {
			return *n
		}
	}
	return 0
}

func (r *chatRequest) streams() bool { return r.Stream != nil && *r.Stream }

// json tells whether the reply must be JSON.
func (r *chatRequest) json() bool {
	return r.ResponseFormat != nil && r.ResponseFormat.Type != "text"
}

// parseChat reads a request and refuses what OpenAI, or this server's options,
// would refuse.
func (s *Server) parseChat(body []byte) (chatRequest, []persona.Message, *apiError) {
	var req chatRequest
	if err := json.Unmarshal(body, &req); err != nil {
		e := badRequest("", "We could not parse the JSON body of your request: %v.", err)
		return req, nil, &e
	}
	if e := checkModel(req.Model); e != nil {
		return req, nil, e
	}
	for _, check := range []func(*chatRequest) *apiError{s.checkRefused, checkNumbers, checkStop, checkFormat} {
		if e := check(&req); e != nil {
			return req, nil, e
		}
	}
	messages, e := readMessages(req.Messages)
	if e == nil && req.ResponseFormat != nil && req.ResponseFormat.Type == "json_object" && !mentionsJSON(messages) {
		bad := badRequest("messages", "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.")
		e = &bad
	}
	return req, messages, e
}

func (s *Server) checkRefused(req *chatRequest) *apiError {
	used := map[string]bool{
		"max_tokens":     req.MaxTokens != nil,
		"temperature":    req.Temperature != nil,
		"stream_options": req.StreamOptions != nil,
	}
	hints := map[string]string{"max_tokens": " with this model. Use 'max_completion_tokens' instead"}
	for _, name := range []string{"max_tokens", "temperature", "stream_options"} {
		if used[name] && s.refuses(name) {
			e := unsupported(name, hints[name])
			return &e
		}
	}
	if f := req.ResponseFormat; f != nil && s.refuses(f.Type) {
		e := badRequest("response_format", "Invalid parameter: 'response_format' of type '%s' is not supported with this model.", f.Type)
		return &e
	}
	return nil
}

func checkNumbers(req *chatRequest) *apiError {
	outside := func(v *float64, high float64) bool { return v != nil && (*v < 0 || *v > high) }
	var e apiError
	switch {
	case outside(req.Temperature, 2):
		e = badRequest("temperature", "Invalid 'temperature': expected a value from 0 to 2.")
	case outside(req.TopP, 1):
		e = badRequest("top_p", "Invalid 'top_p': expected a value from 0 to 1.")
	case req.N != nil && (*req.N < 1 || *req.N > 128):
		e = badRequest("n", "Invalid 'n': expected a value from 1 to 128.")
	case req.MaxTokens != nil && req.MaxCompletionTokens != nil:
		e = badRequest("max_tokens", "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.")
	case (req.MaxTokens != nil || req.MaxCompletionTokens != nil) && req.limit() < 1:
		e = badRequest("max_tokens", "Invalid limit of tokens: integer below minimum value. Expected a value >= 1.")
	case req.StreamOptions != nil && !req.streams():
		e = badRequest("stream_options", "The 'stream_options' parameter is only allowed when 'stream' is enabled.")
	default:
		return nil
	}
	return &e
}

func checkStop(req *chatRequest) *apiError {
	var one string
	switch {
	case len(req.Stop) == 0 || string(req.Stop) == "null":
	case json.Unmarshal(req.Stop, &one) == nil:
		req.stop = []string{one}
	case json.Unmarshal(req.Stop, &req.stop) != nil || len(req.stop) < 1 || len(req.stop) > 4:
		e := badRequest("stop", "Invalid 'stop': a string or a list of 1 to 4 strings.")
		return &e
	}
	return nil
}

// readMessages turns contents that are lists of parts into text.
func readMessages(in []chatMessage) ([]persona.Message, *apiError) {
	if len(in) == 0 {
		e := badRequest("messages", "Invalid 'messages': empty array. Expected an array with minimum length 1.")
		return nil, &e
	}
	out := make([]persona.Message, 0, len(in))
	for i, m := range in {
		if !slices.Contains([]string{"system", "developer", "user", "assistant"}, m.Role) {
			e := badRequest("messages", "Invalid value %q for 'messages[%d].role': use system, developer, user or assistant.", m.Role, i)
			return nil, &e
		}
		text, ok := readContent(m.Content)
		if !ok {
			e := badRequest("messages", "Invalid 'messages[%d].content': expected a string or a list of text parts.", i)
			return nil, &e
		}
		out = append(out, persona.Message{Role: m.Role, Text: text})
	}
	return out, nil
}

func readContent(raw json.RawMessage) (string, bool) {
	var text string
	if len(raw) == 0 || string(raw) == "null" {
		return "", false
	}
	if json.Unmarshal(raw, &text) == nil {
		return text, true
	}
	var parts []struct{ Type, Text string }
	if json.Unmarshal(raw, &parts) != nil || len(parts) == 0 {
		return "", false
	}
	for _, p := range parts {
		if p.Type != "text" {
			return "", false
		}
		text += p.Text
	}
	return text, true
}

func mentionsJSON(messages []persona.Message) bool {
	return slices.ContainsFunc(messages, func(m persona.Message) bool {
		return strings.Contains(strings.ToLower(m.Text), "json")
	})
}
