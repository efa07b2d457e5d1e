package retrievaltest

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"footnote/retrieval"
)

// vectorCases are the rules for indexes that rank by vectors.
var vectorCases = []indexCase{
	{name: "scores are cosines", check: checkCosines, applies: dense},
	{name: "vectors are copied", check: checkCopied, applies: dense},
	{name: "a question's vector is left as it was", check: checkQuestionKept, applies: dense},
	{name: "a passage of a wrong dimension", check: checkPassageDimension, applies: dense},
	{name: "a question of a wrong dimension", check: checkQuestionDimension, applies: dense},
	{name: "a passage that cannot be compared", check: checkPassageVector, applies: dense},
	{name: "a question that cannot be compared", check: checkQuestionVector, applies: dense},
	{name: "huge and tiny vectors", check: checkExtremes, applies: dense},
	{name: "opposite vectors are hits too", check: checkOpposite, applies: dense},
}

func ask(vector ...float32) retrieval.Query { return retrieval.Query{Vector: vector} }

// compass puts four directions, the articles n, e, s and w.
func compass(t testing.TB, index retrieval.Index) {
	t.Helper()
	put(t, index, "n", vectorEntries("n", []float32{0, 1, 0}))
	put(t, index, "e", vectorEntries("e", []float32{1, 0, 0}))
	put(t, index, "s", vectorEntries("s", []float32{0, -1, 0}))
	put(t, index, "w", vectorEntries("w", []float32{-1, 0, 0}))
}

// wantCompass checks that the four directions are found in order and alone:
// what was refused has harmed nothing.
func wantCompass(t testing.TB, index retrieval.Index) {
	t.Helper()
	wantLen(t, index, 4)
	got := places(search(t, index, ask(0.1, 1, 0), 10))
	if want := []string{"n@0", "e@0", "w@0", "s@0"}; !slices.Equal(got, want) {
		t.Errorf("the directions nearest to north are %v, want %v", got, want)
	}
}

func checkCosines(t testing.TB, index retrieval.Index, _ Options) {
	compass(t, index)
	want := map[string]float64{"n": 0.8, "e": 0.6, "s": -0.8, "w": -0.6}
	for _, length := range []float32{1, 5, 1e-3} {
		for _, h := range search(t, index, ask(0.6*length, 0.8*length, 0), 4) {
			if math.Abs(h.Score-want[h.Passage.Article.ID]) > 1e-6 {
				t.Errorf("score of %s is %v, want %v", place(h.Passage), h.Score, want[h.Passage.Article.ID])
			}
		}
	}
}

func checkCopied(t testing.TB, index retrieval.Index, _ Options) {
	vectors := [][]float32{{0, 1, 0}, {1, 0, 0}, {0, -1, 0}, {-1, 0, 0}}
	for i, id := range []string{"n", "e", "s", "w"} {
		put(t, index, id, vectorEntries(id, vectors[i]))
	}
	for _, v := range vectors {
		copy(v, []float32{float32(math.NaN()), 7, 7})
	}
	wantCompass(t, index)
}

func checkQuestionKept(t testing.TB, index retrieval.Index, _ Options) {
	compass(t, index)
	question := []float32{3, 4, 0}
	search(t, index, retrieval.Query{Vector: question}, 2)
	if !slices.Equal(question, []float32{3, 4, 0}) {
		t.Errorf("Search changed the question's vector to %v", question)
	}
}

// refused puts entries that must be turned away whole, in a new article and
// over an old one.
func refused(t testing.TB, index retrieval.Index, want error, bad []float32) {
	t.Helper()
	good := []float32{0, 1, 0}
	for _, article := range []string{"new", "n"} {
		for _, vectors := range [][][]float32{{bad}, {good, bad}, {good, bad, good}} {
			err := index.Put(context.Background(), article, vectorEntries(article, vectors...))
			if !errors.Is(err, want) {
				t.Errorf("Put of the vector %v: %v, want %v", bad, err, want)
			}
			wantCompass(t, index)
		}
	}
}

func checkPassageDimension(t testing.TB, index retrieval.Index, _ Options) {
	compass(t, index)
	refused(t, index, retrieval.ErrDimension, []float32{1, 0})
	refused(t, index, retrieval.ErrDimension, []float32{1, 0, 0, 0})

	err := index.Put(context.Background(), "n", vectorEntries("n", []float32{1, 0}, []float32{0, 1}))
	if !errors.Is(err, retrieval.ErrDimension) {
		t.Errorf("Put of vectors that agree only among themselves: %v, want %v", err, retrieval.ErrDimension)
	}
	wantCompass(t, index)
}

func checkQuestionDimension(t testing.TB, index retrieval.Index, _ Options) {
	compass(t, index)
	for _, v := range [][]float32{{1}, {1, 0}, {1, 0, 0, 0}} {
		hits, err := index.Search(context.Background(), retrieval.Query{Vector: v}, 2)
		if !errors.Is(err, retrieval.ErrDimension) || len(hits) != 0 {
			t.Errorf("Search by %v = %d hits, %v; want %v", v, len(hits), err, retrieval.ErrDimension)
		}
		wantCompass(t, index)
	}
}

// incomparable are vectors that have no direction.
func incomparable() [][]float32 {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	return [][]float32{nil, {}, {0, 0, 0}, {nan, 0, 1}, {0, nan, 1}, {1, 0, inf}, {-inf, inf, 0}}
}

func checkPassageVector(t testing.TB, index retrieval.Index, _ Options) {
	for _, v := range incomparable() {
		if err := index.Put(context.Background(), "first", vectorEntries("first", v)); !errors.Is(err, retrieval.ErrVector) {
			t.Errorf("Put of %v into an empty index: %v, want %v", v, err, retrieval.ErrVector)
		}
	}
	compass(t, index)
	for _, v := range incomparable() {
		refused(t, index, retrieval.ErrVector, v)
	}
}

func checkQuestionVector(t testing.TB, index retrieval.Index, _ Options) {
	compass(t, index)
	for _, v := range incomparable() {
		hits, err := index.Search(context.Background(), retrieval.Query{Text: "north", Vector: v}, 2)
		if !errors.Is(err, retrieval.ErrVector) || len(hits) != 0 {
			t.Errorf("Search by %v = %d hits, %v; want %v", v, len(hits), err, retrieval.ErrVector)
		}
		wantCompass(t, index)
	}
}

// checkExtremes: the squares of these overflow or vanish in 32 bits.
func checkExtremes(t testing.TB, index retrieval.Index, _ Options) {
	put(t, index, "n", vectorEntries("n", []float32{0, math.MaxFloat32, 0}))
	put(t, index, "e", vectorEntries("e", []float32{1e30, 0, 0}))
	put(t, index, "s", vectorEntries("s", []float32{0, -math.SmallestNonzeroFloat32, 0}))
	put(t, index, "w", vectorEntries("w", []float32{-1e-30, 0, 0}))
	wantCompass(t, index)
	for _, length := range []float32{1e30, 1e-30} {
		hits := search(t, index, ask(0, -length, 0), 1)
		if len(hits) != 1 || place(hits[0].Passage) != "s@0" || math.Abs(hits[0].Score-1) > 1e-6 {
			t.Errorf("a question of length %g found %v", length, hits)
		}
	}
}

func checkOpposite(t testing.TB, index retrieval.Index, _ Options) {
	compass(t, index)
	hits := search(t, index, ask(0, 1, 0), 4)
	if len(hits) != 4 || math.Abs(hits[3].Score+1) > 1e-6 {
		t.Errorf("Search for all = %v, want four with -1 last", hits)
	}
}
