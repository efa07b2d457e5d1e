package vector

import (
	"context"
	"fmt"
	"slices"

	"footnote/retrieval"

	chromem "github.com/philippgille/chromem-go"
)

const (
	// spare is how many results beyond k are asked for at first: enough to
	// see that no tie crosses the end, or to hold one of a few passages.
	spare = 8
	// widen is the factor for asking again where a tie does cross it.
	widen = 8
)

// Search implements retrieval.Searcher by q.Vector. It waits for its turn
// among the searches under way for as long as ctx allows.
func (x *Index) Search(ctx context.Context, q retrieval.Query, k int) ([]retrieval.Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if k < 1 {
		return nil, nil
	}
	unit := make([]float32, len(q.Vector))
	if err := normalise(unit, q.Vector); err != nil {
		return nil, fmt.Errorf("the question's vector: %w", err)
	}
	if err := x.enter(ctx); err != nil {
		return nil, err
	}
	defer x.leave()
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.table.len() == 0 {
		return nil, nil
	}
	if len(unit) != x.dims {
		return nil, fmt.Errorf("the question's vector has %d dimensions where the index has %d: %w",
			len(unit), x.dims, retrieval.ErrDimension)
	}
	n := k
	if x.parts > 0 {
		n = max(lookFurther*k, lookAtLeast)
	}
	var results []chromem.Result
	var err error
	if n = min(n, x.table.len()); q.Only != nil {
		results, err = x.nearestOf(ctx, unit, q.Only, n)
	} else {
		results, err = x.nearest(ctx, unit, n)
	}
	hits := x.hits(results, unit)
	return hits[:min(k, len(hits))], err
}

// enter takes a place among the searches under way.
func (x *Index) enter(ctx context.Context) error {
	select {
	case x.places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (x *Index) leave() { <-x.places }

// nearest returns the k best passages and those that tie with the last of them;
// 1 <= k <= the number held, and the lock is held.
//
// The store visits documents in random order and keeps any of those that tie
// for the last places. So more than k are asked for until the last one that
// came back scores less than the k-th, or all did: then every passage that
// ties with the k-th is among them, and sorting decides. The price is a
// second scan for those questions alone whose tie is longer than spare.
func (x *Index) nearest(ctx context.Context, unit []float32, k int) ([]chromem.Result, error) {
	held := x.table.len()
	for n := min(k+spare, held); ; n = min(n*widen, held) {
		results, err := x.query(ctx, unit, n)
		if err != nil {
			return nil, err
		}
		worst := results[k-1].Similarity
		if n == held || results[n-1].Similarity < worst {
			return atLeast(results, worst), nil
		}
	}
}

// nearestOf is nearest among the articles admitted, of which there may be
// fewer than k passages. As the store's filters are not used, more and more are
// asked for until k of those admitted are among them, with all that tie.
func (x *Index) nearestOf(ctx context.Context, unit []float32, only func(string) bool, k int) ([]chromem.Result, error) {
	held := x.table.len()
	for n := min((k+spare)*widen, held); ; n = min(n*widen, held) {
		results, err := x.query(ctx, unit, n)
		if err != nil {
			return nil, err
		}
		last := results[n-1].Similarity
		results = slices.DeleteFunc(results, func(r chromem.Result) bool {
			return !only(x.table.passages[slotOf(r.ID)].Article.ID)
		})
		if n == held && len(results) < k {
			k = len(results)
		}
		if k == 0 {
			return nil, nil
		}
		if len(results) >= k && (n == held || last < results[k-1].Similarity) {
			return atLeast(results, results[k-1].Similarity), nil
		}
	}
}

// query asks the store for the n most similar documents.
func (x *Index) query(ctx context.Context, unit []float32, n int) ([]chromem.Result, error) {
	results, err := x.store.QueryEmbedding(ctx, unit, n, nil, nil)
	// A cancelled query comes back cut short, and without an error.
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("vector search failed: %w", err)
	}
	if len(results) != n {
		return nil, fmt.Errorf("vector search returned %d of %d results", len(results), n)
	}
	return results, nil
}

// atLeast are the results that score at least worst.
func atLeast(results []chromem.Result, worst float32) []chromem.Result {
	return slices.DeleteFunc(results, func(r chromem.Result) bool { return r.Similarity < worst })
}

// hits are the results in the order of the contract, their parts regarded.
func (x *Index) hits(results []chromem.Result, unit []float32) []retrieval.Hit {
	hits := make([]retrieval.Hit, 0, len(results))
	for _, r := range results {
		s := slotOf(r.ID)
		h := retrieval.Hit{Passage: x.table.passages[s], Score: float64(r.Similarity)}
		if x.parts > 0 {
			h.Score = (h.Score + x.table.parts[s].nearest(unit)) / 2
		}
		hits = append(hits, h)
	}
	slices.SortFunc(hits, retrieval.Compare)
	return hits
}
