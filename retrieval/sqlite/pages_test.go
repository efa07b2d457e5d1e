package sqlite

import (
	"context"
	"iter"
	"slices"
	"testing"

	"footnote/corpus"
)

// shelf is a source of articles that are given.
type shelf []*corpus.Article

func (s shelf) Documents(context.Context) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		for _, a := range s {
			articles := func(yield func(*corpus.Article, error) bool) { yield(a, nil) }
			d := corpus.Document{Key: "/" + a.ID, Names: []string{a.ID},
				Read: func(context.Context, string) (corpus.Reading, error) {
					return corpus.Reading{Stamp: "1", Articles: articles}, nil
				},
				Unchanged: func(stamp string) bool { return stamp == "1" }}
			if !yield(d, nil) {
				return
			}
		}
	}
}

// addShelf adds a source that holds the articles.
func (f *folder) addShelf(s shelf) {
	f.t.Helper()
	o := f.options()
	o.Open = func(string) (Source, error) { return s, nil }
	f.writing(func(w *Writer) {
		_, err := w.Add(f.t.Context(), o, "/shelf")
		must(f.t, err)
	})
}

// What an article knows of its pages comes back from the file.
func TestPagesAreKept(t *testing.T) {
	f := newFolder(t)
	pages := []int{0, 40, 40, 700, 200_000}
	f.addShelf(shelf{{ID: "paged", Text: prose("wa", 3), Pages: pages}, {ID: "plain", Text: prose("wb", 3)}})
	m := f.mirror()
	for id, want := range map[string][]int{"paged": pages, "plain": nil} {
		if a, _ := m.Library.Article(id); !slices.Equal(a.Pages, want) {
			t.Errorf("%s has pages %v, want %v", id, a.Pages, want)
		}
	}
}

// What of a document could not be read is named at every sync, and is no failure:
// the rest of it is there.
func TestLossIsNamed(t *testing.T) {
	f := newFolder(t)
	f.addShelf(shelf{{ID: "torn", Path: "torn.pdf", Text: prose("wa", 3), Lost: "page 2 is left out"}})
	for _, again := range []bool{false, true} {
		if again {
			o := f.options()
			o.Open = func(string) (Source, error) { return shelf{{ID: "torn"}}, nil }
			f.writing(func(w *Writer) {
				counts, err := w.Sync(t.Context(), o)
				must(t, err)
				equal(t, "failed", counts.Failed, 0)
				equal(t, "unchanged", counts.Unchanged, 1)
			})
		}
		if want := []string{"torn.pdf: page 2 is left out"}; !slices.Equal(f.problems, want) {
			t.Errorf("again %v: said %q, want %q", again, f.problems, want)
		}
	}
}
