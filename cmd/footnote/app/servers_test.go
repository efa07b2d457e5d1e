package app_test

import (
	"testing"
	"time"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/mockopenai/persona"
	"footnote/retrieval/answer"
)

// What servers do with a prompt or a reply that is too long, through the real
// client: an answer is written all the same, and what was learnt is kept.
func TestModelServersAsPeopleRunThem(t *testing.T) {
	library, err := started(t, app.Source{Embedder: embedder.None}).Open(t.Context())
	must(t, err)
	for _, c := range []struct {
		fault         string
		first, second int // requests for the first question and for one more
	}{
		{"context:1700", 2, 1},
		{"empty-stream:1700", 2, 1},
		{"no-format", 3, 1},
		{"think:1200", 2, 2},
		{"reasoning:1200", 2, 2},
		{"role-first:300ms", 1, 1},
		{"one-at-a-time", 1, 1},
	} {
		t.Run(c.fault, func(t *testing.T) {
			m := mock(t, persona.Grounded, patient, c.fault)
			engine := m.writtenBy(library, time.Minute)
			for i, question := range []string{"Who proposed the UAE as a venue?", "Who announced that the presidents would meet in the coming days?"} {
				before := m.server.Requests("/v1/chat/completions")
				a, err := engine.Ask(t.Context(), answer.Question{Text: question})
				must(t, err)
				if got, want := m.server.Requests("/v1/chat/completions")-before, []int{c.first, c.second}[i]; got != want || a.Mode != answer.Generated {
					t.Errorf("%s: %d requests, want %d; mode %s, note %q", question, got, want, a.Mode, a.Note)
				}
			}
		})
	}
}
