package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/cmd/mockopenai/mockserver"
	"footnote/retrieval"
)

// llama-cpp-python answers 500 to a response_format that it does not know.
func TestAnErrorThatNamesAnOptionIsARefusalOfIt(t *testing.T) {
	both(t, func(t *testing.T, ask func(*Client, context.Context, Request) (Response, error)) {
		s, url := mock(t, mockserver.Options{}, "no-format")
		c, slept := client(t, quick(url))
		for call := range 2 {
			out, err := ask(c, t.Context(), question())
			if err != nil || out.Form != FormText || s.Requests(chatPath) != 3+call {
				t.Fatalf("call %d: %v, %+v, %d requests", call, err, out, s.Requests(chatPath))
			}
		}
		if len(*slept) != 0 {
			t.Errorf("slept %v", *slept)
		}
	})
	for said, want := range map[string]error{
		"stream_options: extra fields not permitted": ErrRefused, "max_tokens is not supported": ErrRefused,
		"1 validation error for Request": ErrRefused, "json_schema is unknown": ErrRefused,
		"out of memory": ErrServer, "the maximum context length is 4096 tokens, max_tokens included": ErrTooLong,
	} {
		for _, status := range []int{400, 422, 500, 501, 503} {
			if got := kindOf(status, said); got != want && !(want == ErrServer && got == ErrRefused && status < 500) && !(status == 501 && got == ErrRefused) {
				t.Errorf("%d %s: %v, want %v", status, said, got, want)
			}
		}
	}
}

// A server that is still reading a long prompt is not given up before the
// deadline, whether it says nothing, its role, or comments.
func TestTheFirstWordMayTakeAsLongAsTheDeadline(t *testing.T) {
	for _, fault := range []string{"first-word:400ms", "role-first:400ms"} {
		s, url := mock(t, mockserver.Options{}, fault)
		opts := quick(url)
		opts.Attempt, opts.Stall, opts.Total = 0, 100*time.Millisecond, time.Minute
		c, _ := client(t, opts)
		if c.opts.Attempt != opts.Total {
			t.Errorf("the first word has %v of %v", c.opts.Attempt, opts.Total)
		}
		out, err := c.Stream(t.Context(), question(), func(string) error { return nil })
		if err != nil || out.Finish != "stop" || s.Requests(chatPath) != 1 {
			t.Errorf("%s: %v, %q, %d requests", fault, err, out.Finish, s.Requests(chatPath))
		}
	}
}

// Comments between the words are life too.
func TestCommentsAreLife(t *testing.T) {
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, events(words("{sa"), words("lt")))
		for range 10 {
			_, _ = io.WriteString(w, ": busy\n\n")
			_ = http.NewResponseController(w).Flush()
			time.Sleep(100 * time.Millisecond)
		}
		_, _ = io.WriteString(w, events(words("}"), stop))
	}))
	opts := quick(url)
	opts.Stall = 500 * time.Millisecond
	c, _ := client(t, opts)
	if out, err := c.Stream(t.Context(), question(), func(string) error { return nil }); err != nil || out.Text != "{salt}" {
		t.Errorf("%q, %v", out.Text, err)
	}
}

func TestTooLongAPromptIsToldApart(t *testing.T) {
	for fault, want := range map[string]error{"context:20": ErrTooLong, "empty-stream:20": ErrEmpty} {
		s, url := mock(t, mockserver.Options{}, fault)
		c, _ := client(t, quick(url))
		out, err := c.Stream(t.Context(), question(), func(string) error { return nil })
		if !errors.Is(err, want) || s.Requests(chatPath) != 1 {
			t.Errorf("%s: %v after %d requests, %+v", fault, err, s.Requests(chatPath), out)
		}
	}
}

func TestThoughtsNeverShow(t *testing.T) {
	for _, fault := range []string{"think:50", "reasoning:50"} {
		both(t, func(t *testing.T, ask func(*Client, context.Context, Request) (Response, error)) {
			_, url := mock(t, mockserver.Options{}, fault)
			c, _ := client(t, quick(url))
			out, err := ask(c, t.Context(), question())
			if err != nil || !strings.Contains(out.Text, "noon") || strings.Contains(out.Text, "hmm") || strings.Contains(out.Text, "think") {
				t.Errorf("%s: %v, %q", fault, err, out.Text)
			}
			r := question()
			r.MaxTokens = 20
			if out, err = ask(c, t.Context(), r); err != nil || out.Text != "" || out.Finish != "length" {
				t.Errorf("%s: %v, %+v", fault, err, out)
			}
		})
	}
}

// Nothing is counted for what was never sent.
func TestOnlyWhatWasAnsweredIsCounted(t *testing.T) {
	opts := quick("http://127.0.0.1:1/v1")
	opts.Failures, opts.Attempts = 1, 1
	c, _ := client(t, opts)
	for _, kind := range []error{ErrServer, ErrUnavailable} {
		out, err := c.Stream(t.Context(), question(), func(string) error { return nil })
		if !errors.Is(err, kind) || out.Usage != (Usage{}) {
			t.Errorf("%v, %+v", err, out.Usage)
		}
	}
}

// A redirect would carry articles and questions to a host that nobody named.
func TestRedirectsStayOnTheHost(t *testing.T) {
	s, elsewhere := mock(t, mockserver.Options{})
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, strings.TrimSuffix(elsewhere, "/v1")+r.URL.Path, http.StatusTemporaryRedirect)
	}))
	c, _ := client(t, quick(url))
	_, err := c.Stream(t.Context(), question(), func(string) error { return nil })
	e, _ := embedder(t, quick(url))
	_, embedErr := e.Embed(t.Context(), retrieval.Passage, texts(3))
	for _, err := range []error{err, embedErr} {
		if !errors.Is(err, ErrRedirected) || !strings.Contains(err.Error(), "base URL") {
			t.Errorf("%v", err)
		}
	}
	if n := s.Requests(chatPath) + s.Requests("/v1/embeddings"); n != 0 {
		t.Errorf("%d requests came through", n)
	}
	moved := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/new") {
			r.URL.Path = strings.TrimPrefix(r.URL.Path, "/new")
			s.ServeHTTP(w, r)
			return
		}
		http.Redirect(w, r, "/new"+r.URL.Path, http.StatusTemporaryRedirect)
	}))
	c, _ = client(t, quick(moved))
	if _, err := c.Complete(t.Context(), question()); err != nil {
		t.Errorf("on the same host: %v", err)
	}
}

func TestVectorsOfTokensAreNamed(t *testing.T) {
	s, url := mock(t, mockserver.Options{}, "token-vectors", "no-base64")
	e, _ := embedder(t, quick(url))
	v, err := e.Embed(t.Context(), retrieval.Passage, texts(40))
	if v != nil || !errors.Is(err, ErrTokenVectors) || !strings.Contains(err.Error(), "--pooling mean") || s.Requests("/v1/embeddings") != 1 {
		t.Errorf("%v after %d requests", err, s.Requests("/v1/embeddings"))
	}
}

// processor is a server that embeds so many tokens a second, one request after
// the other, on a clock of its own: what would take longer than an attempt may
// fails at once as a timeout, and nobody waits.
type processor struct {
	rate    float64
	attempt time.Duration

	// stubborn: it goes on with what was given up, and the next request waits.
	stubborn bool

	mu       sync.Mutex
	time     time.Time
	busy     time.Time
	requests int
	late     int
}

// sleep is time that goes by for the server too.
func (p *processor) sleep(_ context.Context, d time.Duration) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.time = p.time.Add(d)
	return nil
}

func (p *processor) now() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.time
}

// RoundTrip answers by the mock, after the time that the texts take.
func (p *processor) RoundTrip(r *http.Request) (*http.Response, error) {
	var body struct{ Input []string }
	if err := json.Unmarshal([]byte(peek(r)), &body); err != nil {
		return nil, err
	}
	tokens := 0
	for _, in := range body.Input {
		tokens += CountTokens(in)
	}
	p.mu.Lock()
	took := time.Duration(float64(tokens) / p.rate * float64(time.Second))
	p.requests++
	if p.stubborn {
		p.busy = later(p.busy, p.time).Add(took)
		took = p.busy.Sub(p.time)
	}
	late := took > p.attempt
	if late {
		p.late++
	}
	p.time = p.time.Add(min(took, p.attempt))
	p.mu.Unlock()
	if late {
		return nil, context.DeadlineExceeded
	}
	return http.DefaultTransport.RoundTrip(r)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// A server that takes one request at a time and goes on with what was given up is
// given the time to finish it: all texts are embedded.
func TestAStubbornServerIsWaitedFor(t *testing.T) {
	for _, rate := range []float64{40, 20, 16} {
		s, url := mock(t, mockserver.Options{})
		p := &processor{rate: rate, attempt: 30 * time.Second, stubborn: true}
		e, _ := embedder(t, Options{BaseURL: url, Model: "m", Attempt: p.attempt, Total: 2 * time.Minute, Transport: p})
		e.now, e.sleep = p.now, p.sleep
		all := make([]string, 60)
		for i := range all {
			all[i] = fmt.Sprintf("Passage %d. ", i) + strings.Repeat("The ferry to the island leaves at noon. ", 25)
		}
		v, err := e.Embed(t.Context(), retrieval.Passage, all)
		if err != nil || len(v) != 60 || s.Embedded() != 60 {
			t.Errorf("%v tokens/s: %v, %d texts embedded in %d requests, %d of them late", rate, err, s.Embedded(), p.requests, p.late)
		}
	}
}

// 500 passages on a processor of 200 tokens a second, with the settings that
// an installation has by itself: 2 minutes a batch, a quarter of it an attempt.
func TestASlowProcessorEmbedsAll(t *testing.T) {
	for _, rate := range []float64{200, 40, 100000} {
		s, url := mock(t, mockserver.Options{})
		p := &processor{rate: rate, attempt: 30 * time.Second}
		opts := Options{BaseURL: url, Model: "m", Attempt: p.attempt, Total: 2 * time.Minute, Transport: p}
		e, _ := embedder(t, opts)
		e.now = p.now
		all := make([]string, 500)
		for i := range all {
			all[i] = fmt.Sprintf("Passage %d. ", i) + strings.Repeat("The ferry to the island leaves at noon. ", 25)
		}
		v, err := e.Embed(t.Context(), retrieval.Passage, all)
		if err != nil || len(v) != 500 || s.Embedded() != 500 {
			t.Errorf("%v tokens/s: %v, %d texts embedded in %d requests", rate, err, s.Embedded(), p.requests)
		}
		late := p.late
		if rate == 200 && late > 1 || rate == 40 && late > 3 || rate > 1000 && (late > 0 || p.requests > 20) {
			t.Errorf("%v tokens/s: %d of %d requests were too late", rate, late, p.requests)
		}
		if _, err := e.Embed(t.Context(), retrieval.Passage, all[:50]); err != nil || p.late != late {
			t.Errorf("%v tokens/s: the pace was forgotten: %v, %d too late", rate, err, p.late-late)
		}
	}
}

// A server that answers nothing in time is given up with a message that names
// what to set.
func TestATimeoutNamesTheSetting(t *testing.T) {
	_, url := mock(t, mockserver.Options{})
	p := &processor{rate: 1, attempt: 3 * time.Second}
	opts := quick(url)
	opts.Transport, opts.TimeSetting, opts.Attempt = p, "FOOTNOTE_EMBEDDING_DEADLINE", p.attempt
	e, _ := embedder(t, opts)
	e.now = p.now
	_, err := e.Embed(t.Context(), retrieval.Passage, texts(100))
	if !errors.Is(err, ErrTimeout) || !strings.Contains(err.Error(), "FOOTNOTE_EMBEDDING_DEADLINE") || p.requests > 8 {
		t.Errorf("%v after %d requests", err, p.requests)
	}
}
