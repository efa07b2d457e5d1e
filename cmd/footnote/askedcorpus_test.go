package main

import (
	"io"
	"testing"
	"time"

	"footnote/cmd/footnote/app"
)

// A typed question finds what a batch of questions finds where the articles are
// embedded in time, and is answered by words where they are not.
func TestATypedQuestionWaitsForTheVectors(t *testing.T) {
	dir := t.TempDir()
	writeStories(t, dir, 3, 2)
	for name, c := range map[string]struct {
		many     bool
		patience time.Duration
		dense    bool
	}{
		"a batch": {true, 0, true}, "in time": {false, time.Hour, true}, "no time": {false, 0, false},
	} {
		library, err := started(t, nothingSet, io.Discard, app.Source{Paths: []string{dir}, Many: c.many}).OpenAsked(t.Context(), c.patience)
		must(t, err)
		hits, err := library.Search(t.Context(), "eclipse 1", 3)
		must(t, err)
		if len(hits) == 0 || (hits[0].Dense > 0) != c.dense {
			t.Errorf("%s: %+v", name, hits)
		}
	}
}
