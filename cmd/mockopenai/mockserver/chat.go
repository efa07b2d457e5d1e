package mockserver

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"strings"
	"time"

	"footnote/cmd/mockopenai/persona"
)

// maxPromptTokens is the server's context window.
const maxPromptTokens = 128000

// completion is a reply that has been written but not sent.
type completion struct {
	id, model string
	thoughts  []string // in a field of their own
	tokens    []string
	finish    string // "stop" or "length"
	prompt    int    // tokens
	copies    int    // n of the request
}

func (c *completion) text() string { return strings.Join(c.tokens, "") }

func (c *completion) usage() map[string]int {
	made := (len(c.thoughts) + len(c.tokens)) * c.copies
	return map[string]int{"prompt_tokens": c.prompt, "completion_tokens": made, "total_tokens": c.prompt + made}
}

func (s *Server) chat(w http.ResponseWriter, r *http.Request, body []byte, p plan) {
	req, messages, bad := s.parseChat(body)
	if bad != nil {
		refuseAny(w, *bad)
		return
	}
	if p.noFormat && req.ResponseFormat != nil {
		refuse(w, http.StatusInternalServerError, noFormat)
		return
	}
	c := s.complete(req, messages, p)
	if p.context > 0 && c.prompt > p.context {
		refuseAny(w, exceedsContext(c.prompt, p.context))
		return
	}
	if p.empty >= 0 && c.prompt > p.empty && req.streams() {
		w.Header().Set("Content-Type", "text/event-stream")
		w.WriteHeader(http.StatusOK)
		return
	}
	if c.prompt > maxPromptTokens {
		e := badRequest("messages", "This model's maximum context length is %d tokens. However, your messages resulted in %d tokens. Please reduce the length of the messages.", maxPromptTokens, c.prompt)
		e.Code = "context_length_exceeded"
		refuseAny(w, e)
		return
	}
	if req.streams() {
		usage := req.StreamOptions != nil && req.StreamOptions.IncludeUsage
		(&streamer{w: w, r: r, p: p, c: c, usage: usage}).run()
		return
	}
	if !wait(r, time.Now().Add(p.late+p.pace(len(c.tokens)))) {
		return
	}
	out, err := json.Marshal(c.reply(p))
	if err != nil {
		refuse(w, http.StatusInternalServerError, apiError{Type: "server_error", Message: err.Error()})
		return
	}
	send(w, out, p)
}

// complete has the persona write and applies stop sequences and the limit.
func (s *Server) complete(req chatRequest, messages []persona.Message, p plan) *completion {
	seed := s.opts.Seed
	if req.Seed != nil {
		seed += *req.Seed
	}
	text := persona.Write(s.opts.Persona, persona.Request{
		Messages: messages, Schema: req.schema, JSON: req.json(), Seed: seed,
	})
	for _, stop := range req.stop {
		if stop != "" {
			text, _, _ = strings.Cut(text, stop)
		}
	}
	c := &completion{model: req.Model, tokens: tokens(text), finish: "stop", copies: 1}
	c.thinkFirst(p)
	c.limit(req.limit())
	if req.N != nil {
		c.copies = *req.N
	}
	id := fnv.New64a()
	for _, m := range messages {
		c.prompt += countTokens(m.Text) + 4 // a message's frame costs about four
		_, _ = fmt.Fprintf(id, "%s\x00%s\x00", m.Role, m.Text)
	}
	c.id = fmt.Sprintf("chatcmpl-%016x", id.Sum64())
	return c
}

// reply is the whole answer to a request that does not stream.
func (c *completion) reply(p plan) map[string]any {
	var finish any = c.finish
	if p.noFinish {
		finish = nil
	}
	choices := make([]any, c.copies)
	for i := range choices {
		choices[i] = map[string]any{
			"index": i, "finish_reason": finish, "logprobs": nil,
			"message": c.message(),
		}
	}
	return map[string]any{
		"id": c.id, "object": "chat.completion", "created": created, "model": c.model,
		"choices": choices, "usage": c.usage(),
	}
}
