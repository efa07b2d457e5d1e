package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/cmd/mockopenai/mockserver"
)

const chatPath = "/v1/chat/completions"

const answerSchema = `{"type":"object","additionalProperties":false,"required":["claims","unanswered"],"properties":{
"claims":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["text","evidence"],"properties":{"text":{"type":"string"},
"evidence":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["passage","quote"],
"properties":{"passage":{"type":"integer"},"quote":{"type":"string"}}}}}}},"unanswered":{"type":"string"}}}`

const harbour = `<passage number="1" title="Harbour news" source="The Tide" date="2025-03-01">
The ferry to Sandholm leaves the old harbour at noon. It carries 120 people.
</passage>

Question: When does the ferry to Sandholm leave the harbour?`

// question asks with everything that a server may refuse.
func question() Request {
	return Request{
		Messages: []Message{{"system", "Answer in JSON."}, {"user", harbour}}, MaxTokens: 500, Temperature: 0,
		Schema: &Schema{Name: "answer", JSON: json.RawMessage(answerSchema)},
		Plain:  []Message{{"system", "Answer in lines."}, {"user", harbour}},
	}
}

// both runs a test for whole and for streamed replies.
func both(t *testing.T, f func(t *testing.T, ask func(*Client, context.Context, Request) (Response, error))) {
	t.Helper()
	t.Run("whole", func(t *testing.T) {
		f(t, func(c *Client, ctx context.Context, r Request) (Response, error) { return c.Complete(ctx, r) })
	})
	t.Run("streamed", func(t *testing.T) {
		f(t, func(c *Client, ctx context.Context, r Request) (Response, error) {
			var seen strings.Builder
			out, err := c.Stream(ctx, r, func(d string) error { seen.WriteString(d); return nil })
			if seen.String() != out.Text {
				t.Errorf("handed over %q, returned %q", seen.String(), out.Text)
			}
			return out, err
		})
	})
}

func TestChatAnswersInTheFormAskedFor(t *testing.T) {
	both(t, func(t *testing.T, ask func(*Client, context.Context, Request) (Response, error)) {
		s, url := mock(t, mockserver.Options{})
		c, _ := client(t, quick(url))
		out, err := ask(c, t.Context(), question())
		if err != nil {
			t.Fatal(err)
		}
		var answer struct{ Claims []struct{ Text string } }
		if err := json.Unmarshal([]byte(out.Text), &answer); err != nil || len(answer.Claims) != 1 {
			t.Fatalf("%v in %s", err, out.Text)
		}
		if out.Form != FormSchema || out.Finish != "stop" || out.Model != "m" || out.Usage.Estimated || out.Usage.Prompt < 20 || out.Usage.Completion < 10 {
			t.Errorf("%+v", out)
		}
		if s.Requests(chatPath) != 1 {
			t.Errorf("%d requests", s.Requests(chatPath))
		}
	})
}

func TestServersTeachWhatTheyTake(t *testing.T) {
	for _, c := range []struct {
		refuse   []string
		form     Form
		whole    int // requests for the first whole reply
		streamed int
	}{
		{[]string{"json_schema"}, FormJSON, 2, 2},
		{[]string{"json_schema", "json_object"}, FormText, 3, 3},
		{[]string{"max_tokens"}, FormSchema, 2, 2},
		{[]string{"temperature"}, FormSchema, 2, 2},
		{[]string{"stream_options"}, FormSchema, 1, 2},
		{[]string{"json_schema", "json_object", "max_tokens", "temperature", "stream_options"}, FormText, 5, 6},
	} {
		both(t, func(t *testing.T, ask func(*Client, context.Context, Request) (Response, error)) {
			want := c.whole
			if strings.Contains(t.Name(), "/streamed") {
				want = c.streamed
			}
			s, url := mock(t, mockserver.Options{Refuse: c.refuse})
			client, slept := client(t, quick(url))
			for call := range 2 {
				out, err := ask(client, t.Context(), question())
				if err != nil || out.Form != c.form || !strings.Contains(out.Text, "noon") {
					t.Fatalf("%v: %v, %+v", c.refuse, err, out)
				}
				if got := s.Requests(chatPath); got != want+call {
					t.Errorf("%v: %d requests after call %d, want %d", c.refuse, got, call+1, want+call)
				}
			}
			if len(*slept) != 0 {
				t.Errorf("learning slept %v", *slept)
			}
		})
	}
}

func TestPlainMessagesWhereNoJSONIsTaken(t *testing.T) {
	_, url := mock(t, mockserver.Options{Refuse: []string{"json_schema", "json_object"}})
	c, _ := client(t, quick(url))
	out, err := c.Complete(t.Context(), question())
	if err != nil || out.Text != "- The ferry to Sandholm leaves the old harbour at noon. [1: \"The ferry to Sandholm leaves the old harbour at noon.\"]\n" {
		t.Errorf("%v, %q", err, out.Text)
	}
}

// The library refuses some parameters for some models by itself.
func TestTheLibrarysOwnRefusalsTeachToo(t *testing.T) {
	for _, model := range []string{"o3-mini", "gpt-5-mini"} {
		s, url := mock(t, mockserver.Options{Refuse: []string{"max_tokens", "temperature"}})
		opts := quick(url)
		opts.Model = model
		c, _ := client(t, opts)
		r := question()
		r.Temperature = 0.3
		if _, err := c.Complete(t.Context(), r); err != nil || s.Requests(chatPath) > 2 {
			t.Errorf("%s: %v, %d requests", model, err, s.Requests(chatPath))
		}
	}
}

func TestVagueRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		takes    func(body string) bool
		requests int
		want     error
	}{
		"takes no schema":  {func(b string) bool { return !strings.Contains(b, "json_schema") }, 2, nil},
		"takes no form":    {func(b string) bool { return !strings.Contains(b, "response_format") }, 3, nil},
		"takes no options": {func(b string) bool { return !strings.Contains(b, "stream_options") }, 4, nil},
		"takes nothing":    {func(string) bool { return false }, 4, ErrRefused},
	} {
		requests := 0
		s, _ := mock(t, mockserver.Options{})
		url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			requests++
			body := peek(r)
			if !c.takes(body) {
				http.Error(w, "bad request", http.StatusBadRequest)
				return
			}
			s.ServeHTTP(w, r)
		}))
		client, _ := client(t, quick(url))
		_, err := client.Stream(t.Context(), question(), func(string) error { return nil })
		if !errors.Is(err, c.want) || requests != c.requests {
			t.Errorf("%s: %v in %d requests; want %v in %d", name, err, requests, c.want, c.requests)
		}
	}
}

func TestChatThroughEveryFault(t *testing.T) {
	for _, c := range []struct {
		faults   []string
		want     error
		whole    int // requests
		streamed int
	}{
		{[]string{"once:429:2"}, nil, 2, 2},
		{[]string{"once:500", "once:garbage"}, nil, 3, 3},
		{[]string{"once:hang"}, nil, 2, 2},
		{[]string{"429:2"}, ErrRateLimited, 3, 3},
		{[]string{"500"}, ErrServer, 3, 3},
		{[]string{"garbage"}, ErrMalformed, 3, 3},
		{[]string{"hang"}, ErrTimeout, 3, 3},
		// Half of a stream has been shown: there is no second attempt.
		{[]string{"cut"}, ErrUnfinished, 3, 1},
		{[]string{"no-finish"}, ErrUnfinished, 3, 1},
	} {
		both(t, func(t *testing.T, ask func(*Client, context.Context, Request) (Response, error)) {
			requests := c.whole
			if strings.Contains(t.Name(), "/streamed") {
				requests = c.streamed
			}
			s, url := mock(t, mockserver.Options{}, c.faults...)
			opts := quick(url)
			opts.Attempts = 3
			if c.want == ErrTimeout { // no answer is waited for
				opts.Attempt, opts.Stall = 150*time.Millisecond, 150*time.Millisecond
			}
			client, _ := client(t, opts)
			out, err := ask(client, t.Context(), question())
			if !errors.Is(err, c.want) || s.Requests(chatPath) != requests {
				t.Errorf("%v: %v in %d requests; want %v in %d", c.faults, err, s.Requests(chatPath), c.want, requests)
			}
			if c.want == nil && !strings.Contains(out.Text, "noon") {
				t.Errorf("%v: %+v", c.faults, out)
			}
		})
	}
}

func TestErrorsAreSentencesWithoutTheKey(t *testing.T) {
	for body, want := range map[string]error{
		`{"detail":[{"loc":["body"],"msg":"no"}]}`: ErrRateLimited,
		`sk-secret-key is busy`:                    ErrRateLimited,
		`{"error":{"message":"no key sk-secret-key here","type":"x","code":"insufficient_quota"}}`: ErrQuota,
		`{"error":"slow down, sk-secret-key"}`:                                                     ErrRateLimited,
	} {
		c, _ := client(t, quick(reply(t, http.StatusTooManyRequests, "application/json", body)))
		_, err := c.Complete(t.Context(), question())
		if !errors.Is(err, want) || strings.Contains(fmt.Sprint(err), "sk-secret") || !strings.Contains(err.Error(), "it said: ") {
			t.Errorf("%s: %v", body, err)
		}
	}
}
