package retrieval_test

import (
	"errors"
	"log/slog"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
	"footnote/retrieval/retrievaltest"
)

// words of two concepts each in two languages.
func concepts() *retrievaltest.Concepts {
	return &retrievaltest.Concepts{Of: map[string]int{
		"ferry": 0, "fähre": 0, "harbour": 1, "hafen": 1, "harvest": 2, "ernte": 2, "drought": 3, "dürre": 3}}
}

// acrossLibrary holds three articles in English and one in German.
func acrossLibrary(t *testing.T, e retrieval.Embedder) *retrieval.Library {
	t.Helper()
	across := retrieval.NewAcross(e, slog.New(slog.DiscardHandler))
	t.Cleanup(across.Close)
	l := retrieval.NewLibrary(lexical.New(), retrieval.WithAcross(across))
	err := l.Put(t.Context(),
		&corpus.Article{ID: "ferry", Text: "The ferry was in the harbour at noon."},
		&corpus.Article{ID: "bakers", Text: "The bakers of the town knead their dough before sunrise."},
		&corpus.Article{ID: "choir", Text: "The choir has met in the hall since 1911."},
		&corpus.Article{ID: "ernte", Text: "Die Ernte ist wegen der Dürre klein, und das wird so bleiben."})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func first(t *testing.T, hits []retrieval.Hit, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if len(hits) == 0 {
		return ""
	}
	return hits[0].Passage.Article.ID
}

func TestSearchAcrossLanguages(t *testing.T) {
	e := concepts()
	l := acrossLibrary(t, e)
	hits, err := l.Search(t.Context(), "Wann war die Fähre im Hafen?", 2)
	if got := first(t, hits, err); got != "ferry" || hits[0].Across <= hits[0].Usual {
		t.Errorf("a German question finds %q first, want the English article", got)
	}
	if n := e.Passages.Load(); n != 4 {
		t.Errorf("%d passages were embedded, want all 4", n)
	}
	hits, err = l.Search(t.Context(), "How was the harvest in the drought?", 4)
	if err != nil || hits[len(hits)-1].Passage.Article.ID != "ernte" || hits[len(hits)-1].Across == 0 {
		t.Errorf("an English question finds %v (%v), want the German article among them", hits, err)
	}
	if n := e.Passages.Load(); n != 4 {
		t.Errorf("%d passages were embedded after a second question, want none again", n-4)
	}
}

func TestAcrossKeepsToTheFilter(t *testing.T) {
	l := acrossLibrary(t, concepts())
	view := retrieval.NewView(l, nil, retrieval.Filter{Key: "x", Only: func(id string) bool { return id != "ferry" }})
	hits, err := view.Search(t.Context(), "Wann war die Fähre im Hafen?", 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range hits {
		if h.Passage.Article.ID == "ferry" {
			t.Error("an article that the filter does not admit is found across languages")
		}
	}
}

func TestAcrossThatFailsLeavesTheWords(t *testing.T) {
	e := concepts()
	e.Err = errors.New("no vectors")
	l := acrossLibrary(t, e)
	hits, err := l.Search(t.Context(), "Wie war die Ernte?", 2)
	if got := first(t, hits, err); got != "ernte" {
		t.Errorf("without vectors it finds %q first, want what the words find", got)
	}
}
