package corpus_test

import (
	"testing"

	"footnote/corpus"
)

// TestNameIsNoNumberWhereThereIsAText names articles that state no title.
func TestNameIsNoNumberWhereThereIsAText(t *testing.T) {
	for _, c := range []struct{ title, text, want string }{
		{"Ice in the harbour", "# Other", "Ice in the harbour"},
		{"", "Intro line.\n\n## Opening **hours**\n\nThe pool opens at nine.", "Opening hours"},
		{"", "The pool opens at nine. It closes at six on every day but Sunday, when it stays shut.", "The pool opens at nine. It closes at six on every day but…"},
		{"", "Öffnungszeiten", "Öffnungszeiten"},
		{"", "  ", "4f3a"},
	} {
		a := &corpus.Article{ID: "4f3a", Title: c.title, Text: c.text}
		if got := a.Name(); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
