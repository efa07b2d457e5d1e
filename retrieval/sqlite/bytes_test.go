package sqlite

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/lexical"
	"footnote/retrieval/vector"
)

// long is dice with vectors of passages and of so many parts.
type long struct{ parts int }

func (l long) Name() string { return fmt.Sprint("long-", l.parts) }

func (l long) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i := range vectors {
		for part := range l.parts + 1 {
			one, _ := dice{}.Embed(ctx, kind, []string{texts[i] + fmt.Sprint(part)})
			vectors[i] = append(vectors[i], one[0]...)
		}
	}
	return vectors, nil
}

// What a library says that it takes is what it really takes, a quarter more or less: of few
// articles and of many, by words alone, with vectors and with those of parts, as it was
// read and after changes.
func TestBytesAreThoseOfTheHeap(t *testing.T) {
	if testing.Short() {
		t.Skip("it embeds thousands of passages, with little to find for the race detector")
	}
	for _, articles := range []int{20, 1000} {
		for parts := -1; parts <= 4; parts += 2 {
			var e retrieval.Embedder
			dense := func(string) retrieval.Dense { return retrieval.Dense{} }
			if parts >= 0 {
				e = long{parts}
				dense = func(string) retrieval.Dense {
					return retrieval.Dense{Index: vector.New(vector.Parts(parts)), Embedder: e, Weight: 0.5}
				}
			}
			t.Run(fmt.Sprintf("%d articles, %d parts", articles, parts), func(t *testing.T) { bytesAreThoseOfTheHeap(t, articles, e, dense) })
		}
	}
}

func bytesAreThoseOfTheHeap(t *testing.T, articles int, e retrieval.Embedder, dense func(string) retrieval.Dense) {
	f := newFolder(t)
	o := f.options()
	o.Embedder = e
	m := &Mirror{Library: retrieval.NewLibrary(lexical.New()), Dense: dense}
	// follow has m follow the folder, with one article changed, and returns the bytes of the heap.
	follow := func(changed int, do func() error) float64 {
		f.write("all.jsonl", prosaic(articles, changed))
		f.writing(func(w *Writer) {
			_, err := w.Add(t.Context(), o, f.dir)
			must(t, err)
			m.Store = w.Store
			must(t, do())
			m.Store = nil
		})
		return float64(heap())
	}
	empty := follow(-1, func() error { return nil })
	holds := func(when string, all float64) {
		t.Helper()
		said, taken := float64(m.Library.Bytes()), all-empty
		if t.Logf("%s: %.0f bytes of %.0f", when, said, taken); said < taken*0.8 || said > taken*1.25 {
			t.Errorf("%s it says %.0f bytes, and takes %.0f", when, said, taken)
		}
	}
	holds("read", follow(-1, func() error { return m.Load(t.Context()) }))
	for i := range 3 {
		holds("changed", follow(i, func() error { _, err := m.Refresh(t.Context()); return err }))
	}
	runtime.KeepAlive(m)
}
