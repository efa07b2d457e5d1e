package sample

import (
	"testing"

	"footnote/corpus"
)

// TestProgramReadsTheArticles holds the program's reader and the files
// together: no problems, the text unaltered, titles and dates as written.
func TestProgramReadsTheArticles(t *testing.T) {
	byID := map[string]*corpus.Article{}
	for a, err := range corpus.ReadFS(t.Context(), FS, ".") {
		if err != nil {
			t.Errorf("reading: %v", err)
			continue
		}
		byID[a.ID] = a
	}
	list := articles(t)
	if len(byID) != len(list) {
		t.Errorf("read %d articles of %d", len(byID), len(list))
	}
	for _, want := range list {
		got := byID[want.id]
		if got == nil {
			t.Errorf("%s was not read", want.id)
			continue
		}
		raw, err := FS.ReadFile(want.id + ".md")
		if err != nil || got.Text != string(raw) {
			t.Errorf("%s: the text was altered (%v)", want.id, err)
		}
		if got.Title != want.Title || got.Source != want.Source || got.Date() != want.Published {
			t.Errorf("%s: read as %q, %q, %q", want.id, got.Title, got.Source, got.Date())
		}
	}
}
