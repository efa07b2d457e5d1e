package openai

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/cmd/mockopenai/mockserver"
)

func TestOptionsSayWhatToCorrect(t *testing.T) {
	for name, c := range map[string]struct {
		opts Options
		want string
	}{
		"no model": {Options{}, "model"},
		"no host":  {Options{Model: "m", BaseURL: "localhost:8081/v1"}, "http://127.0.0.1"},
		"scheme":   {Options{Model: "m", BaseURL: "ftp://host/v1"}, "correct it"},
		"query":    {Options{Model: "m", BaseURL: "http://host/v1?key=1"}, "leave it off"},
		"password": {Options{Model: "m", BaseURL: "gopher://me:hunter2@host/v1"}, "correct it"},
	} {
		_, err := NewClient(c.opts)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
		if _, again := NewEmbedder(c.opts); again == nil {
			t.Errorf("%s: the embedder took it", name)
		}
	}
}

func TestModelsAreListed(t *testing.T) {
	_, url := mock(t, mockserver.Options{})
	c, _ := client(t, quick(url+"/"))
	names, err := c.Models(t.Context())
	if err != nil || !slices.Equal(names, []string{mockserver.ChatModel, mockserver.EmbeddingModel}) {
		t.Errorf("%v, %v", names, err)
	}
}

func TestRetryAfterForms(t *testing.T) {
	now := time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, value string
		want        time.Duration
	}{
		{"Retry-After", "7", 7 * time.Second},
		{"Retry-After", "0.5", 500 * time.Millisecond},
		{"Retry-After", "Sat, 01 Mar 2025 12:00:30 GMT", 30 * time.Second},
		{"Retry-After", "Sat, 01 Mar 2025 11:00:00 GMT", 0},
		{"Retry-After", "soon", 0},
		{"Retry-After", "-3", 0},
		{"Retry-After", "NaN", 0},
		{"Retry-After", "1e300", 0},
		{"Retry-After-Ms", "250", 250 * time.Millisecond},
	} {
		h := http.Header{}
		h.Set(c.name, c.value)
		if got := readRetryAfter(h, now); got != c.want {
			t.Errorf("%s: %s is %v, want %v", c.name, c.value, got, c.want)
		}
	}
}

func TestCountTokens(t *testing.T) {
	for text, want := range map[string]int{"": 0, "hello world": 2, "tiktoken is great!": 6} {
		if got := CountTokens(text); got != want {
			t.Errorf("%q: %d tokens, want %d", text, got, want)
		}
	}
	// A long text is counted in pieces, and an endless word takes no time.
	text := strings.Repeat("The quick brown fox jumped over the fence. ", 1000)
	if got := CountTokens(text); got < 9000 || got > 9200 {
		t.Errorf("%d tokens, want about 9000", got)
	}
	if got := CountTokens(strings.Repeat("é", 300000)); got < 30000 {
		t.Errorf("%d tokens in an endless word", got)
	}
	if got := CountTokens(strings.Repeat("\xff", 5000)); got < 1 {
		t.Errorf("%d tokens in broken text", got)
	}
}

func TestThoughtsHoldNothingBack(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "",
		"salt":                             "salt",
		" \n<think>a</think>\n\n salt <b":  "salt <b",
		"<think>never closed":              "",
		"<thinker>salt":                    "<thinker>salt",
		"salt <think>b</think>":            "salt ",
		"sand, hmm</think>\n salt":         "salt",
		"{\"a\": <thinking>b</thinking>1}": "{\"a\": 1}",
		"[THINK]a[/THINK]- salt":           "- salt",
		"salt < 3 [T":                      "salt < 3 [T",
		"<|channel|>analysis<|message|>sand<|end|><|start|>assistant<|channel|>final<|message|>salt": "salt",
		"<think></think>": "",
		"  salt":          "  salt",
	} {
		if got := withoutThoughts(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		var th thoughts
		got := ""
		for _, b := range []byte(text) {
			got += th.feed(string(b))
		}
		if got += th.end(); got != want {
			t.Errorf("%q byte by byte: %q, want %q", text, got, want)
		}
	}
}
