package answer_test

import (
	"log/slog"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
	"footnote/retrieval/retrievaltest"
)

// TestAskAcrossLanguages asks in one language about articles in another, and in
// German about a German article; the quote stays in its language.
func TestAskAcrossLanguages(t *testing.T) {
	e := &retrievaltest.Concepts{Of: map[string]int{
		"ferry": 0, "fähre": 0, "паром": 0, "harbour": 1, "hafen": 1, "гавані": 1, "noon": 2, "mittag": 2, "wann": 2, "коли": 2,
		"harvest": 3, "ernte": 3, "drought": 4, "dürre": 4, "small": 5, "klein": 5}}
	across := retrieval.NewAcross(e, slog.New(slog.DiscardHandler))
	defer across.Close()
	l := retrieval.NewLibrary(lexical.New(), retrieval.WithAcross(across))
	articles := []*corpus.Article{
		{ID: "ferry", Text: "The bakers of the town met at sunrise. The ferry was in the harbour at noon. The choir sang."},
		{ID: "ernte", Text: "Der Chor hat gesungen. Die Ernte ist wegen der Dürre klein. Die Bäcker haben das nicht gewusst."},
	}
	if err := l.Put(t.Context(), articles...); err != nil {
		t.Fatal(err)
	}
	engine := answer.New(l, answer.WithAcross(e))
	for _, c := range []struct{ question, want string }{
		{"Wann war die Fähre im Hafen?", "The ferry was in the harbour at noon."},
		{"Коли паром був у гавані?", "The ferry was in the harbour at noon."},
		{"Ist die Ernte wegen der Dürre klein?", "Die Ernte ist wegen der Dürre klein."},
		{"Was the harvest small in the drought?", "Die Ernte ist wegen der Dürre klein."},
		{"Wer hat den Nobelpreis gewonnen?", ""},
		{"Хто отримав премію?", ""},
	} {
		a, err := engine.Ask(t.Context(), answer.Question{Text: c.question})
		if err != nil {
			t.Fatal(err)
		}
		if c.want == "" {
			if a.Answered || a.Reason == "" {
				t.Errorf("%s is answered with %q", c.question, a.Answer)
			}
			continue
		}
		if !a.Answered || !strings.Contains(a.Answer, c.want) || a.Citations[0].Quote != c.want {
			t.Errorf("%s: answered %v with %q, want the quote %q", c.question, a.Answered, a.Answer, c.want)
		}
	}
}
