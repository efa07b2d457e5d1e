package vector

import (
	"context"
	"runtime"
	"slices"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

func TestOneSearchACore(t *testing.T) {
	if got, want := cap(New().places), runtime.GOMAXPROCS(0); got != want {
		t.Errorf("%d searches are admitted at once, want %d", got, want)
	}
}

// TestRefusedByTheStore hands the store what Put would have turned away: an
// article that fails at its second passage leaves the old one as it was.
func TestRefusedByTheStore(t *testing.T) {
	x, ctx := New(), context.Background()
	old := retrievaltest.Entries("a", "The ferry left.", "The ferry sank.")
	if err := x.Put(ctx, "a", old); err != nil {
		t.Fatal(err)
	}
	fresh := retrievaltest.Entries("a", "Bakers knead dough.", "Ovens brown loaves.")
	if err := x.replace("a", fresh, [][]float32{fresh[0].Vector, nil}, make([]parts, 2)); err == nil {
		t.Fatal("a document without a vector was taken")
	}
	hits, err := x.Search(ctx, retrievaltest.Ask("dough"), 10)
	if err != nil || len(hits) != 2 || hits[0].Passage.Article != old[0].Passage.Article {
		t.Errorf("after a refused change, found\n%s, %v", retrievaltest.Describe(hits), err)
	}
	if x.Len() != 2 || x.store.Count() != 2 {
		t.Errorf("Len() = %d over %d documents, want 2", x.Len(), x.store.Count())
	}
}

func TestPutNeedsPassages(t *testing.T) {
	x, ctx := New(), context.Background()
	vector := []float32{1, 0}
	for _, entry := range []retrieval.Entry{{Vector: vector}, {Passage: &corpus.Passage{}, Vector: vector}} {
		if err := x.Put(ctx, "a", []retrieval.Entry{entry}); err == nil {
			t.Errorf("an entry that cannot be cited was taken: %+v", entry)
		}
	}
	if x.Len() != 0 {
		t.Errorf("Len() = %d, want 0", x.Len())
	}
}

// TestSlotsAreUsedAgain: an article that changes for ever costs no memory.
func TestSlotsAreUsedAgain(t *testing.T) {
	x, ctx := New(), context.Background()
	for range 100 {
		if err := x.Put(ctx, "a", retrievaltest.Entries("a", "The ferry left.", "The ferry sank.")); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(x.table.passages); n > 4 {
		t.Errorf("two passages that changed a hundred times take %d slots, want at most 4", n)
	}
	if err := x.Remove(ctx, "a"); err != nil || len(x.table.articles) != 0 || x.store.Count() != 0 {
		t.Errorf("after Remove: %v, %d articles, %d documents", err, len(x.table.articles), x.store.Count())
	}
	if slices.ContainsFunc(x.table.passages, func(p *corpus.Passage) bool { return p != nil }) {
		t.Error("a removed passage is still held")
	}
}
