package openai

import (
	"errors"
	"regexp"
	"sync"

	"github.com/sashabaranov/go-openai"
)

// dialect is what a server is known to refuse. The zero value assumes all of
// OpenAI's protocol.
type dialect struct {
	noSchema, noJSON bool // response_format json_schema, json_object
	completionTokens bool // max_completion_tokens in place of max_tokens
	noLimit          bool // neither of the two
	noTemperature    bool
	noStreamOptions  bool
	guesses          int // times something was left out without the server naming it
}

// nearZero stands for temperature 0, which the library would leave out. Down
// to here servers divide by it without harm.
const nearZero = 1e-4

func (d dialect) form(r Request) Form {
	switch {
	case r.Schema == nil || d.noSchema && d.noJSON:
		return FormText
	case d.noSchema:
		return FormJSON
	}
	return FormSchema
}

// messages are those for the form that the server takes.
func (d dialect) messages(r Request) []Message {
	switch form := d.form(r); {
	case r.Schema != nil && form == FormText && r.Plain != nil:
		return r.Plain
	case form == FormJSON && r.Loose != nil:
		return r.Loose
	}
	return r.Messages
}

// request writes a request in the dialect.
func (d dialect) request(model string, r Request, stream bool) openai.ChatCompletionRequest {
	out := openai.ChatCompletionRequest{Model: model}
	for _, m := range d.messages(r) {
		out.Messages = append(out.Messages, openai.ChatCompletionMessage{Role: m.Role, Content: m.Content})
	}
	switch {
	case d.noLimit:
	case d.completionTokens:
		out.MaxCompletionTokens = r.MaxTokens
	default:
		//lint:ignore SA1019 most servers but OpenAI's know no other name
		out.MaxTokens = r.MaxTokens
	}
	if r.Temperature >= 0 && !d.noTemperature {
		out.Temperature = float32(max(r.Temperature, nearZero))
	}
	if stream && !d.noStreamOptions {
		out.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	switch d.form(r) {
	case FormSchema:
		out.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: r.Schema.Name, Schema: r.Schema.JSON, Strict: true}}
	case FormJSON:
		out.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	return out
}

// What a refusal says of the parameter it is about, the more special first.
var (
	aboutLimit       = regexp.MustCompile(`(?i)max_(completion_)?tokens|MaxTokens`)
	aboutTemperature = regexp.MustCompile(`(?i)temperature`)
	aboutStream      = regexp.MustCompile(`(?i)stream_options|include_usage`)
	aboutForm        = regexp.MustCompile(`(?i)response_format|json_schema|json_object|json mode|schema|grammar|guided|structured`)
)

// without returns the dialect that leaves out what a refusal is about, and
// false where nothing is left to leave out.
func (d dialect) without(said string, r Request, stream bool) (dialect, bool) {
	limit, temperature := r.MaxTokens > 0 && !d.noLimit, r.Temperature >= 0 && !d.noTemperature
	options, form := stream && !d.noStreamOptions, d.form(r) != FormText
	switch {
	case limit && aboutLimit.MatchString(said):
		return d.dropLimit(), true
	case temperature && aboutTemperature.MatchString(said):
		d.noTemperature = true
	case options && aboutStream.MatchString(said):
		d.noStreamOptions = true
	case form && aboutForm.MatchString(said):
		return d.dropForm(), true
	default:
		return d.guess(form, options)
	}
	return d, true
}

func (d dialect) dropLimit() dialect {
	d.noLimit = d.completionTokens
	d.completionTokens = true
	return d
}

func (d dialect) dropForm() dialect {
	d.noJSON = d.noSchema
	d.noSchema = true
	return d
}

// guess leaves out what servers most often lack when they do not say which
// parameter they mean.
func (d dialect) guess(form, options bool) (dialect, bool) {
	d.guesses++
	switch {
	case form:
		return d.dropForm(), true
	case options:
		d.noStreamOptions = true
		return d, true
	}
	return d, false
}

// learnt is the dialect that a server has been found to speak.
type learnt struct {
	mu    sync.Mutex
	d     dialect
	proof bool // a request in it has succeeded
}

func (l *learnt) get() (dialect, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.d, l.proof
}

func (l *learnt) set(d dialect) {
	l.mu.Lock()
	defer l.mu.Unlock()
	d.guesses = 0
	l.d, l.proof = d, true
}

// adapt calls do with what is known of the server and, where it refuses a
// parameter, again without it. What then works is remembered. Once a dialect
// has worked, only a refusal that names a parameter changes it: any other is
// about the messages.
func (c *Client) adapt(r Request, stream bool, do func(dialect) (Response, error)) (Response, error) {
	d, proof := c.learnt.get()
	for {
		out, err := do(d)
		if err == nil {
			c.learnt.set(d)
			return out, nil
		}
		said, ok := refusal(err)
		if !ok {
			return out, err
		}
		next, ok := d.without(said, r, stream)
		if !ok || proof && next.guesses > d.guesses {
			return out, err
		}
		d = next
	}
}

// refusal returns what a server says against a request.
func refusal(err error) (string, bool) {
	var e *Error
	if errors.As(err, &e) && e.Kind == ErrRefused {
		return e.Server, true
	}
	return "", false
}
