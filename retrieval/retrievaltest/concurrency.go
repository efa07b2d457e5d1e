package retrievaltest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"footnote/retrieval"
)

// concurrencyCases are the rules for use from several goroutines. They say
// most under the race detector.
var concurrencyCases = []indexCase{
	{name: "a search never sees half an article", check: checkWholeArticles},
	{name: "everything can be read while articles change", check: checkReadAll},
	{name: "many writers at once", check: checkManyWriters},
	{name: "a search that waits for a place heeds its context", check: checkAdmission, applies: holds},
}

// version makes the n-th version of an article: even ones have two passages,
// odd ones five.
func version(id string, n int) []retrieval.Entry {
	texts := slices.Repeat([]string{fmt.Sprintf("Ferry timetable number %d.", n%2)}, 2+3*(n%2))
	return Entries(id, texts...)
}

// whole tells whether the hits of each article are all passages of one version.
func whole(hits []retrieval.Hit) error {
	seen := map[string][]retrieval.Hit{}
	for _, h := range hits {
		seen[h.Passage.Article.ID] = append(seen[h.Passage.Article.ID], h)
	}
	for id, group := range seen {
		first := group[0].Passage
		for _, h := range group {
			if h.Passage.Article != first.Article {
				return fmt.Errorf("one search found two versions of %s", id)
			}
		}
		want := 2
		if first.Text() == "Ferry timetable number 1." {
			want = 5
		}
		if len(group) != want {
			return fmt.Errorf("a search found %d of the %d passages of %s", len(group), want, id)
		}
	}
	return nil
}

func checkWholeArticles(t testing.TB, index retrieval.Index, _ Options) {
	put(t, index, "fixed", version("fixed", 0))
	put(t, index, "changing", version("changing", 0))
	done := make(chan struct{})
	var writing, reading sync.WaitGroup
	for range 3 {
		reading.Go(func() { readWhole(t, index, done) })
	}
	writing.Go(func() {
		for n := range 150 {
			mustWrite(t, index.Put(context.Background(), "changing", version("changing", n)))
		}
	})
	writing.Go(func() {
		for n := range 150 {
			mustWrite(t, index.Put(context.Background(), "passing", version("passing", n)))
			mustWrite(t, index.Remove(context.Background(), "passing"))
		}
	})
	writing.Wait()
	close(done)
	reading.Wait()
	wantLen(t, index, 7)
}

func mustWrite(t testing.TB, err error) {
	if err != nil {
		t.Errorf("a write failed beside searches: %v", err)
	}
}

// readWhole searches until done and once more.
func readWhole(t testing.TB, index retrieval.Index, done <-chan struct{}) {
	for last := false; !last; {
		select {
		case <-done:
			last = true
		default:
		}
		hits, err := index.Search(context.Background(), Ask("ferry timetable number"), 100)
		if err == nil {
			err = whole(hits)
		}
		if err == nil && !slices.ContainsFunc(hits, func(h retrieval.Hit) bool { return h.Passage.Article.ID == "fixed" }) {
			err = errors.New("a search lost an article that nobody touched")
		}
		if err != nil {
			t.Errorf("beside writes: %v", err)
			return
		}
	}
}

// checkReadAll asks for every passage there is, again and again, while the
// number grows and shrinks: a store crashes here that walks a map without
// its lock, or fails where it is asked for one more than it holds.
func checkReadAll(t testing.TB, index retrieval.Index, _ Options) {
	put(t, index, "fixed", version("fixed", 0))
	var group sync.WaitGroup
	for w := range 2 {
		group.Go(func() {
			for n := range 150 {
				id := fmt.Sprintf("w%d-%d", w, n%10)
				mustWrite(t, index.Put(context.Background(), id, version(id, n)))
				if n%3 == 0 {
					mustWrite(t, index.Remove(context.Background(), id))
				}
			}
		})
		group.Go(func() {
			for range 150 {
				hits, err := index.Search(context.Background(), Ask("ferry"), max(1, index.Len()))
				if err != nil || len(hits) < 2 {
					t.Errorf("reading everything beside writes: %d hits, %v", len(hits), err)
					return
				}
			}
		})
	}
	group.Wait()
}

func checkManyWriters(t testing.TB, index retrieval.Index, _ Options) {
	var group sync.WaitGroup
	for w := range 4 {
		group.Go(func() {
			for n := range 50 {
				id := fmt.Sprintf("w%d-%d", w, n)
				mustWrite(t, index.Put(context.Background(), id, version(id, 0)))
			}
		})
	}
	group.Wait()
	wantLen(t, index, 400)
	hits := search(t, index, Ask("ferry timetable number"), 1000)
	if len(hits) != 400 {
		t.Errorf("found %d of 400 passages that four writers put", len(hits))
	}
	if err := whole(hits); err != nil {
		t.Error(err)
	}
}

func checkAdmission(t testing.TB, index retrieval.Index, opts Options) {
	put(t, index, "a", Entries("a", "The ferry left."))
	release := opts.Hold(t, index)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		hits, err := index.Search(ctx, Ask("ferry"), 1)
		if len(hits) != 0 {
			err = fmt.Errorf("a search went ahead though no place was free; its error: %w", err)
		}
		ended <- err
	}()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("a search that waited for a place ended with %v, want %v", err, context.Canceled)
	}
	release()
	if hits := search(t, index, Ask("ferry"), 1); len(hits) != 1 {
		t.Errorf("with places free again, the search found %d hits, want 1", len(hits))
	}
}
