package main

import (
	"database/sql"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/mockopenai/mockserver"
	"footnote/cmd/mockopenai/persona"
	"footnote/retrieval/sqlite"
)

// Words that stand nowhere but in what people ask, write, attach and are called.
const (
	quietStory = "Brannigan Quorl sold the vexillary barge of Ostrander on Tuesday for nine crowns. Nobody else had seen the vexillary barge of Ostrander before."
	quietAsked = "Who sold the vexillary barge of Ostrander?"
)

var quietWords = []string{"brannigan", "quorl", "vexillar", "ostrander", "wimblehurst", "zephyrine", "quietus", "barge"}

// What people ask, write and are called stands in no line of the log, no figure and no
// trace, whatever they do, with a model that fails and lies and without one.
func TestServeTellsNothingOfAnybody(t *testing.T) {
	for name, faults := range map[string][]string{"extracted": nil, "lies": {"once:500"}, "fails": {"500"}, "garbage": {"garbage"}} {
		t.Run(name, func(t *testing.T) {
			traces := &lockedBuffer{}
			collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(traces, r.Body) }))
			defer collector.Close()
			env := map[string]string{"FOOTNOTE_EMBEDDER": embedder.None, "FOOTNOTE_HTTP_ADDR": "127.0.0.1:0", "OTEL_EXPORTER_OTLP_ENDPOINT": collector.URL}
			if faults != nil {
				parsed, err := mockserver.ParseFaults(faults)
				must(t, err)
				model, err := mockserver.New(mockserver.Options{Persona: persona.Fabricator, Faults: parsed})
				must(t, err)
				server := httptest.NewServer(model)
				defer server.Close()
				env["OPENAI_BASE_URL"], env["OPENAI_API_KEY"], env["FOOTNOTE_CHAT_MODEL"], env["FOOTNOTE_DEADLINE"] = server.URL+"/v1", "k", "mock", "5s"
			}
			s := newServed(t, env)
			s.start()
			s.busy()
			_, figures := s.tells("/metrics")
			s.end() // which sends the traces that wait
			for where, text := range map[string]string{"log": s.log.String(), "figures": figures, "traces": traces.String()} {
				if text == "" {
					t.Errorf("there are no %s", where)
				}
				s.tellsNobody(where, text)
			}
		})
	}
}

// busy does what a server does in a day, with words of its own.
func (s *served) busy() {
	s.t.Helper()
	ask := func(question string) *localdiscord.Invocation {
		v, err := s.ben.Command(s.here.ID, "ask", localdiscord.Values{"question": question})
		must(s.t, err)
		_, err = v.Until(s.ctx, func(m wire.Message) bool { return m.Pressable() })
		must(s.t, err)
		return v
	}
	s.does(s.anna, s.here, "articles add", localdiscord.Values{"file": localdiscord.File{Name: "wimblehurst.txt", Data: []byte(quietStory)}}, "Added")
	s.does(s.anna, s.here, "articles add", localdiscord.Values{"link": "http://wimblehurst.invalid/zephyrine"}, "could not be added")
	s.does(s.anna, s.here, "articles golden", localdiscord.Values{"question": quietAsked, "answer": "Brannigan Quorl"}, "Golden questions: 1")
	s.does(s.anna, s.here, "articles refresh", nil, "Read again")
	ask("Who steals Zephyrine's wimblehurst?")
	first := ask(quietAsked)
	must(s.t, firstError(s.ben.Say(s.here.ID, "<@"+s.d.BotID()+"> "+quietAsked+" Wimblehurst?")))
	claim, err := s.ben.Say(s.here.ID, "Zephyrine Wimblehurst sold the vexillary barge of Ostrander on Friday.")
	must(s.t, err)
	s.menuOf(s.ben, "Check against the articles", claim.ID, nil, "Ostrander")
	m, err := first.Message(s.ctx)
	must(s.t, err)
	s.keeps(m.ID)
	s.menuOf(s.anna, "Correct this answer", m.ID, map[string]string{"reason": "Zephyrine says wimblehurst", "expected": "Zephyrine"}, "Marked as wrong")
	s.does(s.anna, s.here, "gaps", nil, "wimblehurst")
	s.does(s.anna, s.here, "summary", localdiscord.Values{"topic": "the vexillary barge of Ostrander"}, "Ostrander")
	s.does(s.ben, s.here, "privacy", nil, "kept")
	s.does(s.anna, s.here, "audit", nil, "wimblehurst")
	s.does(s.anna, s.here, "articles remove", localdiscord.Values{"article": "wimblehurst"}, "Removed")
}

// keeps waits until the bot knows a message as its own: it is noted once it stands.
func (s *served) keeps(message string) {
	s.t.Helper()
	db, err := sql.Open("sqlite", sqlite.Address(filepath.Join(s.env["FOOTNOTE_DATA"], backup.Memory), "", "query_only(1)"))
	must(s.t, err)
	defer db.Close() //nolint:errcheck // only read
	waitFor(s.t, "the message being kept", func() bool {
		n := 0
		return db.QueryRowContext(s.ctx, "SELECT count(*) FROM messages WHERE id = ?", message).Scan(&n) == nil && n > 0
	})
}

// menuOf uses a command of a message's menu, and fills in its form where it has one.
func (s *served) menuOf(who *localdiscord.Person, command, message string, form map[string]string, wanted string) {
	s.t.Helper()
	v, err := who.MessageCommand(s.here.ID, command, message)
	must(s.t, err)
	if form != nil {
		_, err = v.Response(s.ctx)
		must(s.t, err)
		v, err = who.Submit(v, form)
		must(s.t, err)
	}
	s.sees(v, wanted)
}

// tellsNobody looks for words and people where none should be.
func (s *served) tellsNobody(where, text string) {
	s.t.Helper()
	for _, line := range strings.Split(text, "\n") {
		lower := strings.ToLower(line)
		for _, word := range quietWords {
			if strings.Contains(lower, word) {
				s.t.Errorf("the %s tell %q: %s", where, word, line)
			}
		}
		for _, p := range s.d.People() {
			if strings.Contains(line, p.ID) && p.ID != s.d.BotID() {
				s.t.Errorf("the %s tell of %s: %s", where, p.ID, line)
			}
		}
	}
}

func firstError[T any](_ T, err error) error { return err }
