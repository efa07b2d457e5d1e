package main

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"footnote/cmd/footnote/conversation"
	"footnote/cmd/footnote/terminal"
	"footnote/cmd/mockopenai/persona"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
)

// typed is a person who types these lines, then Ctrl-D.
type typed struct{ lines []string }

func (t *typed) Read(string) (string, error) {
	if len(t.lines) == 0 {
		return "", io.EOF
	}
	line := t.lines[0]
	t.lines = t.lines[1:]
	return line, nil
}

func (*typed) Close() error { return nil }

// harbour is a library of two articles about the same people.
func harbour(t *testing.T) *retrieval.Library {
	t.Helper()
	l := retrieval.NewLibrary(lexical.New())
	err := l.Put(t.Context(),
		&corpus.Article{ID: "ferries", Title: "Twelve ferries for Port Ellery", Source: "Harbour Post", Published: time.Date(2024, 5, 9, 0, 0, 0, 0, time.UTC),
			Text: "The council of Port Ellery approved twelve new ferries on Monday. Mayor Anna Berg named Lisbon as a venue for the talks with the dockers. It had rained for days."},
		&corpus.Article{ID: "strike", Title: "Dockers stay out", Source: "Ellery Times", Published: time.Date(2024, 5, 11, 0, 0, 0, 0, time.UTC),
			Text: "Omar Haddad leads the union of dockers. Omar Haddad demanded higher pay for the night shift. The strike has not ended."})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestAConversationWithAModel(t *testing.T) {
	library := harbour(t)
	var out bytes.Buffer
	screen := terminal.New(&out, nothingSet)
	lines := &typed{[]string{"Who leads the union of dockers?", "And what did he demand?"}}
	c := conversation.New(screen, screen, library, mock(t, persona.Grounded, patient).writtenBy(library, time.Minute), lines)
	if err := c.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s := out.String(); strings.Count(s, "Written by mock") != 2 || !strings.Contains(s, "Looked up as: What did Omar Haddad demand?") {
		t.Errorf("got\n%s", s)
	}
}
