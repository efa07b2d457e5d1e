package ops_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"footnote/cmd/footnote/ops"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// get asks a server in memory.
func get(s *ops.Server, method, path string) (status int, body string) {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(method, path, nil))
	return w.Code, w.Body.String()
}

func TestHealthAndReadiness(t *testing.T) {
	s := ops.New("footnote test")
	check := func(method, path string, want int, says string) {
		t.Helper()
		if status, body := get(s, method, path); status != want || !strings.Contains(body, says) {
			t.Errorf("%s %s: %d %q, want %d and %q", method, path, status, body, want, says)
		}
	}
	check("GET", "/healthz", 200, "ok")
	check("GET", "/readyz", 503, "the articles are being read")
	check("GET", "/metrics", 200, "\nfootnote_ready 0\n")
	var why error
	s.Ready(func() error { return why })
	check("GET", "/readyz", 200, "ready")
	check("GET", "/metrics", 200, "\nfootnote_ready 1\n")
	why = errors.New("the bot is not connected to Discord")
	check("GET", "/readyz", 503, "the bot is not connected to Discord\n")
	check("POST", "/readyz", 405, "")
	check("GET", "/", 404, "")
	check("GET", "/debug/pprof/", 404, "")
}

func TestMetrics(t *testing.T) {
	s := ops.New(`version "1"`)
	s.Question("ask", "answered", "extracted", 30*time.Millisecond)
	s.Question("ask", "declined", "", 700*time.Millisecond)
	s.Question("check", "checked", "", 2*time.Minute)
	s.Tokens(1200, 80, 0.5)
	s.Tokens(-1, 20, 0.25)
	for _, status := range []int{200, 200, 429, 503, 0} {
		s.Request(status, time.Millisecond)
	}
	s.Stage("search", 3*time.Millisecond)
	s.Claims("dropped", "number", 2)
	s.Lost(0, 4009)
	s.Connected(0, true)
	articles := 3
	s.Gauge("footnote_articles", "Articles.", func() int { return articles })
	s.Counter("footnote_loads_total", "Loads.", func() int { return articles })
	articles++
	_, body := get(s, "GET", "/metrics")
	for _, line := range []string{
		"\n# TYPE footnote_loads_total counter\nfootnote_loads_total 4\n",
		`footnote_questions_total{kind="ask",mode="extracted",result="answered"} 1`,
		`footnote_questions_total{kind="ask",mode="",result="declined"} 1`,
		`footnote_question_duration_seconds_bucket{kind="ask",le="0.05"} 1`,
		`footnote_question_duration_seconds_bucket{kind="ask",le="1"} 2`,
		`footnote_question_duration_seconds_bucket{kind="check",le="90"} 0`,
		`footnote_question_duration_seconds_count{kind="check"} 1`,
		`footnote_model_tokens_total{direction="prompt"} 1200`,
		`footnote_model_tokens_total{direction="completion"} 100`,
		`footnote_discord_requests_total{code="200"} 2`,
		`footnote_discord_requests_total{code="429"} 1`,
		`footnote_discord_requests_total{code="503"} 1`,
		`footnote_discord_requests_total{code="none"} 1`,
		`footnote_model_cost_total 0.75`,
		`footnote_stage_duration_seconds_bucket{stage="search",le="0.005"} 1`, `footnote_stage_duration_seconds_count{stage="discord"} 5`,
		`footnote_claims_total{outcome="dropped",reason="number"} 2`, `footnote_claims_total{outcome="shown",reason=""} 0`,
		`footnote_gateway_lost_total{code="4009",shard="0"} 1`, `footnote_gateway_connected{shard="0"} 1`,
		`footnote_articles 4`, `version="version \"1\""`, `go_goroutines `,
	} {
		if !strings.Contains(body, line) {
			t.Errorf("the figures lack %s", line)
		}
	}
}

// Profiles are served at an address of their own, which has nothing else.
func TestProfile(t *testing.T) {
	at, stop, err := ops.Profile(t.Context(), "127.0.0.1:0", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for path, want := range map[string]int{"/debug/pprof/": 200, "/debug/pprof/goroutine?debug=1": 200, "/debug/pprof/cmdline": 404, "/metrics": 404} {
		res, err := client.Get("http://" + at + path)
		if err != nil {
			t.Fatal(err)
		}
		if _ = res.Body.Close(); res.StatusCode != want {
			t.Errorf("%s: %d, want %d", path, res.StatusCode, want)
		}
	}
	if _, _, err := ops.Profile(t.Context(), at, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), "FOOTNOTE_PPROF_ADDR") {
		t.Errorf("an address that is taken: %v", err)
	}
}

// TestListen asks over the network, from many sides at once, and finds nobody
// there after the end.
func TestListen(t *testing.T) {
	s := ops.New("test")
	at, stop, err := s.Listen(t.Context(), "127.0.0.1:0", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	var asking sync.WaitGroup
	for range 8 {
		asking.Go(func() {
			for _, path := range []string{"/healthz", "/metrics", "/readyz"} {
				s.Question("ask", "answered", "extracted", time.Millisecond)
				res, err := client.Get("http://" + at + path)
				if err != nil {
					t.Error(err)
					return
				}
				if body, err := io.ReadAll(res.Body); err != nil || len(body) == 0 {
					t.Errorf("%s: %q, %v", path, body, err)
				}
				_ = res.Body.Close()
			}
		})
	}
	asking.Wait()
	if _, _, err := s.Listen(t.Context(), at, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), "FOOTNOTE_HTTP_ADDR") {
		t.Errorf("an address that is taken: %v", err)
	}
	silent, err := net.Dial("tcp", at) // says nothing, and keeps nobody from leaving
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close() //nolint:errcheck // the other side is gone
	stop()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if c, err := (&net.Dialer{}).DialContext(ctx, "tcp", at); err == nil {
		_ = c.Close()
		t.Error("somebody is still there")
	}
}
