package retrievaltest

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"sync"

	"footnote/retrieval"
)

// Exact is an index that compares a question's vector with every passage and
// sorts them all: too slow for much, too plain to be wrong. Other dense
// indexes are measured against it. Its zero value is empty and ready.
type Exact struct {
	mu       sync.RWMutex
	articles map[string][]retrieval.Entry
}

// Len implements retrieval.Index.
func (x *Exact) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.count()
}

func (x *Exact) count() int {
	n := 0
	for _, entries := range x.articles {
		n += len(entries)
	}
	return n
}

// Put implements retrieval.Writer.
func (x *Exact) Put(ctx context.Context, article string, entries []retrieval.Entry) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	kept := slices.Clone(entries)
	dims := x.dims()
	for i := range kept {
		if dims == 0 {
			dims = len(kept[i].Vector)
		}
		if err := comparable(kept[i].Vector, dims); err != nil {
			return fmt.Errorf("passage %d of %q: %w", i, article, err)
		}
		kept[i].Vector = slices.Clone(kept[i].Vector)
	}
	next := maps.Clone(x.articles)
	if next == nil {
		next = map[string][]retrieval.Entry{}
	}
	next[article] = kept
	x.articles = next
	return nil
}

// Remove implements retrieval.Writer.
func (x *Exact) Remove(ctx context.Context, articles ...string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, article := range articles {
		delete(x.articles, article)
	}
	return nil
}

// Search implements retrieval.Searcher. The score is the cosine.
func (x *Exact) Search(ctx context.Context, q retrieval.Query, k int) ([]retrieval.Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	if err := comparable(q.Vector, x.dims()); err != nil {
		return nil, fmt.Errorf("question: %w", err)
	}
	var hits []retrieval.Hit
	for id, entries := range x.articles {
		if q.Only != nil && !q.Only(id) {
			continue
		}
		for _, e := range entries {
			hits = append(hits, retrieval.Hit{Passage: e.Passage, Score: cosine(q.Vector, e.Vector)})
		}
	}
	slices.SortFunc(hits, retrieval.Compare)
	return hits[:max(0, min(k, len(hits)))], nil
}

// dims is the length of the vectors held, zero where there are none.
func (x *Exact) dims() int {
	for _, entries := range x.articles {
		if len(entries) > 0 {
			return len(entries[0].Vector)
		}
	}
	return 0
}

// comparable tells why v cannot be compared with vectors of dims dimensions;
// dims zero stands for any.
func comparable(v []float32, dims int) error {
	norm := dot(v, v)
	if norm == 0 || math.IsNaN(norm) || math.IsInf(norm, 0) {
		return retrieval.ErrVector
	}
	if dims != 0 && len(v) != dims {
		return retrieval.ErrDimension
	}
	return nil
}

func cosine(a, b []float32) float64 {
	return dot(a, b) / math.Sqrt(dot(a, a)*dot(b, b))
}

func dot(a, b []float32) float64 {
	var sum float64
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}
