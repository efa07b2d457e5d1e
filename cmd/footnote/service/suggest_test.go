package service

import (
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/corpus/sample"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
)

// What an empty page suggests is made from the articles, and is answered by them.
func TestSuggestions(t *testing.T) {
	t.Parallel()
	var list []*corpus.Article
	for a, err := range corpus.ReadFS(t.Context(), sample.FS, ".") {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	library := retrieval.NewLibrary(lexical.New())
	if err := library.Put(t.Context(), list...); err != nil {
		t.Fatal(err)
	}
	engine := answer.New(library)
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
