package mockserver

import (
	"bytes"
	"encoding/json"
	"slices"
)

// maxInputTokens is what OpenAI's embedding models read of one input.
const maxInputTokens = 8192

// embeddingsRequest is the body of a request for embeddings.
type embeddingsRequest struct {
	Input          json.RawMessage `json:"input"`
	Model          string          `json:"model"`
	EncodingFormat *string         `json:"encoding_format"`
	Dimensions     *int            `json:"dimensions"`
	User           *string         `json:"user"`
}

// input is one thing to embed: a text, or tokens that stand for one.
type input struct {
	text   string
	tokens []int
}

func (in input) size() int {
	if in.tokens != nil {
		return len(in.tokens)
	}
	return countTokens(in.text)
}

func (s *Server) parseEmbeddings(body []byte) (embeddingsRequest, []input, *apiError) {
	var req embeddingsRequest
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&req); err != nil {
		e := badRequest("", "We could not parse the JSON body of your request: %v.", err)
		return req, nil, &e
	}
	if e := checkModel(req.Model); e != nil {
		return req, nil, e
	}
	if e := s.checkEmbeddings(req); e != nil {
		return req, nil, e
	}
	inputs, e := parseInput(req.Input)
	if e == nil {
		e = s.checkInputs(inputs)
	}
	return req, inputs, e
}

func (s *Server) checkEmbeddings(req embeddingsRequest) *apiError {
	var e apiError
	switch {
	case req.EncodingFormat != nil && !slices.Contains([]string{"float", "base64"}, *req.EncodingFormat):
		e = badRequest("encoding_format", "Invalid value for 'encoding_format': use 'float' or 'base64'.")
	case req.EncodingFormat != nil && *req.EncodingFormat == "base64" && s.refuses("base64"):
		e = unsupported("encoding_format", " with the value 'base64'")
	case req.Dimensions != nil && (*req.Dimensions < 1 || *req.Dimensions > 8192):
		e = badRequest("dimensions", "Invalid value for 'dimensions': %d is not between 1 and 8192.", *req.Dimensions)
	case req.Dimensions != nil && s.refuses("dimensions"):
		e = unsupported("dimensions", "")
	default:
		return nil
	}
	return &e
}

func (s *Server) refuses(what string) bool { return slices.Contains(s.opts.Refuse, what) }

// parseInput reads the four forms of input: a text, texts, tokens, lists of tokens.
func parseInput(raw json.RawMessage) ([]input, *apiError) {
	var text string
	var texts []string
	var tokens []int
	var lists [][]int
	switch {
	case len(raw) == 0 || string(raw) == "null":
	case json.Unmarshal(raw, &text) == nil:
		return []input{{text: text}}, nil
	case json.Unmarshal(raw, &texts) == nil:
		return mapInputs(texts, func(t string) input { return input{text: t} }), nil
	case json.Unmarshal(raw, &tokens) == nil:
		return []input{{tokens: tokens}}, nil
	case json.Unmarshal(raw, &lists) == nil:
		return mapInputs(lists, func(t []int) input { return input{tokens: t} }), nil
	}
	e := badRequest("input", "'$.input' is invalid. Please check the API reference: a string, or a list of strings, of tokens, or of lists of tokens.")
	return nil, &e
}

func mapInputs[T any](from []T, to func(T) input) []input {
	out := make([]input, len(from))
	for i, f := range from {
		out[i] = to(f)
	}
	return out
}

func (s *Server) checkInputs(inputs []input) *apiError {
	if len(inputs) == 0 || len(inputs) > s.opts.MaxInputs {
		e := badRequest("input", "'$.input' is invalid: %d inputs, where 1 to %d are allowed; the batch is too large or empty.", len(inputs), s.opts.MaxInputs)
		return &e
	}
	total := 0
	for i, in := range inputs {
		n := in.size()
		total += n
		if n == 0 {
			e := badRequest("input", "'$.input[%d]' is invalid: input cannot be an empty string.", i)
			return &e
		}
		if n > maxInputTokens {
			e := badRequest("input", "This model's maximum context length is %d tokens, however you requested %d tokens. Please reduce your prompt.", maxInputTokens, n)
			e.Code = "context_length_exceeded"
			return &e
		}
	}
	if total > 300000 {
		e := badRequest("input", "Requested %d tokens, max 300000 tokens per request", total)
		e.Code, e.Type = "max_tokens_per_request", "max_tokens_per_request"
		return &e
	}
	return nil
}
