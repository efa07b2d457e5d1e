package openai

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"go.uber.org/goleak"

	"footnote/cmd/mockopenai/mockserver"
	"footnote/cmd/mockopenai/spectest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// mock serves a mock on loopback until the test ends. Every request it gets is
// held against OpenAI's specification.
func mock(t *testing.T, opts mockserver.Options, faults ...string) (*mockserver.Server, string) {
	t.Helper()
	parsed, err := mockserver.ParseFaults(faults)
	if err != nil {
		t.Fatal(err)
	}
	opts.Faults, opts.Record = parsed, true
	s, err := mockserver.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	return s, serve(t, spectest.LoadIfThere(t).WatchRequests(t, s))
}

// serve returns the base URL of a handler.
func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	web := httptest.NewServer(h)
	t.Cleanup(web.Close)
	return web.URL + "/v1"
}

// reply is a server that always answers the same.
func reply(t *testing.T, status int, contentType, body string) string {
	t.Helper()
	return serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
}

// naps collects the pauses that would have been slept.
type naps []time.Duration

func (n *naps) sleep(ctx context.Context, d time.Duration) error {
	*n = append(*n, d)
	return ctx.Err()
}

// quick are options with deadlines that a test can wait for.
func quick(url string) Options {
	return Options{
		BaseURL: url, Model: "m", APIKey: "sk-secret-key",
		Attempt: 2 * time.Second, Stall: 2 * time.Second, Total: 20 * time.Second, Backoff: time.Millisecond,
	}
}

func embedder(t *testing.T, opts Options) (*Embedder, *naps) {
	t.Helper()
	e, err := NewEmbedder(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	n := &naps{}
	e.sleep = n.sleep
	return e, n
}

func client(t *testing.T, opts Options) (*Client, *naps) {
	t.Helper()
	c, err := NewClient(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	n := &naps{}
	c.sleep = n.sleep
	return c, n
}
