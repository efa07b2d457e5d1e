package openai

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/sashabaranov/go-openai"
)

// What servers write where a text, a prompt or a batch is too large. Statuses
// differ: 400, 413, 422 and, from llama.cpp, 500.
var tooLong = regexp.MustCompile(`(?i)context.{0,12}(length|size|window)|too (long|large|many (inputs|tokens))|maximum.{0,24}(tokens|batch|inputs)|` +
	`exceeds?.{0,40}(tokens|length|batch|context|limit of)|reduce the length|max_tokens_per_request`)

// What servers write where it is an option of the request that they do not
// take. llama-cpp-python says so with status 500.
var aboutOption = regexp.MustCompile(`(?i)response_format|json_schema|json_object|stream_options|max_(completion_)?tokens|validation|literal_error|extra_forbidden`)

// classify turns whatever the library or the connection returned into an
// *Error. nil stays nil. x is what the transport saw of the exchange.
func (c *caller) classify(err error, x *exchange) error {
	var known *Error
	var stop errStop
	if err == nil || errors.As(err, &known) || errors.As(err, &stop) {
		return err
	}
	e := &Error{Cause: err}
	if x != nil {
		e.Status, e.RetryAfter = x.status, x.retryAfter
	}
	var api *openai.APIError
	var request *openai.RequestError
	switch {
	case errors.As(err, &request): // not OpenAI's form; it may wrap an empty APIError
		e.Server = message(request.Body)
		e.Kind = kindOf(e.Status, e.Server)
	case errors.As(err, &api):
		e.Server = api.Message
		e.Kind = kindOf(e.Status, api.Message+" "+codeOf(api)+" "+api.Type)
	default:
		e.Kind = kindOfFailure(err, e.Status)
	}
	if e.Kind == ErrRefused && e.Server == "" {
		e.Server = err.Error() // the library's own objection
	}
	e.Server = c.presentable(e.Server)
	return e
}

// message finds what a body says where it is not in OpenAI's form: Ollama puts
// a string under "error", others one under "message" or "detail".
func message(body []byte) string {
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &fields) == nil {
		for _, name := range []string{"error", "message", "detail"} {
			var text string
			if json.Unmarshal(fields[name], &text) == nil && text != "" {
				return text
			}
		}
	}
	return strings.TrimSpace(string(body))
}

func codeOf(e *openai.APIError) string {
	code, _ := e.Code.(string)
	return code
}

// kindOf reads a status and what came with it. An error within a stream comes
// with status 200.
func kindOf(status int, said string) error {
	switch {
	case status == http.StatusTooManyRequests && strings.Contains(said, "insufficient_quota"), status == http.StatusPaymentRequired:
		return ErrQuota
	case status == http.StatusTooManyRequests:
		return ErrRateLimited
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return ErrUnauthorized
	case status == http.StatusRequestEntityTooLarge, status >= 400 && tooLong.MatchString(said):
		return ErrTooLong
	case status == http.StatusNotFound, strings.Contains(said, "model_not_found"):
		return ErrNotFound
	case aboutOption.MatchString(said):
		return ErrRefused
	case status == http.StatusRequestTimeout, status == http.StatusConflict, status >= 500 && status != http.StatusNotImplemented, status < 400:
		return ErrServer
	}
	return ErrRefused
}

// kindOfFailure reads errors that are not a server's words. After status 200
// either the connection broke, or what came is nonsense.
func kindOfFailure(err error, status int) error {
	var broken net.Error
	var sending *url.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return ErrTimeout
	case errors.Is(err, errRedirected):
		return ErrRedirected
	case status == 0 && !errors.As(err, &sending):
		return ErrRefused // by the library, for some models, before anything is sent
	case status < 200 || status > 299:
		return ErrServer
	case errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &broken):
		return ErrUnfinished
	}
	return ErrMalformed
}

// presentable shortens a server's words for a message and takes the key out.
func (c *caller) presentable(text string) string {
	if c.opts.APIKey != "" {
		text = strings.ReplaceAll(text, c.opts.APIKey, "(key)")
	}
	text = strings.Join(strings.Fields(text), " ")
	const most = 300
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}
