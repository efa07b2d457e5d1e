//go:build unix

package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store/postgrestest"
	"footnote/cmd/footnote/races"
)

// pair starts processes of a bot that has two shards.
type pair struct {
	*served
	program string
	// mine is the shard of the first guild.
	mine int
}

func newPair(s *served) *pair {
	s.t.Helper()
	id, err := strconv.ParseUint(s.one.ID, 10, 64)
	if err != nil {
		s.t.Fatal(err)
	}
	return &pair{s, realProgram(s.t), int(id>>22) % 2}
}

// start starts the process of a shard, with an empty data directory, and waits until it
// is connected. The log is its own.
func (p *pair) start(shard int) *exec.Cmd {
	p.t.Helper()
	p.env["FOOTNOTE_DATA"], p.env["FOOTNOTE_SHARDS"] = p.t.TempDir(), strconv.Itoa(shard)+"/2"
	p.log = &lockedBuffer{}
	cmd := p.process(p.program)
	waitFor(p.t, "being ready", func() bool { status, _ := p.tells("/readyz"); return status == http.StatusOK })
	return cmd
}

// Two processes share a bot, each with a data directory of its own and one of two shards.
// A server's article is added in the one that serves it, which is killed; another in its
// place, on a machine that has nothing, answers from it.
func TestAServersArticlesOutliveTheirMachine(t *testing.T) {
	races.Skip(t, "a process of its own is not under the detector")
	s := newServed(t, map[string]string{
		"FOOTNOTE_DATABASE_URL": postgrestest.Start(t).URL(t), "FOOTNOTE_DATABASE_SHARED": "yes", "FOOTNOTE_EMBEDDER": "none", "FOOTNOTE_HTTP_ADDR": "127.0.0.1:0",
	})
	shards := newPair(s)
	processes := []*exec.Cmd{shards.start(0), shards.start(1)}
	s.does(s.anna, s.here, "articles add", localdiscord.Values{"file": localdiscord.File{Name: "ferry.txt", Data: []byte(ferryStory)}}, "Added")
	if says := s.asks(s.here, ferryAsked); !strings.Contains(says, "Gwendolyn Ashby") {
		t.Fatalf("before: %s", says)
	}
	if err := processes[shards.mine].Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = processes[shards.mine].Wait()
	shards.start(shards.mine)
	if says := s.asks(s.here, ferryAsked); !strings.Contains(says, "Gwendolyn Ashby") {
		t.Errorf("in another process: %s", says)
	}
	if says := s.asks(s.there, ferryAsked); strings.Contains(says, "Gwendolyn Ashby") {
		t.Errorf("in another server: %s", says)
	}
}

// A process is killed while a model is to write the answer to a question that it has
// acknowledged. The process of another shard answers it, once, some 20 seconds later.
func TestAnotherProcessAnswersWhatAKilledOneAcknowledged(t *testing.T) {
	races.Skip(t, "a process of its own is not under the detector")
	s := newServed(t, map[string]string{
		"FOOTNOTE_DATABASE_URL": postgrestest.Start(t).URL(t), "FOOTNOTE_DATABASE_SHARED": "yes", "FOOTNOTE_DATABASE_ROW_SECURITY": "yes", "FOOTNOTE_EMBEDDER": "none", "FOOTNOTE_HTTP_ADDR": "127.0.0.1:0",
	})
	asked := make(chan struct{}, 16)
	slow := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // else its end is not noticed
		asked <- struct{}{}
		<-r.Context().Done()
	}))
	t.Cleanup(slow.Close)
	shards := newPair(s)
	var killed *exec.Cmd
	for shard := range 2 { // the first registers the commands
		if shard != shards.mine {
			shards.start(shard)
			continue
		}
		s.env["OPENAI_BASE_URL"], s.env["OPENAI_API_KEY"], s.env["FOOTNOTE_CHAT_MODEL"] = slow.URL, "none", "slow"
		killed = shards.start(shard)
		delete(s.env, "FOOTNOTE_CHAT_MODEL")
	}
	question, err := s.ben.Command(s.here.ID, "ask", localdiscord.Values{"question": "Who proposed the UAE as a venue?"})
	if err != nil {
		t.Fatal(err)
	}
	select {
	case <-asked:
	case <-s.ctx.Done():
		t.Fatalf("no model was asked\n%s", s.log)
	}
	if err := killed.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = killed.Wait()
	m, err := question.Until(s.ctx, func(m wire.Message) bool { return m.Pressable() })
	if err != nil || !strings.Contains(reads(m), "Putin") {
		t.Errorf("the question got %q, %v\n%s", reads(m), err, s.log)
	}
}
