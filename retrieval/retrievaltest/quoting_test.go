package retrievaltest

import (
	"strings"
	"testing"

	"footnote/retrieval"
)

func TestQuotingConformance(t *testing.T) {
	TestEmbedder(t, func(testing.TB) retrieval.Embedder { return Quoting{} })
}

func TestQuotedReadsTheTextBack(t *testing.T) {
	for _, text := range []string{"", "Ferry.", "Zürich 渡船\x00\xff", strings.Repeat("The ferry left. ", 50)} {
		v := quote(text)
		if got, want := Quoted(v), text[:min(len(text), 191)]; got != want {
			t.Errorf("Quoted = %q, want %q", got, want)
		}
		for i := range v {
			v[i] *= 2.5
		}
		if got := Quoted(v); got != text[:min(len(text), 191)] {
			t.Errorf("after scaling, Quoted = %q", got)
		}
	}
	if got := Quoted([]float32{1, 2}); got != "" {
		t.Errorf("Quoted of another vector = %q, want nothing", got)
	}
}

func TestDescribe(t *testing.T) {
	hits := []retrieval.Hit{{Passage: Passages("a", "The ferry left.")[0], Score: 0.5}}
	if got, want := Describe(hits), " 1  0.5000  a@0  \"The ferry left.\"\n"; got != want {
		t.Errorf("Describe = %q, want %q", got, want)
	}
}
