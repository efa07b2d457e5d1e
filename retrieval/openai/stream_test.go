package openai

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/cmd/mockopenai/mockserver"
)

// peek returns the body of a request and leaves it to be read again.
func peek(r *http.Request) string {
	raw, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(strings.NewReader(string(raw)))
	return string(raw)
}

// events is a stream of chunks with these JSON texts.
func events(chunks ...string) string {
	var b strings.Builder
	for _, c := range chunks {
		b.WriteString("data: " + c + "\n\n")
	}
	return b.String()
}

func words(s string) string {
	return `{"choices":[{"index":0,"delta":{"content":"` + s + `"}}]}`
}

const stop = `{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}`

func TestStreamsOfOtherServers(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		text string
		want error
	}{
		"no usage, no DONE":      {events(words("salt"), stop), "salt", nil},
		"comments between":       {": ping\n\n" + events(words("salt"), stop, "[DONE]"), "salt", nil},
		"finish with last word":  {events(`{"choices":[{"index":0,"delta":{"content":"salt"},"finish_reason":"stop"}]}`), "salt", nil},
		"second choice":          {events(words("salt"), `{"choices":[{"index":1,"delta":{"content":"sand"}}]}`, stop), "salt", nil},
		"thinking aloud":         {events(words("<th"), words("ink>sand</thi"), words("nk> sa"), words("lt"), stop), "salt", nil},
		"thinking in its field":  {events(`{"choices":[{"index":0,"delta":{"reasoning_content":"sand"}}]}`, words("salt"), stop), "salt", nil},
		"nothing at all":         {"", "", ErrEmpty},
		"only DONE":              {events("[DONE]"), "", ErrEmpty},
		"no finish":              {events(words("salt"), "[DONE]"), "salt", ErrUnfinished},
		"broken chunk":           {events(words("salt"), `{"choices":[{`), "salt", ErrMalformed},
		"error in the middle":    {events(words("salt"), `{"error":{"message":"out of memory","type":"server_error"}}`), "salt", ErrServer},
		"null content":           {events(`{"choices":[{"index":0,"delta":{"role":"assistant","content":null}}]}`, words("salt"), stop), "salt", nil},
		"usage in every chunk":   {events(`{"choices":[],"usage":null}`, words("salt"), stop), "salt", nil},
		"an opening mark and no": {events(words("<thin"), stop), "<thin", nil},
	} {
		opts := quick(reply(t, http.StatusOK, "text/event-stream", c.body))
		opts.Attempts = 1
		client, _ := client(t, opts)
		seen := ""
		out, err := client.Stream(t.Context(), question(), func(d string) error { seen += d; return nil })
		if out.Text != c.text || seen != c.text || !errors.Is(err, c.want) {
			t.Errorf("%s: %q shown, %q returned, %v; want %q, %v", name, seen, out.Text, err, c.text, c.want)
		}
		if err == nil && (!out.Usage.Estimated || out.Usage.Prompt == 0) {
			t.Errorf("%s: usage %+v", name, out.Usage)
		}
	}
}

func TestWholeRepliesOfOtherServers(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want error
	}{
		"no usage":       {`{"choices":[{"message":{"content":"salt"},"finish_reason":"stop"}]}`, nil},
		"thinking":       {`{"choices":[{"message":{"content":"<think>sand</think>\nsalt"},"finish_reason":"stop"}]}`, nil},
		"refusal":        {`{"choices":[{"message":{"refusal":"salt"},"finish_reason":"stop"}]}`, nil},
		"no choices":     {`{"choices":[]}`, ErrMalformed},
		"no finish":      {`{"choices":[{"message":{"content":"salt"}}]}`, ErrUnfinished},
		"a page":         {`<html>`, ErrMalformed},
		"half an object": {`{"choices":[{"message`, ErrUnfinished},
	} {
		opts := quick(reply(t, http.StatusOK, "application/json", c.body))
		opts.Attempts = 1
		client, _ := client(t, opts)
		out, err := client.Complete(t.Context(), question())
		if !errors.Is(err, c.want) || err == nil && out.Text != "salt" {
			t.Errorf("%s: %q, %v; want %v", name, out.Text, err, c.want)
		}
	}
}

func TestACallbacksErrorEndsTheStream(t *testing.T) {
	s, url := mock(t, mockserver.Options{})
	opts := quick(url)
	opts.Failures = 1
	c, _ := client(t, opts)
	enough := errors.New("enough")
	calls := 0
	out, err := c.Stream(t.Context(), question(), func(string) error { calls++; return enough })
	if err != enough || calls != 1 || out.Text == "" || s.Requests(chatPath) != 1 {
		t.Errorf("%v after %d calls and %d requests, text %q", err, calls, s.Requests(chatPath), out.Text)
	}
	if _, err := c.Complete(t.Context(), question()); err != nil {
		t.Errorf("the breaker took offence: %v", err)
	}
}

func TestAStreamThatPausesIsGivenUp(t *testing.T) {
	release := make(chan struct{})
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, events(words("salt"), words(" and")))
		_ = http.NewResponseController(w).Flush()
		<-release
	}))
	defer close(release)
	opts := quick(url)
	opts.Stall = 50 * time.Millisecond
	c, _ := client(t, opts)
	out, err := c.Stream(t.Context(), question(), func(string) error { return nil })
	if !errors.Is(err, ErrTimeout) || out.Text != "salt and" {
		t.Errorf("%q, %v", out.Text, err)
	}
}

func TestASlowStreamIsNotGivenUp(t *testing.T) {
	_, url := mock(t, mockserver.Options{}, "slow:150")
	opts := quick(url)
	opts.Attempt, opts.Stall = 200*time.Millisecond, 200*time.Millisecond
	c, _ := client(t, opts)
	begun := time.Now()
	out, err := c.Stream(t.Context(), question(), func(string) error { return nil })
	if err != nil || out.Finish != "stop" || time.Since(begun) < opts.Attempt {
		t.Errorf("%v, %q after %v", err, out.Finish, time.Since(begun))
	}
}

func TestALimitIsReportedAsLength(t *testing.T) {
	_, url := mock(t, mockserver.Options{})
	c, _ := client(t, quick(url))
	r := question()
	r.MaxTokens = 3
	out, err := c.Complete(t.Context(), r)
	if err != nil || out.Finish != "length" || out.Usage.Completion != 3 {
		t.Errorf("%+v, %v", out, err)
	}
}

func TestAnEndlessReplyIsCutOff(t *testing.T) {
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		chunk := events(words(strings.Repeat("salt ", 60000)))
		for range 20 {
			if _, err := io.WriteString(w, chunk); err != nil {
				return
			}
		}
	}))
	c, _ := client(t, quick(url))
	out, err := c.Stream(t.Context(), question(), func(string) error { return nil })
	if !errors.Is(err, ErrMalformed) || len(out.Text) > maxText+400000 {
		t.Errorf("%d bytes, %v", len(out.Text), err)
	}
}
