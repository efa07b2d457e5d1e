package answer_test

import (
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
)

// A sentence that ends in a colon carries what it leads to, and no more.
func TestIntroduces(t *testing.T) {
	t.Parallel()
	const head = "# Pump\n\nThe harbour pump of Larnby is a small program that keeps the basin dry. It runs on every machine of the harbour office.\n\n"
	cases := []struct{ name, text, question, want string }{
		{"fenced listing", head + "The pump can be removed using:\n\n```bash\npump --purge all\n```\n\nThe log stays.\n",
			"how do I remove the pump?", "The pump can be removed using: pump --purge all"},
		{"indented listing", head + "To start the pump by hand, run this command:\n\n    pump start --now\n\nThe log is in the folder of the office.\n",
			"how do I start the pump by hand?", "To start the pump by hand, run this command: pump start --now"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			library := retrieval.NewLibrary(lexical.New())
			if err := library.Put(t.Context(), &corpus.Article{ID: "pump", Text: c.text}); err != nil {
				t.Fatal(err)
			}
			a, err := answer.New(library, answer.WithLogger(discard)).Ask(t.Context(), answer.Question{Text: c.question})
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Claims) == 0 || a.Claims[0].Text != c.want {
				t.Errorf("got %+v, want first %q", a.Claims, c.want)
			}
		})
	}
}
