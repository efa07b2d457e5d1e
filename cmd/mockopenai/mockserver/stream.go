package mockserver

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// streamer sends a completion as server-sent events, a token a chunk.
type streamer struct {
	w     http.ResponseWriter
	r     *http.Request
	p     plan
	c     *completion
	usage bool
}

func (s *streamer) run() {
	s.w.Header().Set("Content-Type", "text/event-stream")
	s.w.Header().Set("Cache-Control", "no-cache")
	if !s.p.role && !wait(s.r, time.Now().Add(s.p.late)) {
		return
	}
	s.each(func(i int) { s.chunk(i, map[string]any{"role": "assistant", "content": ""}, nil) })
	if s.p.role && !s.live(time.Now().Add(s.p.late)) || !s.words() {
		return
	}
	if !s.p.noFinish {
		s.each(func(i int) { s.chunk(i, map[string]any{}, s.c.finish) })
		if s.usage {
			s.event(s.frame([]any{}, s.c.usage()))
		}
		_, _ = fmt.Fprint(s.w, "data: [DONE]\n\n")
	}
	s.flush()
}

// live sends comments until the moment given and reports whether to go on.
func (s *streamer) live(until time.Time) bool {
	for time.Now().Before(until) {
		s.flush()
		if !wait(s.r, time.Now().Add(min(time.Until(until), s.p.late/10))) {
			return false
		}
		_, _ = fmt.Fprint(s.w, ": still reading the prompt\n\n")
	}
	return true
}

// words sends the tokens at the plan's pace and tells whether to go on. The
// pace is kept from the start, so that slow writes do not add up.
func (s *streamer) words() bool {
	start := time.Now()
	for _, token := range s.c.thoughts {
		s.each(func(i int) { s.chunk(i, map[string]any{"reasoning_content": token}, nil) })
	}
	for n, token := range s.c.tokens {
		if s.p.cut && n == len(s.c.tokens)/2 {
			break
		}
		if !wait(s.r, start.Add(s.p.pace(n+1))) {
			return false
		}
		s.each(func(i int) { s.chunk(i, map[string]any{"content": token}, nil) })
		s.flush()
	}
	if s.p.cut {
		s.flush()
		panic(http.ErrAbortHandler)
	}
	return true
}

func (s *streamer) each(f func(i int)) {
	for i := range s.c.copies {
		f(i)
	}
}

func (s *streamer) chunk(index int, delta map[string]any, finish any) {
	choice := map[string]any{"index": index, "delta": delta, "finish_reason": finish}
	s.event(s.frame([]any{choice}, nil))
}

func (s *streamer) frame(choices []any, usage any) map[string]any {
	f := map[string]any{
		"id": s.c.id, "object": "chat.completion.chunk", "created": created, "model": s.c.model, "choices": choices,
	}
	if s.usage {
		f["usage"] = usage
	}
	return f
}

func (s *streamer) event(v any) {
	b, err := json.Marshal(v)
	if err != nil {
		return // maps of strings and numbers always marshal
	}
	_, _ = fmt.Fprintf(s.w, "data: %s\n\n", b)
}

func (s *streamer) flush() { _ = http.NewResponseController(s.w).Flush() }
