package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// health says what a bot answers, and fails where it is not ready, is not there,
// or no address is known.
func TestHealthAsksARunningBot(t *testing.T) {
	bot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/readyz" {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_, _ = io.WriteString(w, "at "+r.URL.Path+"\n")
	}))
	t.Cleanup(bot.Close)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	for name, test := range map[string]struct {
		addr, flag, out, err string
	}{
		"alive":      {addr: hostPort(bot), flag: "--live", out: "at /healthz\n"},
		"not ready":  {addr: hostPort(bot), err: "not ready: at /readyz"},
		"not there":  {addr: hostPort(gone), err: "no bot answers"},
		"no address": {err: "FOOTNOTE_HTTP_ADDR"},
	} {
		t.Run(name, func(t *testing.T) {
			getenv := func(key string) string { return map[string]string{"FOOTNOTE_HTTP_ADDR": test.addr}[key] }
			args := strings.Fields("health " + test.flag)
			var out bytes.Buffer
			err := run(t.Context(), args, getenv, strings.NewReader(""), &out, io.Discard)
			if out.String() != test.out || (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
				t.Errorf("printed %q with error %v", &out, err)
			}
		})
	}
}

func hostPort(s *httptest.Server) string { return strings.TrimPrefix(s.URL, "http://") }

// An address to listen on everywhere is asked on this machine.
func TestDialable(t *testing.T) {
	for listen, want := range map[string]string{
		":9090": "localhost:9090", "0.0.0.0:9090": "localhost:9090", "[::]:9090": "localhost:9090",
		"127.0.0.1:9090": "127.0.0.1:9090", "bot.internal:9090": "bot.internal:9090",
	} {
		if got := dialable(listen); got != want {
			t.Errorf("dialable(%q) = %q, want %q", listen, got, want)
		}
	}
}
