package openai

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/cmd/mockopenai/mockserver"
	"footnote/retrieval"
)

func TestEmbedThroughEveryFault(t *testing.T) {
	for _, c := range []struct {
		faults   []string
		want     error // nil: all is well in the end
		requests int
	}{
		{[]string{"once:429:3"}, nil, 2},
		{[]string{"once:500", "once:garbage"}, nil, 3},
		{[]string{"once:cut"}, nil, 2},
		{[]string{"once:hang"}, nil, 4}, // then each text alone
		{[]string{"no-base64"}, nil, 1},
		{[]string{"429:3"}, ErrRateLimited, 4},
		{[]string{"500"}, ErrServer, 4},
		{[]string{"garbage"}, ErrMalformed, 4},
		{[]string{"cut"}, ErrUnfinished, 4},
		{[]string{"hang"}, ErrTimeout, 5}, // 3 texts, and then one, four times
		{[]string{"slow:1"}, ErrTimeout, 5},
	} {
		name := strings.Join(c.faults, "+")
		s, url := mock(t, mockserver.Options{}, c.faults...)
		opts := quick(url)
		if c.want == ErrTimeout { // no answer is waited for
			opts.Attempt = 100 * time.Millisecond
		}
		e, _ := embedder(t, opts)
		all := texts(3)
		v, err := e.Embed(t.Context(), retrieval.Passage, all)
		if !errors.Is(err, c.want) || s.Requests("/v1/embeddings") != c.requests {
			t.Errorf("%s: %v in %d requests; want %v in %d", name, err, s.Requests("/v1/embeddings"), c.want, c.requests)
			continue
		}
		if c.want == nil {
			wantVectors(t, all, v)
		}
		if c.want == nil && s.Embedded() != 3 {
			t.Errorf("%s: %d texts embedded, want 3", name, s.Embedded())
		}
	}
}

func TestRetryAfterIsHonoured(t *testing.T) {
	_, url := mock(t, mockserver.Options{}, "once:429:3")
	e, slept := embedder(t, quick(url))
	if _, err := e.Embed(t.Context(), retrieval.Passage, texts(1)); err != nil {
		t.Fatal(err)
	}
	if len(*slept) != 1 || (*slept)[0] < 3*time.Second || (*slept)[0] > 3500*time.Millisecond {
		t.Errorf("slept %v, want once for 3s and a little", *slept)
	}
}

func TestRetryAfterBeyondTheDeadlineIsReportedAtOnce(t *testing.T) {
	s, url := mock(t, mockserver.Options{}, "429:3600")
	e, slept := embedder(t, quick(url))
	_, err := e.Embed(t.Context(), retrieval.Passage, texts(1))
	var failure *Error
	if !errors.As(err, &failure) || failure.RetryAfter != time.Hour || failure.Status != 429 {
		t.Fatalf("%v", err)
	}
	if s.Requests("/v1/embeddings") != 1 || len(*slept) != 0 || !strings.Contains(err.Error(), "1h0m0s") {
		t.Errorf("%d requests, slept %v, %q", s.Requests("/v1/embeddings"), *slept, err)
	}
}

func TestPausesGrowAndVary(t *testing.T) {
	_, url := mock(t, mockserver.Options{}, "500")
	opts := quick(url)
	opts.Backoff, opts.Attempts, opts.Failures = 100*time.Millisecond, 4, 100
	e, slept := embedder(t, opts)
	_, _ = e.Embed(t.Context(), retrieval.Passage, texts(1))
	for i, d := range *slept {
		base := opts.Backoff << i
		if d < base/2 || d > base*3/2 {
			t.Errorf("pause %d is %v, want %v give or take half", i, d, base)
		}
	}
	if len(*slept) != 3 {
		t.Errorf("slept %d times for 4 attempts", len(*slept))
	}
}

func TestDimensionIsLearntThenEnforced(t *testing.T) {
	s, url := mock(t, mockserver.Options{}, "dimension")
	opts := quick(url)
	opts.BatchInputs, opts.Concurrency = 2, 1
	e, _ := embedder(t, opts)
	v, err := e.Embed(t.Context(), retrieval.Passage, texts(6))
	var partial *PartialError
	if !errors.As(err, &partial) || !slices.Equal(partial.Missing, []int{2, 3, 4, 5}) || !errors.Is(err, retrieval.ErrDimension) {
		t.Fatalf("%v", err)
	}
	if len(v[0]) != 384 || e.Dimension() != 384 || s.Requests("/v1/embeddings") != 2 {
		t.Errorf("%d and %d dimensions, %d requests", len(v[0]), e.Dimension(), s.Requests("/v1/embeddings"))
	}
	opts.Dimensions = 500
	strict, _ := embedder(t, opts)
	if _, err := strict.Embed(t.Context(), retrieval.Passage, texts(2)); err != nil {
		t.Errorf("the mock honours the length asked for: %v", err)
	}
	if _, err := strict.Embed(t.Context(), retrieval.Passage, texts(2)); !errors.Is(err, retrieval.ErrDimension) {
		t.Errorf("half the length gave %v", err)
	}
}

func TestPartialFailureKeepsTheRestAndResumes(t *testing.T) {
	s, url := mock(t, mockserver.Options{}, "once:500")
	opts := quick(url)
	opts.BatchInputs, opts.Concurrency, opts.Attempts = 4, 1, 1
	e, _ := embedder(t, opts)
	all := texts(12)
	v, err := e.Embed(t.Context(), retrieval.Passage, all)
	var partial *PartialError
	if !errors.As(err, &partial) || !slices.Equal(partial.Missing, []int{0, 1, 2, 3}) || !errors.Is(err, ErrServer) {
		t.Fatalf("%v", err)
	}
	rest := all[:4]
	again, err := e.Embed(t.Context(), retrieval.Passage, rest)
	if err != nil {
		t.Fatal(err)
	}
	wantVectors(t, all, append(again, v[4:]...))
	got := sent(t, s)
	slices.Sort(got)
	if len(got) != 12 || len(slices.Compact(got)) != 12 {
		t.Errorf("%d texts were embedded, some twice", len(got))
	}
}

func TestBreakerOpensAndHeals(t *testing.T) {
	var broken = true
	s, _ := mock(t, mockserver.Options{})
	requests := 0
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if requests++; broken {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		s.ServeHTTP(w, r)
	}))
	opts := quick(url)
	opts.Failures, opts.Cooldown, opts.Attempts = 3, 50*time.Millisecond, 10
	e, _ := embedder(t, opts)
	_, err := e.Embed(t.Context(), retrieval.Passage, texts(1))
	if !errors.Is(err, ErrUnavailable) || !errors.Is(err, ErrServer) || requests != 3 {
		t.Fatalf("%v after %d requests; want unavailable after 3", err, requests)
	}
	if _, err = e.Embed(t.Context(), retrieval.Passage, texts(1)); !errors.Is(err, ErrUnavailable) || requests != 3 {
		t.Errorf("%v after %d requests; nothing may be sent", err, requests)
	}
	broken = false
	time.Sleep(60 * time.Millisecond)
	if _, err = e.Embed(t.Context(), retrieval.Passage, texts(1)); err != nil {
		t.Errorf("after the cooldown: %v", err)
	}
}

func TestRefusalsDoNotOpenTheBreaker(t *testing.T) {
	s, url := mock(t, mockserver.Options{}, "429:1")
	opts := quick(url)
	opts.Failures, opts.Attempts = 2, 5
	e, _ := embedder(t, opts)
	if _, err := e.Embed(t.Context(), retrieval.Passage, texts(1)); !errors.Is(err, ErrRateLimited) || s.Requests("/v1/embeddings") != 5 {
		t.Errorf("%v after %d requests", err, s.Requests("/v1/embeddings"))
	}
}

func TestWhatStopsEverything(t *testing.T) {
	for name, c := range map[string]struct {
		key, model string
		refuse     string
		want       error
	}{
		"key":        {key: "sk-wrong-key", model: "m", want: ErrUnauthorized},
		"model":      {key: "k", model: "missing-one", want: ErrNotFound},
		"dimensions": {key: "k", model: "m", refuse: "dimensions", want: ErrRefused},
	} {
		var mo mockserver.Options
		if c.refuse != "" {
			mo.Refuse = []string{c.refuse}
		}
		s, url := mock(t, mo)
		opts := quick(url)
		opts.APIKey, opts.Model, opts.BatchInputs, opts.Concurrency, opts.Dimensions = c.key, c.model, 1, 1, 64
		e, _ := embedder(t, opts)
		v, err := e.Embed(t.Context(), retrieval.Passage, texts(5))
		if v != nil || !errors.Is(err, c.want) || s.Requests("/v1/embeddings") > 2 {
			t.Errorf("%s: %v in %d requests; want %v in one or two", name, err, s.Requests("/v1/embeddings"), c.want)
		}
		if err != nil && name == "key" && strings.Contains(err.Error(), c.key) {
			t.Errorf("%s: the key is in %q", name, err)
		}
	}
}

func TestCancelledCallerIsNobodysFault(t *testing.T) {
	s, url := mock(t, mockserver.Options{}, "hang")
	opts := quick(url)
	opts.Failures = 1
	e, _ := embedder(t, opts)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(30*time.Millisecond, cancel)
	if v, err := e.Embed(ctx, retrieval.Passage, texts(3)); v != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", v, err)
	}
	short, stop := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer stop()
	if _, err := e.Embed(short, retrieval.Passage, texts(1)); !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, ErrTimeout) {
		t.Errorf("deadline: %v", err)
	}
	if _, err := e.Embed(t.Context(), retrieval.Passage, texts(3)); !errors.Is(err, ErrUnavailable) || s.Requests("/v1/embeddings") != 2 {
		t.Errorf("a passed deadline counts against the server: %v, %d requests", err, s.Requests("/v1/embeddings"))
	}
}
