package mockserver_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"footnote/cmd/mockopenai/mockserver"
	"footnote/cmd/mockopenai/spectest"
)

// start serves a mock on loopback until the test ends. Everything it accepts
// and replies is held against the specification.
func start(t *testing.T, opts mockserver.Options) (*mockserver.Server, string) {
	t.Helper()
	spec := spectest.Load(t)
	s := newServer(t, opts)
	web := httptest.NewServer(spec.Watch(t, s))
	t.Cleanup(web.Close)
	return s, web.URL
}

// startBroken is start for a server whose faults break the specification.
func startBroken(t *testing.T, faults ...string) (*mockserver.Server, string) {
	t.Helper()
	parsed, err := mockserver.ParseFaults(faults)
	if err != nil {
		t.Fatal(err)
	}
	s := newServer(t, mockserver.Options{Faults: parsed})
	web := httptest.NewServer(s)
	t.Cleanup(web.Close)
	return s, web.URL
}

func newServer(t *testing.T, opts mockserver.Options) *mockserver.Server {
	t.Helper()
	s, err := mockserver.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// post sends a body of JSON text and returns status, header and body. A
// connection that breaks gives what came before and the error.
func post(t *testing.T, url, body string) (int, http.Header, string, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, bytes.NewReader([]byte(body)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, "", err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	return resp.StatusCode, resp.Header, string(raw), err
}

// must posts and decodes a reply that has to be a success.
func must[T any](t *testing.T, url, body string) T {
	t.Helper()
	status, _, raw, err := post(t, url, body)
	if err != nil || status != http.StatusOK {
		t.Fatalf("%s: status %d, error %v, body %.300s", body, status, err, raw)
	}
	var out T
	if err := json.Unmarshal([]byte(raw), &out); err != nil {
		t.Fatalf("%v in %.300s", err, raw)
	}
	return out
}

func quoted(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
