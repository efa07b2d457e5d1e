package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/cmd/mockopenai/mockserver"
	"footnote/cmd/mockopenai/persona"
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
	for _, question := range []string{"who proposed the UAE as a venue?", "Who will win the World Cup?", "who proposed the UAE as a venue?"} {
		asked, err := s.ben.Command(s.here.ID, "ask", localdiscord.Values{"question": question})
		must(t, err)
		_, err = asked.Until(s.ctx, func(m wire.Message) bool { return m.Pressable() })
		must(t, err)
	}
	_, figures := s.tells("/metrics")
	for _, line := range []string{
		`footnote_questions_total{kind="ask",mode="extracted",result="answered"} 2`, "\nfootnote_remembered_total 1\n",
		`footnote_questions_total{kind="ask",mode="",result="declined"} 1`,
		`footnote_question_duration_seconds_count{kind="ask"} 3`,
		`footnote_stage_duration_seconds_count{stage="queue"} 3`, `footnote_stage_duration_seconds_count{stage="search"} 2`,
		`footnote_stage_duration_seconds_count{stage="choose"} 2`, `footnote_gateway_connected{shard="0"} 1`,
		"\nfootnote_ready 1\n", "\nfootnote_questions_waiting 0\n", `footnote_build_info{goversion="go`,
		"\nfootnote_guild_libraries 0\n", "\nfootnote_guild_libraries_bytes 0\n", "\nfootnote_guild_library_loads_total 0\n", "\nfootnote_guild_library_evictions_total 0\n",
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
	if _, figures := s.tells("/metrics"); !strings.Contains(figures, `footnote_gateway_lost_total{code="0",shard="0"} 1`) {
		t.Errorf("the lost connection is not counted:\n%s", figures)
	}
	s.end()
	if status, body := s.tells("/healthz"); status != 0 {
		t.Errorf("after the end: %d %q", status, body)
	}
}

// What a model writes is counted by what the proof makes of it, with its tokens, its
// cost and the time that its stages take; no label has a word of a question, a quote
// or a person.
func TestFiguresOfAModel(t *testing.T) {
	model, err := mockserver.New(mockserver.Options{Persona: persona.Fabricator})
	must(t, err)
	server := httptest.NewServer(model)
	defer server.Close()
	s := newServed(t, map[string]string{
		"FOOTNOTE_HTTP_ADDR": "127.0.0.1:0", "FOOTNOTE_PPROF_ADDR": "127.0.0.1:0", "OPENAI_BASE_URL": server.URL + "/v1", "OPENAI_API_KEY": "x",
		"FOOTNOTE_CHAT_MODEL": "mock-chat", "FOOTNOTE_PROMPT_PRICE": "1", "FOOTNOTE_COMPLETION_PRICE": "2",
	})
	s.start()
	const question = "who proposed the UAE as a venue?"
	asked, err := s.ben.Command(s.here.ID, "ask", localdiscord.Values{"question": question})
	must(t, err)
	_, err = asked.Until(s.ctx, func(m wire.Message) bool { return m.Pressable() })
	must(t, err)
	if !strings.Contains(s.log.String(), "profiles at http://127.0.0.1:") {
		t.Errorf("it serves no profiles:\n%s", s.log)
	}
	_, figures := s.tells("/metrics")
	for _, form := range []string{
		`footnote_stage_duration_seconds_count\{stage="model"\} [1-9]`, `footnote_stage_duration_seconds_count\{stage="proof"\} [1-9]`,
		`footnote_claims_total\{outcome="(dropped|repaired)",reason="[a-z ]+"\} [1-9]`, `footnote_model_cost_total 0\.\d*[1-9]`,
		`footnote_model_tokens_total\{direction="prompt"\} [1-9]`,
	} {
		if !regexp.MustCompile(form).MatchString(figures) {
			t.Errorf("the figures lack %s:\n%s", form, figures)
		}
	}
	for _, private := range []string{question, "UAE", "venue", s.ben.ID, s.one.ID, s.here.ID} {
		if strings.Contains(figures, private) {
			t.Errorf("the figures tell %q:\n%s", private, figures)
		}
	}
	s.end()
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
