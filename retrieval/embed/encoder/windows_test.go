package encoder

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/embed/encoder/mat"
)

// TestWindowsCoverEveryToken checks texts of every length: no token is left
// out, none out of order, no window too long, and none needless.
func TestWindowsCoverEveryToken(t *testing.T) {
	e := tinyEncoder(t, mat.Best(), Options{})
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 1500 {
		ids := make([]int32, n)
		for i := range ids {
			ids[i] = 5 + r.Int32N(80) // word starts and continuations
		}
		size, overlap := 20+r.IntN(40), r.IntN(10)
		cut := windows(e.tokens, ids, size, overlap)
		if most := n/(size-overlap) + 1; len(cut) > most {
			t.Fatalf("%d tokens in windows of %d less %d: %d windows, want at most %d", n, size, overlap, len(cut), most)
		}
		checkCover(t, ids, cut, size)
	}
}

func checkCover(t *testing.T, ids []int32, cut [][]int32, size int) {
	t.Helper()
	covered := 0
	for i, w := range cut {
		start := cap(ids) - cap(w)
		if start > covered || len(w) > size || !slices.Equal(w, ids[start:start+len(w)]) {
			t.Fatalf("window %d of %d tokens starts at %d; %d are covered before it", i, len(w), start, covered)
		}
		covered = max(covered, start+len(w))
	}
	if covered != len(ids) {
		t.Fatalf("%d of %d tokens are in a window", covered, len(ids))
	}
}

func TestWindowsBeginWithWords(t *testing.T) {
	e := tinyEncoder(t, mat.Best(), Options{})
	ids := e.tokens.Encode(strings.Repeat("ferry abc ", 200))
	for i, w := range windows(e.tokens, ids, 40, 12) {
		if e.tokens.Continues(w[0]) {
			t.Errorf("window %d begins within a word", i)
		}
	}
}

func TestVectorOfALongTextIsTheMeanOfItsWindows(t *testing.T) {
	e := tinyEncoder(t, mat.Best(), Options{})
	text := strings.Repeat("the ferry left harbour 12, ", 30)
	want := make([]float32, e.Dimensions())
	sequences := e.sequences(text)
	if len(sequences) < 3 {
		t.Fatalf("%d windows, want a few", len(sequences))
	}
	for _, s := range sequences {
		vectors := make([][]float32, 1)
		if err := e.network.run(t.Context(), &workspace{}, [][]int32{s}, vectors); err != nil {
			t.Fatal(err)
		}
		for i, v := range vectors[0] {
			want[i] += v * float32(len(s))
		}
	}
	if got := embed(t, e, retrieval.Passage, text)[0]; cosine(got, want) < 0.999999 {
		t.Errorf("its cosine with the mean is %v, want 1", cosine(got, want))
	}
}

func TestTheEndOfALongTextCounts(t *testing.T) {
	e := tinyEncoder(t, mat.Best(), Options{})
	text := strings.Repeat("the ferry left harbour 12, ", 100)
	vectors := embed(t, e, retrieval.Passage, text+"when?", text+"met.")
	if slices.Equal(vectors[0], vectors[1]) {
		t.Error("another last word leaves the vector as it was")
	}
}
