package hashed

import (
	"context"
	"math"
	"slices"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

// counts is a Weights for tests; a term without an entry is unknown.
type counts map[string]float64

func (c counts) IDF(term string) (float64, bool) {
	idf, known := c[term]
	if !known {
		return 9, false
	}
	return idf, true
}

func TestConformance(t *testing.T) {
	retrievaltest.TestEmbedder(t, func(testing.TB) retrieval.Embedder { return New() })
}

func TestConformanceWithWeights(t *testing.T) {
	weights := counts{"ferri": 5, "harbour": 2, "leav": math.NaN(), "met": math.Inf(1), "chess": -4, "comet": 0}
	retrievaltest.TestEmbedder(t, func(testing.TB) retrieval.Embedder { return New(WithWeights(weights)) })
}

func vector(t *testing.T, e *Embedder, kind retrieval.Kind, text string) []float32 {
	t.Helper()
	vectors, err := e.Embed(context.Background(), kind, []string{text})
	if err != nil {
		t.Fatal(err)
	}
	return vectors[0]
}

func dot(a, b []float32) (sum float64) {
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func TestWeightsTouchQuestionsOnly(t *testing.T) {
	plain, weighted := New(), New(WithWeights(counts{"ferri": 6, "harbour": 1}))
	if plain.Name() != weighted.Name() {
		t.Errorf("names differ: %q and %q", plain.Name(), weighted.Name())
	}
	const text = "ferry harbour"
	if !slices.Equal(vector(t, plain, retrieval.Passage, text), vector(t, weighted, retrieval.Passage, text)) {
		t.Error("weights changed a passage's vector")
	}
	question := vector(t, weighted, retrieval.Question, text)
	ferry := dot(question, vector(t, plain, retrieval.Passage, "ferry"))
	harbour := dot(question, vector(t, plain, retrieval.Passage, "harbour"))
	if ferry < 2*harbour {
		t.Errorf("a word of six times the weight is at %.2f, the other at %.2f", ferry, harbour)
	}
}

// TestSpellings: what the embedder is for is names and words that look alike.
func TestSpellings(t *testing.T) {
	e := New()
	for _, c := range []struct{ question, like, unlike string }{
		{"Zelensky", "Zelenskyy", "Macron"},
		{"Khrushchev", "Khruschev", "Eisenhower"},
		{"photosynthesis", "photosynthetic", "respiration"},
		{"Stadtverwaltung", "Stadtverwaltungen", "Feuerwehr"},
		{"渡船離開", "渡船離開了港口", "麵包師傅揉麵團"},
		{"🙂🚢🙂🚢🙂", "🙂🚢🙂🚢", "🍞🍞🍞🍞"},
	} {
		q := vector(t, e, retrieval.Question, c.question)
		like, unlike := dot(q, vector(t, e, retrieval.Passage, c.like)), dot(q, vector(t, e, retrieval.Passage, c.unlike))
		if like < unlike+0.15 {
			t.Errorf("%q is at %.2f from %q and at %.2f from %q", c.question, like, c.like, unlike, c.unlike)
		}
	}
}

func TestNothingIsLikeNothing(t *testing.T) {
	e := New()
	empty := vector(t, e, retrieval.Passage, "")
	if got := dot(empty, vector(t, e, retrieval.Question, " \n")); got != 1 {
		t.Errorf("two empty texts are at %v, want 1", got)
	}
	if got := dot(empty, vector(t, e, retrieval.Question, "ferry harbour")); got != 0 {
		t.Errorf("a question is at %v from an empty text, want 0", got)
	}
}

// TestVersionNamesTheParameters fails when the vectors change: then version
// must go up, or stored vectors meet others of the same name.
func TestVersionNamesTheParameters(t *testing.T) {
	v := vector(t, New(), retrieval.Passage, "The ferry left the harbour at dawn.")
	var sum float64
	for i, x := range v {
		sum += float64(x) * math.Sin(float64(i+1))
	}
	if name := New().Name(); name != "hashed-1-384" || math.Abs(sum-wantSum) > 1e-6 {
		t.Errorf("%s has the check sum %.9f, want hashed-1-384 with %.9f", name, sum, wantSum)
	}
}

const wantSum = -0.151776550
