package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/cmd/footnote/embedder"
)

const (
	otherStory = "Marlow Finch bought the harbour ferry on Friday, said Marlow Finch. Who bought the harbour ferry of Port Ellery was Marlow Finch."
	// outside is asked of no article.
	outside = "Which team won the World Cup of 1998?"
)

// Moderators keep golden questions; what answers one worse waits, with a table of
// before and after, until a moderator says that it is to be used; members have no say,
// and what is done stands among the changes.
func TestServeHoldsChangesBack(t *testing.T) {
	s := newServed(t, map[string]string{"FOOTNOTE_EMBEDDER": embedder.None})
	s.start()
	ferry := func(text string) localdiscord.Values {
		return localdiscord.Values{"file": localdiscord.File{Name: "ferry.txt", Data: []byte(text)}}
	}
	s.does(s.anna, s.here, "articles add", ferry(ferryStory), "Added")
	s.does(s.anna, s.here, "articles golden", nil, "Golden questions: 0")
	s.does(s.anna, s.here, "articles golden", localdiscord.Values{"question": ferryAsked, "answer": "Gwendolyn Ashby"}, "Golden questions: 1")
	s.does(s.anna, s.here, "articles golden", localdiscord.Values{"question": outside}, "Golden questions: 2")
	s.does(s.anna, s.here, "articles golden", localdiscord.Values{"answer": "nobody"}, "the question too")
	s.does(s.bea, s.there, "articles golden", nil, "Golden questions: 0")

	held := s.does(s.anna, s.here, "articles add", ferry(otherStory), "not in service yet")
	if says := reads(held); !strings.Contains(says, "2 of 2 before, 1 after") || !strings.Contains(says, ferryAsked) || strings.Contains(says, outside) {
		t.Errorf("the table is %s", says)
	}
	if says := s.asks(s.here, ferryAsked); !strings.Contains(says, "Ashby") {
		t.Errorf("what is held back answers: %s", says)
	}
	s.presses(held, "leaveout", "stay as they were")
	held = s.does(s.anna, s.here, "articles add", ferry(otherStory), "not in service yet")
	s.presses(held, "useheld", "In service")
	if says := s.asks(s.here, ferryAsked); !strings.Contains(says, "Finch") || strings.Contains(says, "Ashby") {
		t.Errorf("what is used does not answer: %s", says)
	}
	s.does(s.anna, s.here, "audit", nil, "put a change of the articles into service")

	if names := s.offered(s.anna, s.here, "articles golden", "remove", "world"); !strings.Contains(names, strings.ToLower(outside)) {
		t.Errorf("to be removed are offered: %s", names)
	}
	s.does(s.anna, s.here, "articles golden", localdiscord.Values{"remove": outside}, "Golden questions: 1")
	s.does(s.anna, s.here, "articles golden", localdiscord.Values{"remove": "no such question"}, "no such question")
}

// presses presses a button by the beginning of its ID.
func (s *served) presses(m wire.Message, id, wanted string) {
	s.t.Helper()
	v, err := s.anna.Press(s.here.ID, m.ID, s.button(m, id))
	must(s.t, err)
	s.sees(v, wanted)
}

// A program that answers the operator's golden questions worse than the one before it
// does not go into service, unless it is told to; it says which questions those are.
func TestServeIsHeldBack(t *testing.T) {
	golden := filepath.Join(t.TempDir(), "golden.jsonl")
	must(t, os.WriteFile(golden, []byte(`{"id": "uae", "question": "who proposed the UAE as a venue?", "answerable": true, "answer": "Putin"}
{"id": "moon", "question": "Who walked on the moon in 1969?", "answerable": true, "answer": "Armstrong"}`), 0o600))
	s := newServed(t, map[string]string{"FOOTNOTE_EMBEDDER": embedder.None, "FOOTNOTE_GOLDEN": golden})
	s.start()
	s.end()
	record := filepath.Join(s.env["FOOTNOTE_DATA"], "golden.json")
	data, err := os.ReadFile(record)
	must(t, err)
	for _, verdict := range []string{`"uae":"ok"`, `"moon":"refused"`} {
		if !strings.Contains(string(data), verdict) {
			t.Errorf("the record %s lacks %s", data, verdict)
		}
	}
	// The one before knew about the moon.
	must(t, os.WriteFile(record, []byte(`{"by": "the one before", "verdicts": {"uae": "ok", "moon": "ok"}}`), 0o600))
	serve := func(args ...string) error {
		return run(s.ctx, append([]string{"serve"}, args...), func(key string) string { return s.env[key] }, nil, s.log, s.log)
	}
	for range 2 {
		if err := serve(); err == nil || !strings.Contains(err.Error(), "serve with --force") {
			t.Fatalf("it serves: %v", err)
		}
	}
	for _, line := range []string{"golden questions: 2 of 2 right before, 1 after", "worse   ok                refused           Who walked on the moon"} {
		if !strings.Contains(s.log.String(), line) {
			t.Errorf("it does not say %q:\n%s", line, s.log)
		}
	}
	s.flags = []string{"--force"}
	s.start()
	if says := s.asks(s.here, uaeAsked); !strings.Contains(says, "United Arab Emirates") {
		t.Errorf("by force it answers %s", says)
	}
	s.end()
	s.flags = nil
	s.start() // what it is forced to is known from then on
}
