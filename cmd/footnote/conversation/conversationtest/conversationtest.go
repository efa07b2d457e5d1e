// Package conversationtest holds what tests of conversations at a terminal share.
package conversationtest

import (
	"io"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
)

// Typed is a person who types these lines, then Ctrl-D.
type Typed struct{ Lines []string }

// Read returns the next line, or io.EOF.
func (t *Typed) Read(string) (string, error) {
	if len(t.Lines) == 0 {
		return "", io.EOF
	}
	line := t.Lines[0]
	t.Lines = t.Lines[1:]
	return line, nil
}

// Close does nothing.
func (*Typed) Close() error { return nil }

// Harbour is a library of two articles about the same people.
func Harbour(t testing.TB) *retrieval.Library {
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
