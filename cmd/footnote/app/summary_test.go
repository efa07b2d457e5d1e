package app_test

import (
	"testing"
	"time"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/mockopenai/persona"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/summary"
)

// Whoever writes a summary, and however badly, each of its lines rests on quotes
// that bear it out, and there is one.
func TestSummariesByEveryPersona(t *testing.T) {
	library, err := started(t, app.Source{Embedder: embedder.None}).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for who, want := range map[persona.Name]answer.Mode{
		persona.Grounded: answer.Generated, persona.Fabricator: answer.Generated, persona.Obedient: answer.Generated,
		persona.Mute: answer.Passages, persona.Rambler: answer.Passages,
	} {
		engine := mock(t, who, patient).writtenBy(library, time.Minute)
		s, err := summary.New(summary.WithWriter(engine), summary.WithLogger(quiet)).Make(t.Context(), library,
			summary.Request{Topic: "Trump-Putin summit", Lines: 5})
		if err != nil {
			t.Fatal(err)
		}
		if s.Mode != want || len(s.Lines) == 0 || len(s.Lines) > 5 {
			t.Errorf("%s: %s with %d lines, want %s", who, s.Mode, len(s.Lines), want)
		}
		for _, l := range s.Lines {
			var quotes []answer.Citation
			for _, n := range l.Citations {
				if c := s.Citations[n-1]; c.Real(library.Article) {
					quotes = append(quotes, c)
				}
			}
			if f := answer.Holds(l.Text, "", quotes); f.Found() {
				t.Errorf("%s: %q says more than its quotes: %s", who, l.Text, f)
			}
		}
	}
}
