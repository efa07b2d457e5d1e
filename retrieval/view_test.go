package retrieval_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
	"footnote/retrieval/vector"
)

// denseLibrary is an empty library that searches by words and by meaning.
func denseLibrary(embedder retrieval.Embedder) *retrieval.Library {
	return retrieval.NewLibrary(lexical.New(),
		retrieval.WithDense(retrieval.Dense{Index: vector.New(), Embedder: embedder, Weight: 0.3}))
}

var sayings = []string{
	"The ferry left the harbour at dawn.", "Zorblax met the minister in the harbour.", "The minister resigned over the ferry.",
	"A comet was seen above the city.", "The city council bought three ferries.", "Nobody saw Zorblax again.",
}

// A view finds what one library of the articles of both would, by words and by
// meaning, whatever is put and removed.
func TestViewIsOneLibrary(t *testing.T) {
	embedder := named{"one", 100}
	rapid.Check(t, func(rt *rapid.T) {
		base, own, all := denseLibrary(embedder), denseLibrary(embedder), denseLibrary(embedder)
		view := retrieval.NewView(base, own, retrieval.Filter{})
		rt.Repeat(map[string]func(*rapid.T){
			"put": func(rt *rapid.T) {
				into, prefix := base, "b"
				if rapid.Bool().Draw(rt, "own") {
					into, prefix = own, "a"
				}
				text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(sayings), 1, 6).Draw(rt, "text"), " ")
				a := &corpus.Article{ID: fmt.Sprint(prefix, rapid.IntRange(0, 3).Draw(rt, "n")), Text: text}
				prepared := retrieval.Prepare(a)
				for _, l := range []*retrieval.Library{into, all} {
					if err := l.PutEntries(t.Context(), prepared); err != nil {
						rt.Fatal(err)
					}
				}
			},
			"remove": func(rt *rapid.T) {
				n := rapid.IntRange(0, 3).Draw(rt, "n")
				for _, l := range []*retrieval.Library{base, own, all} {
					if err := l.Remove(t.Context(), fmt.Sprint("a", n), fmt.Sprint("b", n)); err != nil {
						rt.Fatal(err)
					}
				}
			},
			"": func(rt *rapid.T) {
				question := rapid.SampledFrom(append([]string{"who resigned over a ferry?", "Zorblacks"}, sayings...)).Draw(rt, "question")
				got, err := view.Search(t.Context(), question, 5)
				want, wantErr := all.Search(t.Context(), question, 5)
				if err != nil || wantErr != nil || !slices.Equal(got, want) {
					rt.Fatalf("%q: %v, %v; want %v, %v", question, got, err, want, wantErr)
				}
				if !slices.Equal(view.Articles(), all.Articles()) || view.Len() != all.Len() {
					rt.Fatalf("%d articles, want %d", view.Len(), all.Len())
				}
			},
		})
	})
}

func filled(t *testing.T, l *retrieval.Library, articles ...*corpus.Article) *retrieval.Library {
	t.Helper()
	if err := l.Put(t.Context(), articles...); err != nil {
		t.Fatal(err)
	}
	return l
}

func said(id string, sentences ...int) *corpus.Article {
	a := &corpus.Article{ID: id}
	for _, n := range sentences {
		a.Text += sayings[n] + " "
	}
	return a
}

// A filter narrows what is searched and listed, and not what was cited before.
func TestViewFilter(t *testing.T) {
	t.Parallel()
	one := named{"one", 100}
	base := filled(t, denseLibrary(one), said("b0", 0), said("b1", 2), said("b2", 4))
	own := filled(t, denseLibrary(one), said("a0", 1), said("a1", 5))
	view := retrieval.NewView(base, own, retrieval.Filter{Key: "x", Only: func(id string) bool { return id == "b1" || id == "a1" }})
	hits, err := view.Search(t.Context(), "who left the harbour by ferry?", 10)
	if err != nil || len(hits) != 2 || hits[0].Passage.Article.ID != "b1" || hits[1].Passage.Article.ID != "a1" {
		t.Errorf("%v, %v", hits, err)
	}
	if view.Len() != 2 || len(view.Articles()) != 2 {
		t.Errorf("%d articles", view.Len())
	}
	if a, ok := view.Article("a0"); !ok || a.ID != "a0" || len(view.Passages("b0")) != 1 {
		t.Error("an article outside of the filter cannot be looked up")
	}
	if _, ok := view.Article("c"); ok {
		t.Error("there is an article that nobody put")
	}
}

// Views of one base differ in what they rest on, and so do states of a view.
func TestViewFingerprints(t *testing.T) {
	t.Parallel()
	one := named{"one", 100}
	base, own, other := denseLibrary(one), denseLibrary(one), denseLibrary(one)
	seen := map[string]bool{}
	views := []*retrieval.View{
		retrieval.NewView(base, nil, retrieval.Filter{}), retrieval.NewView(base, own, retrieval.Filter{}),
		retrieval.NewView(base, other, retrieval.Filter{}), retrieval.NewView(base, own, retrieval.Filter{Key: "x"}),
	}
	for _, l := range []*retrieval.Library{nil, base, own} {
		if l != nil {
			filled(t, l, said("x", 1))
		}
		for i, v := range views {
			if f := v.Fingerprint(); seen[f] && (l == base || i == 1 || i == 3) {
				t.Errorf("view %d is taken for another: %s", i, f)
			} else {
				seen[f] = true
			}
		}
	}
}

// Vectors of two embedders are not compared: words decide until they are of one.
func TestViewOfTwoEmbedders(t *testing.T) {
	t.Parallel()
	base := filled(t, denseLibrary(named{"one", 100}), said("b0", 0, 4))
	own := filled(t, denseLibrary(named{"two", 200}), said("a0", 1, 5))
	ask := func(v *retrieval.View) []retrieval.Hit {
		t.Helper()
		hits, err := v.Search(t.Context(), "the harbour", 5)
		if err != nil || len(hits) == 0 {
			t.Fatalf("%v, %v", hits, err)
		}
		return hits
	}
	if hits := ask(retrieval.NewView(base, own, retrieval.Filter{})); anyDense(hits) {
		t.Errorf("vectors of two embedders were compared: %v", hits)
	}
	if hits := ask(retrieval.NewView(base, nil, retrieval.Filter{})); !anyDense(hits) {
		t.Errorf("words alone decided: %v", hits)
	}
	if hits := ask(retrieval.NewView(denseLibrary(named{"one", 100}), own, retrieval.Filter{})); !anyDense(hits) {
		t.Errorf("on an empty base words alone decided: %v", hits)
	}
}
