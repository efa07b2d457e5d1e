package retrieval_test

import (
	"os"
	"path/filepath"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
	"footnote/retrieval/quality"
)

// sharedEval gives the folder of question sets that do not belong to the
// repository: $FOOTNOTE_SHARED/eval, or ../shared/eval beside the repository.
func sharedEval(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("FOOTNOTE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "shared")
	}
	dir := filepath.Join(shared, "eval")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no question sets: %v (FOOTNOTE_SHARED names their folder)", err)
	}
	return dir
}

// TestSharedSets holds the ranking on the reporting halves, which nothing was
// tuned on, to just below what it reached when this was written.
func TestSharedSets(t *testing.T) {
	dir := sharedEval(t)
	for _, c := range []struct {
		set         string
		first, five float64
	}{{"squad2", 0.82, 0.94}, {"spans", 0.70, 0.87}} {
		l := libraryOf(t, filepath.Join(dir, c.set, "docs.jsonl"))
		questions, err := quality.Load(filepath.Join(dir, c.set, "questions.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		var count, first, five float64
		for _, q := range quality.Reporting.Of(questions) {
			if !q.Answerable {
				continue
			}
			o, err := quality.Search(t.Context(), &q, l)
			if err != nil {
				t.Fatal(err)
			}
			count++
			if o.Rank == 1 {
				first++
			}
			if 1 <= o.Rank && o.Rank <= 5 {
				five++
			}
		}
		t.Logf("%s: %v questions, recall@1 %.4f, recall@5 %.4f", c.set, count, first/count, five/count)
		if first/count < c.first || five/count < c.five {
			t.Errorf("%s: recall@1 %.4f and @5 %.4f, want at least %v and %v", c.set, first/count, five/count, c.first, c.five)
		}
	}
}

func libraryOf(t *testing.T, path string) *retrieval.Library {
	t.Helper()
	var articles []*corpus.Article
	for a, err := range corpus.Read(t.Context(), []string{path}) {
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	l := retrieval.NewLibrary(lexical.New())
	if err := l.Put(t.Context(), articles...); err != nil {
		t.Fatal(err)
	}
	return l
}
