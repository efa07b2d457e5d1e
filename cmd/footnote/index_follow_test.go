package main

import (
	"context"
	"io"
	"os"
	"strings"
	"sync"
	"testing"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/patient"
)

// A program that keeps running takes over what another process syncs: new,
// changed and vanished articles.
func TestFollowsTheLibrary(t *testing.T) {
	m := newModelled(t)
	_, err := m.index("add", m.dir)
	must(t, err)
	library, stop, err := started(t, func(name string) string { return m.set[name] }, io.Discard, app.Source{}).OpenFollowing(t.Context())
	must(t, err)
	defer stop()
	if library.Len() != 40 || library.Pending() != 0 {
		t.Errorf("%d articles, %d pending", library.Len(), library.Pending())
	}
	writeStories(t, m.dir, 2, 39)
	_, err = m.index("sync")
	must(t, err)
	waitFor(t, "41 articles", func() bool { return library.Len() == 41 })
	if _, there := library.Article("line39"); there || library.Pending() != 0 {
		t.Error("a vanished article is still there, or vectors are missing")
	}
}

// waitFor waits until something holds.
func waitFor(t *testing.T, what string, holds func() bool) {
	t.Helper()
	if patient.Until(patient.Context(t), holds) != nil {
		t.Fatalf("it never came to %s", what)
	}
}

// A program that began without a library answers from the articles inside it,
// takes over the library as soon as the first sync has ended, and another one
// that is put in its place. Searches never fail meanwhile.
func TestFollowsALibraryMadeLater(t *testing.T) {
	m := newModelled(t)
	log := &lockedBuffer{}
	library, stop, err := started(t, func(name string) string { return m.set[name] }, log, app.Source{}).OpenFollowing(t.Context())
	must(t, err)
	defer stop()
	samples := library.Articles()
	ctx, cancel := context.WithCancel(t.Context())
	var searching sync.WaitGroup
	searching.Go(func() {
		for ctx.Err() == nil {
			if hits, err := library.Search(t.Context(), "Who saw the eclipse, or named the talks?", 5); err != nil || len(hits) == 0 {
				t.Errorf("a search meanwhile: %v, %v", hits, err)
				return
			}
		}
	})
	_, err = m.index("add", m.dir)
	must(t, err)
	waitFor(t, "the library", func() bool { return library.Len() == 40 && library.Pending() == 0 })
	cancel()
	searching.Wait()
	if _, there := library.Article(samples[0].ID); there {
		t.Error("an article inside the program is still there")
	}
	hits, err := library.Search(t.Context(), "the comet3 of day 2", 1)
	if must(t, err); len(hits) != 1 || hits[0].Dense == 0 {
		t.Errorf("searching by words alone: %+v", hits)
	}
	must(t, os.RemoveAll(m.set["FOOTNOTE_DATA"]))
	writeStories(t, m.dir, 1, 3)
	_, err = m.index("add", m.dir)
	must(t, err)
	waitFor(t, "the other library", func() bool { return library.Len() < 40 && library.Pending() == 0 })
	if strings.Contains(log.String(), "ERROR") {
		t.Errorf("the log says\n%s", log)
	}
}
