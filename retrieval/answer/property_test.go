package answer_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
)

// words of several scripts, with marks that sentences turn on.
var anything = rapid.OneOf(
	rapid.SampledFrom([]string{"Berg", "named", "Lisbon", "the", "ferry", "not", "12", "1,200", "U.S.", "“We", "ready”", "because", "He", "This",
		"Зеленський", "сказав", "会议", "地点", "é́", "\u200b", "…", "- ", "\n\n", ".", "?", "!", "。", "Who", "when", "\t"}),
	rapid.StringN(0, 12, 40),
)

// TestEveryQuoteIsReal feeds random articles and questions and checks the
// first two promises: every quote is the article's own bytes, every claim has one.
func TestEveryQuoteIsReal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := retrieval.NewLibrary(lexical.New())
		for i := range rapid.IntRange(0, 4).Draw(rt, "articles") {
			text := strings.ToValidUTF8(strings.Join(rapid.SliceOfN(anything, 0, 80).Draw(rt, "text"), " "), "")
			a := &corpus.Article{ID: string(rune('a' + i)), Title: anything.Draw(rt, "title"), Text: text}
			if err := l.Put(t.Context(), a); err != nil {
				rt.Fatal(err)
			}
		}
		question := strings.Join(rapid.SliceOfN(anything, 0, 10).Draw(rt, "question"), " ")
		a, err := answer.New(l).Ask(t.Context(), answer.Question{Text: question})
		if err != nil {
			rt.Fatal(err)
		}
		proven(t, l, a)
		if t.Failed() {
			rt.FailNow()
		}
	})
}
