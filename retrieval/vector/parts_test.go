package vector

import (
	"cmp"
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
)

// partEntries are passages of random vectors with n parts each.
func partEntries(rng *rand.Rand, count, dims, n int) []retrieval.Entry {
	a := &corpus.Article{ID: "a"}
	var list []retrieval.Entry
	for i := range count {
		e := retrieval.Entry{Passage: &corpus.Passage{Article: a, Span: corpus.Span{Start: i, End: i + 1}}}
		for range dims * (n + 1) {
			e.Vector = append(e.Vector, float32(rng.NormFloat64()))
		}
		list = append(list, e)
	}
	return list
}

func unit(v []float32) []float64 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = float64(x) / math.Sqrt(sum)
	}
	return out
}

func dot(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// The score is the mean of the passage's cosine and of its nearest part's, to
// within what eight bits leave.
func TestPartsAreRegarded(t *testing.T) {
	const dims, n, count = 24, 4, 150
	rng := rand.New(rand.NewPCG(7, 8))
	entries := partEntries(rng, count, dims, n)
	x := New(Parts(n))
	if err := x.Put(t.Context(), "a", entries); err != nil {
		t.Fatal(err)
	}
	question := partEntries(rng, 1, dims, 0)[0].Vector
	hits, err := x.Search(t.Context(), retrieval.Query{Vector: question}, 10)
	if err != nil || len(hits) != 10 {
		t.Fatalf("%d hits, %v", len(hits), err)
	}
	asked := unit(question)
	want := map[int]float64{}
	var order []int
	for i, e := range entries {
		best := -1.0
		for p := range n {
			best = max(best, dot(asked, unit(e.Vector[dims*(p+1):dims*(p+2)])))
		}
		want[i] = (dot(asked, unit(e.Vector[:dims])) + best) / 2
		order = append(order, i)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(want[b], want[a]) })
	for i, h := range hits {
		if got := want[h.Passage.Start]; math.Abs(h.Score-got) > 0.005 || math.Abs(h.Score-want[order[i]]) > 0.005 {
			t.Errorf("hit %d is passage %d at %.4f, worth %.4f, where the best is worth %.4f", i, h.Passage.Start, h.Score, got, want[order[i]])
		}
	}
}

// What does not divide into a passage and its parts is refused, as is a
// question of another length than a passage's own vector.
func TestPartsMustFit(t *testing.T) {
	ctx := context.Background()
	rng := rand.New(rand.NewPCG(1, 1))
	x := New(Parts(4))
	if err := x.Put(ctx, "a", partEntries(rng, 1, 24, 0)); !errors.Is(err, retrieval.ErrDimension) {
		t.Errorf("24 numbers as a passage and four parts: %v", err)
	}
	zero := partEntries(rng, 1, 4, 4)
	clear(zero[0].Vector[8:12])
	if err := x.Put(ctx, "a", zero); !errors.Is(err, retrieval.ErrVector) {
		t.Errorf("a part without a direction: %v", err)
	}
	if err := x.Put(ctx, "a", partEntries(rng, 3, 4, 4)); err != nil {
		t.Fatal(err)
	}
	if _, err := x.Search(ctx, retrieval.Query{Vector: make([]float32, 20)}, 1); err == nil {
		t.Error("a question as long as a passage with its parts was taken")
	}
	if err := x.Remove(ctx, "a"); err != nil || x.Len() != 0 {
		t.Errorf("after removal %d passages are left, %v", x.Len(), err)
	}
}
