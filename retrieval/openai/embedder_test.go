package openai

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/cmd/mockopenai/mockserver"
	"footnote/retrieval"
)

func texts(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("passage %d on the ferry to island %d", i, i*i)
	}
	return out
}

// sent lists every input of the embeddings requests that were answered.
func sent(t *testing.T, s *mockserver.Server) []string {
	t.Helper()
	var out []string
	for _, r := range s.Records() {
		var body struct{ Input []string }
		if err := json.Unmarshal(r.Body, &body); err != nil {
			t.Fatalf("%v in %.200s", err, r.Body)
		}
		if r.Status == 200 {
			out = append(out, body.Input...)
		}
	}
	return out
}

// wantVectors fails unless each text has the mock's vector.
func wantVectors(t *testing.T, texts []string, vectors [][]float32) {
	t.Helper()
	if len(vectors) != len(texts) {
		t.Errorf("%d vectors for %d texts", len(vectors), len(texts))
		return
	}
	for i, text := range texts {
		if !near(vectors[i], mockserver.Vector(text, len(vectors[i]), 0)) {
			t.Errorf("text %d has the vector of another", i)
		}
	}
}

// near tells whether two vectors of length one are the same but for rounding.
func near(a, b []float32) bool {
	var dot float64
	for i := range a {
		dot += float64(a[i]) * float64(b[i])
	}
	return dot > 1-1e-5
}

func TestEmbedSendsEachTextOnceInOrder(t *testing.T) {
	s, url := mock(t, mockserver.Options{})
	opts := quick(url)
	opts.BatchInputs = 7
	e, _ := embedder(t, opts)
	all := texts(50)
	all = append(all, all[3], all[49], all[3])
	vectors, err := e.Embed(t.Context(), retrieval.Passage, all)
	if err != nil {
		t.Fatal(err)
	}
	wantVectors(t, all, vectors)
	if s.Embedded() != 50 || s.Requests("/v1/embeddings") != 8 {
		t.Errorf("%d texts in %d requests; want 50 in 8", s.Embedded(), s.Requests("/v1/embeddings"))
	}
	vectors[3][0] = 42
	if vectors[50][0] == 42 {
		t.Error("equal texts share one vector's memory")
	}
	if e.Dimension() != 384 || e.Name() != "openai:m" {
		t.Errorf("dimension %d, name %s", e.Dimension(), e.Name())
	}
}

func TestBatchesKeepToTheTokens(t *testing.T) {
	s, url := mock(t, mockserver.Options{})
	opts := quick(url)
	opts.BatchTokens = 60
	e, _ := embedder(t, opts)
	all := append(texts(20), strings.Repeat("long ", 200))
	if _, err := e.Embed(t.Context(), retrieval.Passage, all); err != nil {
		t.Fatal(err)
	}
	for _, r := range s.Records() {
		var body struct{ Input []string }
		_ = json.Unmarshal(r.Body, &body)
		n := 0
		for _, in := range body.Input {
			n += CountTokens(in)
		}
		if n > 60 && len(body.Input) > 1 {
			t.Errorf("a batch of %d texts has %d tokens", len(body.Input), n)
		}
	}
}

func TestBase64IsAskedForAndFloatUnderstood(t *testing.T) {
	for name, c := range map[string]struct {
		opts     mockserver.Options
		faults   []string
		requests int // for two calls
		coded    int // of them, that ask for base64
	}{
		"understood":    {requests: 2, coded: 2},
		"ignored":       {faults: []string{"no-base64"}, requests: 2, coded: 1},
		"refused":       {opts: mockserver.Options{Refuse: []string{"base64"}}, requests: 3, coded: 1},
		"ignored later": {faults: []string{"once:500"}, requests: 3, coded: 3},
	} {
		s, url := mock(t, c.opts, c.faults...)
		e, _ := embedder(t, quick(url))
		for _, text := range []string{"salt", "bread"} {
			v, err := e.Embed(t.Context(), retrieval.Passage, []string{text})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			wantVectors(t, []string{text}, v)
		}
		coded := 0
		for _, r := range s.Records() {
			if strings.Contains(string(r.Body), "base64") {
				coded++
			}
		}
		if s.Requests("/v1/embeddings") != c.requests || coded != c.coded || s.Embedded() != 2 {
			t.Errorf("%s: %d requests, %d for base64, %d texts embedded; want %d, %d, 2",
				name, s.Requests("/v1/embeddings"), coded, s.Embedded(), c.requests, c.coded)
		}
	}
}

func TestPrefixesByKind(t *testing.T) {
	s, url := mock(t, mockserver.Options{})
	opts := quick(url)
	opts.PassagePrefix, opts.QuestionPrefix, opts.Dimensions = "passage: ", "query: ", 64
	e, _ := embedder(t, opts)
	for _, kind := range []retrieval.Kind{retrieval.Passage, retrieval.Question} {
		if v, err := e.Embed(t.Context(), kind, []string{"salt"}); err != nil || len(v[0]) != 64 {
			t.Fatalf("%d dimensions, %v", len(v[0]), err)
		}
	}
	if got := sent(t, s); !slices.Equal(got, []string{"passage: salt", "query: salt"}) {
		t.Errorf("sent %q", got)
	}
	plain, _ := embedder(t, quick(url))
	if e.Name() == plain.Name() || !strings.HasPrefix(e.Name(), "openai:m@64#") {
		t.Errorf("names %q and %q", e.Name(), plain.Name())
	}
}

func TestBlankTextsGetAVectorToo(t *testing.T) {
	s, url := mock(t, mockserver.Options{})
	e, _ := embedder(t, quick(url))
	v, err := e.Embed(t.Context(), retrieval.Passage, []string{"salt", " ", "bread", ""})
	if err != nil {
		t.Fatal(err)
	}
	wantVectors(t, []string{"salt", ".", "bread", "."}, v)
	if v, err := e.Embed(t.Context(), retrieval.Passage, nil); v != nil || err != nil || s.Requests("/v1/embeddings") != 1 {
		t.Errorf("no texts gave %v, %v in %d requests", v, err, s.Requests("/v1/embeddings")-1)
	}
}

func TestTooLargeBatchesAreHalvedAndRemembered(t *testing.T) {
	s, url := mock(t, mockserver.Options{MaxInputs: 5})
	opts := quick(url)
	opts.BatchInputs, opts.Concurrency = 16, 1
	e, _ := embedder(t, opts)
	all := texts(16)
	v, err := e.Embed(t.Context(), retrieval.Passage, all)
	if err != nil {
		t.Fatal(err)
	}
	wantVectors(t, all, v)
	// 8 is refused, then four batches of 4.
	if s.Requests("/v1/embeddings") != 5 || s.Embedded() != 16 {
		t.Errorf("%d requests, %d texts; want 5, 16", s.Requests("/v1/embeddings"), s.Embedded())
	}
	if _, err := e.Embed(t.Context(), retrieval.Passage, all); err != nil || s.Requests("/v1/embeddings") != 9 {
		t.Errorf("the second call made %d requests, want 4: %v", s.Requests("/v1/embeddings")-5, err)
	}
}

func TestALongTextIsCutAndTheWindowRemembered(t *testing.T) {
	s, url := mock(t, mockserver.Options{})
	e, _ := embedder(t, quick(url))
	// The mock counts two tokens for each of these words, OpenAI's encoding one.
	long := strings.Repeat(" agreement", 8000)
	all := append(texts(6), long)
	for call, requests := range []int{6, 1} {
		before := s.Requests("/v1/embeddings")
		v, err := e.Embed(t.Context(), retrieval.Passage, all)
		if err != nil {
			t.Fatal(err)
		}
		wantVectors(t, all[:6], v[:6])
		if got := s.Requests("/v1/embeddings") - before; got != requests || v[6] == nil {
			t.Errorf("call %d made %d requests, want %d", call+1, got, requests)
		}
	}
	if s.Embedded() != 14 {
		t.Errorf("%d texts embedded, want each once a call", s.Embedded())
	}
}

// A server that finds everything too long is not asked for ever.
func TestAWindowHasAnEnd(t *testing.T) {
	opts := quick(reply(t, 413, "application/json", `{"error":"too large"}`))
	e, _ := embedder(t, opts)
	v, err := e.Embed(t.Context(), retrieval.Passage, []string{strings.Repeat("salt ", 3000), "bread"})
	if v != nil || !errors.Is(err, ErrTooLong) {
		t.Errorf("%v, %v", v, err)
	}
}
