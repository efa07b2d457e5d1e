package openai

import (
	"testing"

	"footnote/cmd/mockopenai/mockserver"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

func TestEmbedderKeepsTheContract(t *testing.T) {
	retrievaltest.TestEmbedder(t, func(tb testing.TB) retrieval.Embedder {
		parent, ok := tb.(*testing.T)
		if !ok {
			tb.Fatal("the suite runs as a test")
		}
		_, url := mock(parent, mockserver.Options{})
		opts := quick(url)
		opts.InputTokens = 2000 // well within the mock's window, to be quick
		e, _ := embedder(parent, opts)
		return e
	})
}
