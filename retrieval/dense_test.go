package retrieval_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
)

// colours embeds a text as one of three directions, by the colour it names.
type colours struct {
	err   error
	asked *int
}

func (colours) Name() string { return "colours" }

func (c colours) Embed(_ context.Context, _ retrieval.Kind, texts []string) ([][]float32, error) {
	if c.asked != nil {
		*c.asked += len(texts)
	}
	var out [][]float32
	for _, t := range texts {
		v := []float32{0.1, 0.1, 0.1}
		for i, w := range []string{"red", "green", "blue"} {
			if strings.Contains(t, w) {
				v[i] = 1
			}
		}
		out = append(out, v)
	}
	return out, c.err
}

// exact is a dense index that compares with every vector. err fails searches.
type exact struct {
	entries map[string][]retrieval.Entry
	err     error
}

func (e *exact) Len() int { return len(e.entries) }

func (e *exact) Put(_ context.Context, id string, entries []retrieval.Entry) error {
	e.entries[id] = entries
	return nil
}

func (e *exact) Remove(_ context.Context, ids ...string) error {
	for _, id := range ids {
		delete(e.entries, id)
	}
	return nil
}

func (e *exact) Search(_ context.Context, q retrieval.Query, k int) ([]retrieval.Hit, error) {
	var hits []retrieval.Hit
	for _, list := range e.entries {
		for _, x := range list {
			score := 0.0
			for i := range q.Vector {
				score += float64(q.Vector[i] * x.Vector[i])
			}
			hits = append(hits, retrieval.Hit{Passage: x.Passage, Score: score})
		}
	}
	return hits[:min(k, len(hits))], e.err
}

func coloured(t *testing.T, e colours, x *exact, weight float64) (*retrieval.Library, *strings.Builder) {
	t.Helper()
	var log strings.Builder
	l := retrieval.NewLibrary(lexical.New(),
		retrieval.WithDense(retrieval.Dense{Index: x, Embedder: e, Weight: weight}),
		retrieval.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	err := l.Put(t.Context(), article("a", "The boat is red."), article("b", "The house is blue."), article("c", "The boat sank."))
	if err != nil && !errors.Is(err, retrieval.ErrNoVectors) {
		t.Fatal(err)
	}
	return l, &log
}

func TestFusion(t *testing.T) {
	for _, c := range []struct {
		weight float64
		want   string
	}{{0, "a c"}, {0.1, "a c b"}, {0.9, "b a c"}} {
		l, _ := coloured(t, colours{}, &exact{entries: map[string][]retrieval.Entry{}}, c.weight)
		if got := found(t, l, "a boat like a bluebird"); got != c.want {
			t.Errorf("weight %v: found %q, want %q", c.weight, got, c.want)
		}
	}
}

func TestPartsAreScaled(t *testing.T) {
	l, _ := coloured(t, colours{}, &exact{entries: map[string][]retrieval.Entry{}}, 0.5)
	hits, err := l.Search(t.Context(), "a red boat", 10)
	must(t, err)
	if h := hits[0]; h.Passage.Article.ID != "a" || h.Lexical != 1 || h.Dense != 1 || h.Score != 1 {
		t.Errorf("the best of both parts has %+v", h)
	}
	if h := hits[len(hits)-1]; h.Lexical != 0 || h.Dense != 0 {
		t.Errorf("the last of both parts has %+v", h)
	}
}

func TestDenseFailureLeavesTheWords(t *testing.T) {
	x := &exact{entries: map[string][]retrieval.Entry{}, err: errors.New("out of order")}
	l, log := coloured(t, colours{}, x, 0.9)
	if got := found(t, l, "a boat like a bluebird"); got != "a c" {
		t.Errorf("found %q by words", got)
	}
	if !strings.Contains(log.String(), "out of order") {
		t.Errorf("the log does not tell the failure: %q", log)
	}
}

func TestEmbedderFailureLeavesArticlesPending(t *testing.T) {
	x := &exact{entries: map[string][]retrieval.Entry{}}
	l, _ := coloured(t, colours{err: errors.New("offline")}, x, 0.5)
	if l.Len() != 3 || l.Pending() != 3 {
		t.Errorf("%d articles, %d pending, want 3 and 3", l.Len(), l.Pending())
	}
	if got := found(t, l, "boat"); got != "a c" {
		t.Errorf("found %q by words", got)
	}
	must(t, l.Remove(t.Context(), "a"))
	if l.Pending() != 2 {
		t.Errorf("%d pending after one was removed", l.Pending())
	}
}

func TestKnownVectorsAreNotMadeAgain(t *testing.T) {
	asked := 0
	x := &exact{entries: map[string][]retrieval.Entry{}}
	l := retrieval.NewLibrary(lexical.New(), retrieval.WithDense(retrieval.Dense{Index: x, Embedder: colours{asked: &asked}, Weight: 1}))
	p := retrieval.Prepare(&corpus.Article{ID: "a", Text: "The boat is red."})
	p.Entries[0].Vector = []float32{0, 0, 1}
	must(t, l.PutEntries(t.Context(), p))
	if asked != 0 || l.Pending() != 0 || x.entries["a"][0].Vector[2] != 1 {
		t.Errorf("%d texts embedded, %d pending, vectors %v", asked, l.Pending(), x.entries)
	}
}
