package service

import (
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval/answer"
	"footnote/retrieval/sampletest"
)

// What an empty page suggests is made from the articles, and is answered by them.
func TestSuggestions(t *testing.T) {
	t.Parallel()
	list, engine := sampletest.Articles(t), answer.New(sampletest.Library(t))
	found := suggestions(t.Context(), engine, list)
	if len(found) != mostSuggested {
		t.Fatalf("it suggests %q", found)
	}
	for _, q := range found {
		a, err := engine.Ask(t.Context(), answer.Question{Text: q})
		if err != nil || !a.Answered {
			t.Errorf("%q is suggested and not answered: %v", q, err)
		}
	}
	if got := suggestions(t.Context(), engine, nil); len(got) > 0 {
		t.Errorf("without an article it suggests %q", got)
	}
}

func TestCandidates(t *testing.T) {
	t.Parallel()
	a := &corpus.Article{ID: "a", Text: "# Ferry rules\n\n## Why so late?\n\n## When does the first ferry leave?\n\nAsk Ida Holm, or ask the crew. The Crew sleeps, as the town does."}
	got := candidates([]*corpus.Article{a})
	want := []string{"When does the first ferry leave?", "Who is Ida Holm?", "What did Ida Holm say?", "What is ferry rules?"}
	if !slices.Equal(got[:1], want[:1]) || !slices.Contains(got, want[1]) || !slices.Contains(got, want[2]) || strings.Contains(strings.Join(got, " "), "The Crew") {
		t.Errorf("it tries %q", got)
	}
}
