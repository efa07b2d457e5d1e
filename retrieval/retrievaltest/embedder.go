package retrievaltest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/retrieval"
)

// NewEmbedder makes an embedder for one subtest.
type NewEmbedder func(t testing.TB) retrieval.Embedder

// embedderCases are the rules of the Embedder contract.
var embedderCases = []struct {
	name  string
	check func(t *testing.T, e retrieval.Embedder)
}{
	{"it has a name", checkName},
	{"no texts give no vectors", checkNoTexts},
	{"any text gives a vector of one length and norm 1", checkAnyText},
	{"the same text gives the same vector", checkSameText},
	{"order is kept", checkEmbedOrder},
	{"a text's neighbours do not change its vector", checkNeighbours},
	{"both kinds can be compared", checkKinds},
	{"vectors belong to the caller", checkOwned},
	{"a cancelled context is an error", checkEmbedCancelled},
	{"many callers at once", checkEmbedConcurrent},
}

// TestEmbedder checks that an implementation keeps the contract of
// retrieval.Embedder, on texts of every kind: one subtest a rule.
func TestEmbedder(t *testing.T, newEmbedder NewEmbedder) {
	t.Helper()
	for _, c := range embedderCases {
		t.Run(c.name, func(t *testing.T) { c.check(t, newEmbedder(t)) })
	}
}

// oddTexts are texts that people and files do contain.
func oddTexts() []string {
	return []string{
		"", " ", "\n\t", ".", "the of and", "a", "ferry", "FERRY", "🙂🚢", "Zürich naïve café",
		"渡船離開了港口。", "Паром вышел из порта.", "غادرت العبارة الميناء", "\x00", "broken \xff\xfe UTF-8",
		"https://example.org/a?b=c#d", "3,000.50", strings.Repeat("x", 5000),
		strings.Repeat("The ferry left the harbour. ", 3600), // 100 kB
	}
}

func embed(t testing.TB, e retrieval.Embedder, kind retrieval.Kind, texts ...string) [][]float32 {
	t.Helper()
	vectors, err := e.Embed(context.Background(), kind, texts)
	if err != nil {
		t.Fatalf("Embed of %d texts failed: %v", len(texts), err)
	}
	if len(vectors) != len(texts) {
		t.Fatalf("Embed of %d texts gave %d vectors", len(texts), len(vectors))
	}
	return vectors
}

func checkName(t *testing.T, e retrieval.Embedder) {
	before := e.Name()
	embed(t, e, retrieval.Passage, "ferry")
	if after := e.Name(); before == "" || before != after {
		t.Errorf("Name() = %q, and %q after use; want one lasting name", before, after)
	}
}

func checkNoTexts(t *testing.T, e retrieval.Embedder) {
	embed(t, e, retrieval.Passage)
	embed(t, e, retrieval.Question)
}

func checkAnyText(t *testing.T, e retrieval.Embedder) {
	dims := len(embed(t, e, retrieval.Passage, "ferry")[0])
	for _, kind := range []retrieval.Kind{retrieval.Passage, retrieval.Question} {
		for i, v := range embed(t, e, kind, oddTexts()...) {
			if err := unit(v, dims); err != nil {
				t.Errorf("the vector of %.30q: %v", oddTexts()[i], err)
			}
		}
	}
}

// unit checks a vector's length in dimensions and in space; one that holds
// NaN or infinity has no length.
func unit(v []float32, dims int) error {
	if len(v) != dims {
		return fmt.Errorf("it has %d dimensions, want %d", len(v), dims)
	}
	if norm := math.Sqrt(dot(v, v)); !(math.Abs(norm-1) < 1e-3) {
		return fmt.Errorf("its length is %v, want 1", norm)
	}
	return nil
}

func checkSameText(t *testing.T, e retrieval.Embedder) {
	first := embed(t, e, retrieval.Passage, oddTexts()...)
	for i, again := range embed(t, e, retrieval.Passage, oddTexts()...) {
		if !slices.Equal(first[i], again) {
			t.Errorf("two vectors of %.30q differ", oddTexts()[i])
		}
	}
}

// distinct makes n texts of which no two say the same.
func distinct(n int) []string {
	words := []string{"ferry", "harbour", "bakery", "lightning", "comet", "chess", "orchestra"}
	texts := make([]string, n)
	for i := range texts {
		texts[i] = fmt.Sprintf("The %s met the %s in %d.", words[i%7], words[i/7%7], 1900+i)
	}
	return texts
}

func checkEmbedOrder(t *testing.T, e retrieval.Embedder) {
	texts := distinct(150)
	vectors := embed(t, e, retrieval.Passage, texts...)
	slices.Reverse(texts)
	for i, v := range embed(t, e, retrieval.Passage, texts...) {
		want := vectors[len(vectors)-1-i]
		if math.Abs(cosine(v, want)-1) > 1e-4 {
			t.Fatalf("in reverse order, text %d has another vector: cosine %v", i, cosine(v, want))
		}
	}
	for i, v := range vectors[1:] {
		if slices.Equal(v, vectors[i]) {
			t.Errorf("the different texts %d and %d have one vector", i, i+1)
		}
	}
}

func checkNeighbours(t *testing.T, e retrieval.Embedder) {
	alone := embed(t, e, retrieval.Passage, "The ferry left.")[0]
	among := embed(t, e, retrieval.Passage, append([]string{"", "The ferry left."}, distinct(40)...)...)[1]
	if math.Abs(cosine(alone, among)-1) > 1e-4 {
		t.Errorf("alone and among others, a text has vectors of cosine %v", cosine(alone, among))
	}
}

func checkKinds(t *testing.T, e retrieval.Embedder) {
	question := embed(t, e, retrieval.Question, "When did the ferry leave the harbour?")[0]
	passages := embed(t, e, retrieval.Passage, "The ferry left the harbour at noon.", "Bakers knead dough before sunrise.")
	near, far := cosine(question, passages[0]), cosine(question, passages[1])
	if !(near > far) {
		t.Errorf("the passage that answers has cosine %v, another %v", near, far)
	}
}

func checkOwned(t *testing.T, e retrieval.Embedder) {
	vectors := embed(t, e, retrieval.Passage, "ferry", "ferry", "harbour")
	kept := slices.Clone(vectors[1])
	clear(vectors[0])
	clear(vectors[2])
	if !slices.Equal(vectors[1], kept) {
		t.Error("changing one vector of a result changed another")
	}
	if again := embed(t, e, retrieval.Passage, "ferry")[0]; math.Abs(cosine(again, kept)-1) > 1e-4 {
		t.Error("changing a vector changed what the embedder gives next")
	}
}

func checkEmbedCancelled(t *testing.T, e retrieval.Embedder) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	vectors, err := e.Embed(ctx, retrieval.Passage, []string{"ferry", "harbour"})
	if !errors.Is(err, context.Canceled) || vectors != nil {
		t.Errorf("Embed with a cancelled context = %d vectors, %v; want none and %v", len(vectors), err, context.Canceled)
	}
	embed(t, e, retrieval.Passage, "ferry")
}

func checkEmbedConcurrent(t *testing.T, e retrieval.Embedder) {
	texts := distinct(20)
	want := embed(t, e, retrieval.Question, texts...)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			got, err := e.Embed(context.Background(), retrieval.Question, texts)
			if err != nil || len(got) != len(want) {
				t.Errorf("beside others: %d vectors, %v", len(got), err)
				return
			}
			for i := range got {
				if math.Abs(cosine(got[i], want[i])-1) > 1e-4 {
					t.Errorf("beside others, text %d has another vector", i)
				}
			}
		})
	}
	group.Wait()
}
