package openai

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/cmd/mockopenai/mockserver"
	"footnote/retrieval"
)

func TestVectorsGoWhereTheirIndexesSay(t *testing.T) {
	one, two := `{"index":0,"embedding":[1,0]}`, `{"index":1,"embedding":[0,1]}`
	for data, want := range map[string]error{
		one + "," + two:                          nil,
		two + "," + one:                          nil,
		one:                                      ErrMalformed,
		one + "," + one:                          ErrMalformed,
		one + `,{"index":2,"embedding":[0,1]}`:   ErrMalformed,
		one + `,{"index":-1,"embedding":[0,1]}`:  ErrMalformed,
		one + `,{"index":1,"embedding":[]}`:      retrieval.ErrVector,
		one + `,{"index":1,"embedding":[0,0]}`:   retrieval.ErrVector,
		one + `,{"index":1,"embedding":[1,2,3]}`: retrieval.ErrDimension,
		one + `,{"index":1,"embedding":["a"]}`:   ErrMalformed,
	} {
		opts := quick(reply(t, http.StatusOK, "application/json", `{"data":[`+data+`]}`))
		opts.Attempts = 1
		e, _ := embedder(t, opts)
		v, err := e.Embed(t.Context(), retrieval.Passage, []string{"salt", "bread"})
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", data, err, want)
		}
		if err == nil && (v[0][0] != 1 || v[1][1] != 1) {
			t.Errorf("%s: %v", data, v)
		}
		if want != nil && v != nil {
			t.Errorf("%s: vectors %v beside %v", data, v, err)
		}
	}
}

// A caller that goes away between two failures must not make the breaker
// believe that the server is well.
func TestACancelledCallIsNoSuccess(t *testing.T) {
	hang := make(chan struct{})
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(peek(r), "wait") {
			close(hang)
			<-r.Context().Done()
			return
		}
		w.WriteHeader(http.StatusInternalServerError)
	}))
	opts := quick(url)
	opts.Failures, opts.Attempts = 2, 1
	e, _ := embedder(t, opts)
	call := func(ctx context.Context, text string) error {
		_, err := e.Embed(ctx, retrieval.Passage, []string{text})
		return err
	}
	if err := call(t.Context(), "salt"); !errors.Is(err, ErrServer) {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-hang; cancel() }()
	if err := call(ctx, "wait"); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if err := call(t.Context(), "salt"); !errors.Is(err, ErrServer) {
		t.Fatal(err)
	}
	if err := call(t.Context(), "salt"); !errors.Is(err, ErrUnavailable) {
		t.Errorf("after two failures and a call given up: %v", err)
	}
}

// Several calls at once learn the vectors' form and length together.
func TestCallsAtOnce(t *testing.T) {
	s, url := mock(t, mockserver.Options{}, "no-base64", "once:500", "once:429:1")
	opts := quick(url)
	opts.BatchInputs = 3
	e, err := NewEmbedder(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	e.sleep = func(context.Context, time.Duration) error { return nil }
	done := make(chan error)
	for range 4 {
		go func() {
			all := texts(10)
			v, err := e.Embed(t.Context(), retrieval.Passage, all)
			if err == nil {
				wantVectors(t, all, v)
			}
			done <- err
		}()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if s.Embedded() != 40 || s.Requests("/v1/embeddings") != 4*4+2 {
		t.Errorf("%d texts in %d requests, want 40 in 18", s.Embedded(), s.Requests("/v1/embeddings"))
	}
}
