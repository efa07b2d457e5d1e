package retrievaltest

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"

	"pgregory.net/rapid"
)

// propertyCases compare an index with a plain model over random histories.
// Each history begins by emptying the index, so that one index serves them all.
var propertyCases = []indexCase{
	{name: "property: it finds what it holds", check: checkMembers},
	{name: "property: it ranks like an exact scan, ties included", check: checkModelTies, applies: dense},
	{name: "property: it ranks like an exact scan, any vectors", check: checkModelAny, applies: dense},
}

var articleIDs = rapid.SampledFrom([]string{"a", "b", "c", "d", "e"})

// distinct words, so far apart that no index takes one for another.
var propertyWords = []string{"ferry", "blacksmith", "orchestra", "umbrella", "government"}

// checkMembers keeps a plain map of what was put and asks for its words.
func checkMembers(t testing.TB, index retrieval.Index, opts Options) {
	rapid.Check(t, func(rt *rapid.T) {
		remove(t, index, "a", "b", "c", "d", "e")
		held := map[string][]retrieval.Entry{}
		rt.Repeat(map[string]func(*rapid.T){
			"put": func(rt *rapid.T) {
				id := articleIDs.Draw(rt, "id")
				words := rapid.SliceOfN(rapid.SampledFrom(propertyWords), 0, 5).Draw(rt, "words")
				held[id] = Entries(id, words...)
				put(t, index, id, held[id])
			},
			"remove": func(rt *rapid.T) {
				ids := rapid.SliceOfN(articleIDs, 0, 2).Draw(rt, "ids")
				remove(t, index, ids...)
				for _, id := range ids {
					delete(held, id)
				}
			},
			"": func(rt *rapid.T) {
				compareMembers(rt, index, held, rapid.SampledFrom(propertyWords).Draw(rt, "word"), opts)
			},
		})
	})
}

// compareMembers searches for a word and counts what is held.
func compareMembers(rt *rapid.T, index retrieval.Index, held map[string][]retrieval.Entry, word string, opts Options) {
	var want []string
	total := 0
	for _, entries := range held {
		for _, e := range entries {
			total++
			if opts.Dense || e.Passage.Text() == word {
				want = append(want, place(e.Passage))
			}
		}
	}
	if index.Len() != total {
		rt.Fatalf("Len() = %d, held are %d", index.Len(), total)
	}
	if !opts.Dense && len(want) == 0 {
		return // an index may look for similar words where it holds none
	}
	hits, err := index.Search(context.Background(), Ask(word), 100)
	got := places(hits)
	slices.Sort(got)
	slices.Sort(want)
	if err != nil || !slices.Equal(got, want) {
		rt.Fatalf("Search(%q) found %v, %v; held are %v", word, got, err, want)
	}
}

// gridVector draws from the vectors of -1, 0 and 1 in four dimensions whose
// length is 1 or 2, times a power of two. All arithmetic on them is exact, so
// equal cosines are equal to the last bit, and there are many.
var gridVector = rapid.Custom(func(rt *rapid.T) []float32 {
	v := make([]float32, 4)
	size := rapid.SampledFrom([]float32{0.25, 1, 8}).Draw(rt, "size")
	if rapid.Bool().Draw(rt, "axis") {
		v[rapid.IntRange(0, 3).Draw(rt, "dimension")] = size * rapid.SampledFrom([]float32{-1, 1}).Draw(rt, "sign")
		return v
	}
	for i := range v {
		v[i] = size * rapid.SampledFrom([]float32{-1, 1}).Draw(rt, "sign")
	}
	return v
})

var anyVector = rapid.SliceOfN(rapid.Float32Range(-1, 1), 6, 6).Filter(func(v []float32) bool {
	return dot(v, v) > 1e-6
})

func checkModelTies(t testing.TB, index retrieval.Index, _ Options) {
	againstExact(t, index, gridVector, func(got, want []retrieval.Hit) error {
		if !slices.Equal(places(got), places(want)) {
			return fmt.Errorf("found %v, want %v", places(got), places(want))
		}
		return nearScores(got, want)
	})
}

func checkModelAny(t testing.TB, index retrieval.Index, _ Options) {
	againstExact(t, index, anyVector, func(got, want []retrieval.Hit) error {
		if !slices.IsSortedFunc(got, retrieval.Compare) {
			return fmt.Errorf("hits out of order: %v", places(got))
		}
		return nearScores(got, want)
	})
}

// nearScores allows what is lost in 32-bit sums: passages nearer to each other
// than that may change places, scores may not.
func nearScores(got, want []retrieval.Hit) error {
	if len(got) != len(want) {
		return fmt.Errorf("found %d hits, want %d", len(got), len(want))
	}
	for i := range got {
		if math.Abs(got[i].Score-want[i].Score) > 1e-5 {
			return fmt.Errorf("rank %d: %s has %v, want %s with %v", i,
				place(got[i].Passage), got[i].Score, place(want[i].Passage), want[i].Score)
		}
	}
	return nil
}

// againstExact puts, removes and searches at random on the index and on an
// Exact one, and hands the two results of each search to compare.
func againstExact(t testing.TB, index retrieval.Index, vectors *rapid.Generator[[]float32],
	compare func(got, want []retrieval.Hit) error) {
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		remove(t, index, "a", "b", "c", "d", "e")
		model := &Exact{}
		rt.Repeat(map[string]func(*rapid.T){
			"put": func(rt *rapid.T) {
				id := articleIDs.Draw(rt, "id")
				entries := vectorEntries(id, rapid.SliceOfN(vectors, 0, 12).Draw(rt, "vectors")...)
				put(t, model, id, entries)
				put(t, index, id, entries)
			},
			"remove": func(rt *rapid.T) {
				ids := rapid.SliceOfN(articleIDs, 0, 2).Draw(rt, "ids")
				remove(t, model, ids...)
				remove(t, index, ids...)
			},
			"search": func(rt *rapid.T) {
				q := ask(vectors.Draw(rt, "question")...)
				k := rapid.IntRange(-1, 70).Draw(rt, "k")
				got, err := index.Search(ctx, q, k)
				if err != nil {
					rt.Fatalf("Search failed: %v", err)
				}
				if err := compare(got, search(t, model, q, k)); err != nil {
					rt.Fatalf("Search(%v, %d): %v", q.Vector, k, err)
				}
			},
			"": func(rt *rapid.T) {
				if got, want := index.Len(), model.Len(); got != want {
					rt.Fatalf("Len() = %d, want %d", got, want)
				}
			},
		})
	})
}

// Describe renders hits a line each, for the messages of tests: rank, score,
// place and the beginning of the text.
func Describe(hits []retrieval.Hit) string {
	var b strings.Builder
	for i, h := range hits {
		fmt.Fprintf(&b, "%2d  %.4f  %s  %.60q\n", i+1, h.Score, place(h.Passage), h.Passage.Text())
	}
	return b.String()
}
