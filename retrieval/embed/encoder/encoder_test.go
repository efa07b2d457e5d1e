package encoder

import (
	"context"
	"errors"
	"flag"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/embed/encoder/mat"
	"footnote/retrieval/retrievaltest"
)

var long = flag.Bool("long", false, "hold the embedded model, too, to the conformance suite; takes a minute")

func TestConformance(t *testing.T) {
	retrievaltest.TestEmbedder(t, func(t testing.TB) retrieval.Embedder {
		return tinyEncoder(t, mat.Best(), Options{})
	})
}

func TestConformanceOfTheEmbeddedModel(t *testing.T) {
	if !*long {
		t.Skip("the suite has texts of 100 kB, which take the embedded model a minute: run with -long")
	}
	e := embedded(t, mat.Best())
	retrievaltest.TestEmbedder(t, func(testing.TB) retrieval.Embedder { return e })
}

func embed(t testing.TB, e *Encoder, kind retrieval.Kind, texts ...string) [][]float32 {
	t.Helper()
	vectors, err := e.Embed(context.Background(), kind, texts)
	if err != nil {
		t.Fatal(err)
	}
	return vectors
}

func TestMeaning(t *testing.T) {
	e, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	question := embed(t, e, retrieval.Question, "Where could the two leaders get together?")[0]
	passages := embed(t, e, retrieval.Passage,
		"Possible venues for the summit are Istanbul, Geneva and the Vatican.",
		"Two thirds of the harvest were lost to the drought.",
		"Snow closed the mountain road for the third day.")
	for i, other := range passages[1:] {
		if near, far := cosine(question, passages[0]), cosine(question, other); !(near > far) {
			t.Errorf("the passage that answers has cosine %.3f, passage %d has %.3f", near, i+1, far)
		}
	}
	if e.Name() != "all-MiniLM-L6-v2/q8.1" || e.Dimensions() != 384 {
		t.Errorf("it is %s with %d dimensions: kept vectors no longer fit", e.Name(), e.Dimensions())
	}
}

// mixed are texts of many lengths, a few of them longer than a window.
func mixed() []string {
	var texts []string
	for n := range 15 {
		texts = append(texts, strings.Repeat("The ferry left harbour 7. ", n)+"It met no other.")
	}
	return texts
}

func TestKernelsAgree(t *testing.T) {
	reference := embed(t, tinyEncoder(t, mat.Kernels()[len(mat.Kernels())-1], Options{}), retrieval.Passage, mixed()...)
	for _, k := range mat.Kernels() {
		least := 1e-5
		if k.HasBlocks(8) {
			least = 1e-2 // its products are of bytes
		}
		for i, v := range embed(t, tinyEncoder(t, k, Options{}), retrieval.Passage, mixed()...) {
			for j := range v {
				if math.Abs(float64(v[j]-reference[i][j])) > least {
					t.Fatalf("%s: text %d has %v at %d, want %v", k.Name, i, v[j], j, reference[i][j])
				}
			}
		}
	}
}

func TestNeighboursChangeNoBit(t *testing.T) {
	for _, k := range mat.Kernels() {
		e := tinyEncoder(t, k, Options{Threads: 3})
		together := embed(t, e, retrieval.Passage, mixed()...)
		for i, text := range mixed() {
			if alone := embed(t, e, retrieval.Passage, text)[0]; !slices.Equal(alone, together[i]) {
				t.Fatalf("%s: text %d has another vector alone than among others", k.Name, i)
			}
		}
	}
}

func TestQuestionPrefix(t *testing.T) {
	b := tiny("cls")
	b.header.QuestionPrefix = "when did "
	e, err := load(b.bytes(), mat.Best(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	question := embed(t, e, retrieval.Question, "the ferry left")[0]
	passages := embed(t, e, retrieval.Passage, "when did the ferry left", "the ferry left")
	if !slices.Equal(question, passages[0]) || slices.Equal(question, passages[1]) {
		t.Error("a question is not embedded with the model's prefix, or a passage is")
	}
}

// TestCancelWhileWaiting takes away all cores, so that Embed waits for one.
func TestCancelWhileWaiting(t *testing.T) {
	e := tinyEncoder(t, mat.Best(), Options{Threads: 1})
	w := <-e.free
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() {
		_, err := e.Embed(ctx, retrieval.Passage, mixed())
		done <- err
	}()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	e.free <- w
	embed(t, e, retrieval.Passage, mixed()...)
}

// TestCancelWhileComputing runs layers under a context that is done.
func TestCancelWhileComputing(t *testing.T) {
	e := tinyEncoder(t, mat.Best(), Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	vectors := make([][]float32, 1)
	err := e.network.run(ctx, &workspace{}, [][]int32{{2, 5, 3}}, vectors)
	if !errors.Is(err, context.Canceled) || vectors[0] != nil {
		t.Errorf("error %v and vector %v, want %v and none", err, vectors[0], context.Canceled)
	}
}

func TestThreads(t *testing.T) {
	if e := tinyEncoder(t, mat.Best(), Options{}); cap(e.free) != runtime.GOMAXPROCS(0) {
		t.Errorf("by default it may use %d cores, want %d", cap(e.free), runtime.GOMAXPROCS(0))
	}
	e := tinyEncoder(t, mat.Best(), Options{Threads: 2})
	want := embed(t, e, retrieval.Passage, mixed()...)
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() {
			got, err := e.Embed(context.Background(), retrieval.Passage, mixed())
			if err != nil || !slices.EqualFunc(got, want, slices.Equal[[]float32]) {
				t.Errorf("beside others it gives other vectors, error %v", err)
			}
		})
	}
	group.Wait()
	if len(e.free) != 2 {
		t.Errorf("%d of 2 workspaces came back", len(e.free))
	}
}
