package retrieval_test

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/vector"
)

// named is a Quoting embedder of another name and length.
type named struct {
	name string
	dims int
}

func (n named) Name() string { return n.name }

func (n named) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	vectors, err := retrievaltest.Quoting{}.Embed(ctx, kind, texts)
	for i := range vectors {
		vectors[i] = vectors[i][:n.dims]
	}
	return vectors, err
}

// The dense part is replaced while searches go on: none fails, none meets the
// vectors of one embedder with the question of another, and what has no vector
// yet is pending.
func TestSetDense(t *testing.T) {
	one, two := named{"one", 100}, named{"two", 200}
	library := retrieval.NewLibrary(lexical.New(), retrieval.WithDense(retrieval.Dense{Index: vector.New(), Embedder: one, Weight: 0.5}))
	for _, id := range []string{"a", "b", "c"} {
		if err := library.Put(t.Context(), &corpus.Article{ID: id, Text: "The comet " + id + " came back. It was seen. It left."}); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	var searches sync.WaitGroup
	for range 2 {
		searches.Go(func() {
			for ctx.Err() == nil {
				hits, err := library.Search(t.Context(), "the comet came back", 5)
				if err != nil || len(hits) != 3 || !anyDense(hits) {
					t.Errorf("%v, %v", hits, err)
					return
				}
			}
		})
	}
	for i := range 20 {
		e := []named{one, two}[i%2]
		vectorOf := func(p *corpus.Passage) []float32 {
			if i == 19 && p.Article.ID == "b" {
				return nil
			}
			v, _ := e.Embed(t.Context(), retrieval.Passage, []string{retrieval.PassageText(p)})
			return v[0]
		}
		if i == 19 {
			cancel()
			searches.Wait()
		}
		if err := library.SetDense(t.Context(), retrieval.Dense{Index: vector.New(), Embedder: e, Weight: 0.5}, vectorOf); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	searches.Wait()
	if library.Pending() != 1 {
		t.Errorf("%d pending, want 1", library.Pending())
	}
	unfitVectorsChangeNothing(t, library, one)
}

// unfitVectorsChangeNothing: a vector that does not fit leaves everything as it was.
func unfitVectorsChangeNothing(t *testing.T, library *retrieval.Library, one named) {
	t.Helper()
	var odd atomic.Int32
	err := library.SetDense(t.Context(), retrieval.Dense{Index: vector.New(), Embedder: one, Weight: 0.5}, func(*corpus.Passage) []float32 {
		return make([]float32, 100+odd.Add(1))
	})
	if err == nil || library.Pending() != 1 {
		t.Errorf("%v, %d pending", err, library.Pending())
	}
}

// anyDense tells whether the dense part had a say: its best hit has 1.
func anyDense(hits []retrieval.Hit) bool {
	return slices.ContainsFunc(hits, func(h retrieval.Hit) bool { return h.Dense == 1 })
}
