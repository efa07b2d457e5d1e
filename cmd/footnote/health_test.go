package main

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
)

// tells asks the running program about itself; status 0 means that it does not
// answer.
func (s *served) tells(path string) (status int, body string) {
	s.t.Helper()
	at := regexp.MustCompile(`health and figures at (http://\S+)`).FindStringSubmatch(s.log.String())
	if at == nil {
		return 0, ""
	}
	client := http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Get(at[1] + path)
	if err != nil {
		return 0, err.Error()
	}
	defer res.Body.Close() //nolint:errcheck // only read from
	text, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return res.StatusCode, string(text)
}

// The running program says that it lives, whether it is ready and why not, and
// counts what it does, until it has ended.
func TestServeTellsHowItIs(t *testing.T) {
	s := newServed(t, map[string]string{"FOOTNOTE_HTTP_ADDR": "127.0.0.1:0"})
	s.start()
	ready := func(want int) func() bool {
		return func() bool { status, _ := s.tells("/readyz"); return status == want }
	}
	waitFor(t, "being ready", ready(http.StatusOK))
	if status, body := s.tells("/healthz"); status != http.StatusOK || body != "ok\n" {
		t.Errorf("health: %d %q", status, body)
	}
	for _, question := range []string{"who proposed the UAE as a venue?", "Who will win the World Cup?"} {
		asked, err := s.ben.Command(s.here.ID, "ask", localdiscord.Values{"question": question})
		must(t, err)
		_, err = asked.Until(s.ctx, func(m wire.Message) bool { return len(m.Embeds) > 0 && len(m.Components) > 0 })
		must(t, err)
	}
	_, figures := s.tells("/metrics")
	for _, line := range []string{
		`footnote_questions_total{kind="ask",mode="extracted",result="answered"} 1`,
		`footnote_questions_total{kind="ask",mode="",result="declined"} 1`,
		`footnote_question_duration_seconds_count{kind="ask"} 2`,
		"\nfootnote_ready 1\n", "\nfootnote_questions_waiting 0\n", `footnote_build_info{goversion="go`,
		`footnote_discord_requests_total{code="200"}`, `footnote_discord_requests_total{code="429"} 0`,
	} {
		if !strings.Contains(figures, line) {
			t.Errorf("the figures lack %q", line)
		}
	}
	if regexp.MustCompile(`(?m)^footnote_(articles|passages) 0$`).MatchString(figures) || t.Failed() {
		t.Errorf("the figures are\n%s", figures)
	}
	s.d.Drop()
	waitFor(t, "noticing that Discord is gone", func() bool {
		status, body := s.tells("/readyz")
		return status == http.StatusServiceUnavailable && body == "the bot is not connected to Discord\n"
	})
	waitFor(t, "being ready again", ready(http.StatusOK))
	s.end()
	if status, body := s.tells("/healthz"); status != 0 {
		t.Errorf("after the end: %d %q", status, body)
	}
}

// An address that cannot be served is said before anything else is done.
func TestServeRefusesATakenAddress(t *testing.T) {
	s := newServed(t, map[string]string{"FOOTNOTE_HTTP_ADDR": "127.0.0.1:0"})
	s.env["FOOTNOTE_HTTP_ADDR"] = strings.TrimPrefix(s.d.URL(), "http://")
	err := run(s.ctx, []string{"serve"}, func(key string) string { return s.env[key] }, nil, s.log, s.log)
	if err == nil || !strings.Contains(err.Error(), "FOOTNOTE_HTTP_ADDR") {
		t.Errorf("it ends with %v", err)
	}
}
