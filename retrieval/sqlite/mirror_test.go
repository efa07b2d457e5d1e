package sqlite

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
	"footnote/retrieval/vector"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// mirror loads the folder's library.
func (f *folder) mirror() *Mirror {
	f.t.Helper()
	s, err := Open(f.t.Context(), f.library)
	must(f.t, err)
	f.t.Cleanup(func() { must(f.t, s.Close()) })
	m := &Mirror{Store: s, Library: retrieval.NewLibrary(lexical.New()), Dense: func(embedder string) retrieval.Dense {
		return retrieval.Dense{Index: vector.New(), Embedder: &counting{name: embedder}, Weight: 0.5}
	}}
	must(f.t, m.Load(f.t.Context()))
	return m
}

// found renders what a library finds.
func found(t testing.TB, l *retrieval.Library, question string) string {
	t.Helper()
	hits, err := l.Search(t.Context(), question, 20)
	must(t, err)
	var b strings.Builder
	for _, h := range hits {
		fmt.Fprintf(&b, "%s %d-%d %.6f %.6f %q %v\n", h.Passage.Article.ID, h.Passage.Start, h.Passage.End,
			h.Lexical, h.Dense, h.Passage.Heading, h.Passage.Sentences)
	}
	return b.String()
}

// A library from the file finds what one finds that was made of the articles,
// with the same passages, sentences, headings and scores.
func TestLoadEqualsFresh(t *testing.T) {
	f := newFolder(t)
	for i := range 20 {
		f.write(word(i)+".md", "---\ntitle: About "+word(i)+"\npublished: 2025-08-07\n---\n\n# Heading "+word(i)+"\n\n"+prose(word(i), i))
	}
	f.add("")
	m := f.mirror()
	fresh := retrieval.NewLibrary(lexical.New(), retrieval.WithDense(retrieval.Dense{
		Index: vector.New(), Embedder: &counting{name: "fresh"}, Weight: 0.5}))
	for a, err := range m.Store.Articles(t.Context()) {
		must(t, err)
		must(t, fresh.Put(t.Context(), a))
	}
	for _, q := range []string{"what is known of wxxxa", "heading about paragraph 3", "sentence 2 of paragraph 1"} {
		equal(t, q, found(t, m.Library, q), found(t, fresh, q))
	}
	for _, a := range fresh.Articles() {
		kept, _ := m.Library.Article(a.ID)
		if !reflect.DeepEqual(kept, a) {
			t.Errorf("%s: kept %+v, fresh %+v", a.ID, kept, a)
		}
	}
	equal(t, "pending", m.Library.Pending(), 0)
}

// What a library held before it was loaded goes, unless the file has it too.
func TestLoadInPlaceOfOthers(t *testing.T) {
	f := newFolder(t)
	f.write("wa.txt", prose("wa", 3))
	f.write("wb.txt", prose("wb", 3))
	f.add("")
	m := f.mirror()
	other := &counting{name: "other"}
	m.Library = retrieval.NewLibrary(lexical.New(), retrieval.WithDense(retrieval.Dense{
		Index: vector.New(), Embedder: other, Weight: 0.5}))
	must(t, m.Library.Put(t.Context(), &corpus.Article{ID: "wa", Text: prose("old", 2)}, &corpus.Article{ID: "old", Text: prose("old", 2)}))
	calls := other.calls
	must(t, m.Load(t.Context()))
	f.equalToFile(m)
	equal(t, "calls of the other embedder", other.calls, calls)
	if _, there := m.Library.Article("old"); there {
		t.Error("an article that the file does not have is still there")
	}
}

// Where vectors come into service that nobody here can compare a question with,
// words alone decide, instead of vectors of what was before.
func TestSwitchToAnUnknownEmbedder(t *testing.T) {
	f := newFolder(t)
	f.write("wa.txt", prose("wa", 3))
	f.add("")
	m := f.mirror()
	m.Dense = func(embedder string) retrieval.Dense { return retrieval.Dense{} }
	f.embed = &counting{name: "unknown"}
	f.write("wb.txt", prose("wb", 3))
	f.sync()
	changes, err := m.Refresh(t.Context())
	must(t, err)
	equal(t, "embedder", changes.Embedder, "unknown")
	equal(t, "pending", m.Library.Pending(), 0)
	hits, err := m.Library.Search(t.Context(), "what is known of wa", 10)
	if must(t, err); len(hits) == 0 {
		t.Error("nothing is found")
	}
	for _, h := range hits {
		equal(t, "part of the vectors", h.Dense, 0)
	}
}

// equalToFile checks that what is in memory is what a new start would read.
func (f *folder) equalToFile(m *Mirror) {
	f.t.Helper()
	again := f.mirror()
	equal(f.t, "articles", m.Library.Len(), again.Library.Len())
	equal(f.t, "passages", m.Library.LenPassages(), again.Library.LenPassages())
	equal(f.t, "pending", m.Library.Pending(), again.Library.Pending())
	for _, q := range []string{"what is known of wa", "sentence 2 of paragraph 1", "the last one"} {
		equal(f.t, q, found(f.t, m.Library, q), found(f.t, again.Library, q))
	}
}

// Refresh takes over changes, new and vanished articles, vectors that came
// later and another model, and touches nothing else.
func TestRefresh(t *testing.T) {
	f := many(t, 12)
	f.embed.fail = func(_, text int) bool { return text > 5 }
	f.writing(func(w *Writer) {
		o := f.options()
		o.BatchTexts = 12
		_, _ = w.Add(t.Context(), o, f.dir)
	})
	m := f.mirror()
	equal(t, "pending", m.Library.Pending(), 6)
	refresh := func(want Changes) {
		t.Helper()
		changes, err := m.Refresh(t.Context())
		must(t, err)
		equal(t, "changes", changes, want)
		f.equalToFile(m)
	}
	refresh(Changes{})
	f.embed.fail = nil
	f.sync()
	refresh(Changes{Put: 6})
	f.sync()
	refresh(Changes{})
	f.write("wa.txt", prose("wa", 2))
	f.write("last.txt", prose("the last one", 1))
	f.remove("wxb.txt")
	f.sync()
	refresh(Changes{Put: 2, Removed: 1})
	f.embed = &counting{name: "quoting-2"}
	f.write("more.txt", prose("more", 1))
	f.sync()
	refresh(Changes{Put: 1, Embedder: "quoting-2"})
	f.writing(func(w *Writer) {
		_, err := w.Remove(t.Context(), f.dir)
		must(t, err)
	})
	refresh(Changes{Removed: 13})
}

// A state that no sync has finished is not taken over.
func TestRefreshWaitsForTheEnd(t *testing.T) {
	f := many(t, 3)
	f.add("")
	m := f.mirror()
	f.write("wa.txt", prose("changed", 1))
	ctx, cancel := context.WithCancel(t.Context())
	f.embed.fail = func(int, int) bool { cancel(); return true }
	_, err := f.syncWith(ctx, nil)
	if err == nil {
		t.Error("the sync was not stopped")
	}
	changes, err := m.Refresh(t.Context())
	must(t, err)
	equal(t, "changes", changes, Changes{})
}

// Searches go on while another writes and the mirror follows: no error, and of
// each article one state only.
func TestFollowWhileSearching(t *testing.T) {
	f := many(t, 8)
	f.add("")
	m := f.mirror()
	ctx, cancel := context.WithCancel(t.Context())
	var workers sync.WaitGroup
	told := make(chan Changes, 100)
	workers.Go(func() {
		m.Follow(ctx, 5*time.Millisecond, func(c Changes, err error) {
			if err != nil {
				t.Error(err)
			}
			told <- c
		})
	})
	for range 2 {
		workers.Go(func() { searchUntil(ctx, t, m.Library) })
	}
	for round := range 6 {
		for i := range 4 {
			f.write(word(i)+".txt", prose(fmt.Sprintf("%s in round%d", word(i), round), 1+round%3))
		}
		if round == 3 {
			f.embed = &counting{name: "quoting-2"}
		}
		f.sync()
		<-told
	}
	cancel()
	workers.Wait()
	f.equalToFile(m)
}

// searchUntil searches and checks what it finds.
func searchUntil(ctx context.Context, t *testing.T, l *retrieval.Library) {
	for ctx.Err() == nil {
		hits, err := l.Search(ctx, "what is known of wxa in paragraph 0", 30)
		if ctx.Err() != nil {
			return
		}
		if err != nil || len(hits) == 0 {
			t.Errorf("%d hits, %v", len(hits), err)
			return
		}
		states := map[string]*retrieval.Hit{}
		for i, h := range hits {
			a := h.Passage.Article
			if other := states[a.ID]; other != nil && other.Passage.Article != a {
				t.Errorf("two states of %s", a.ID)
			}
			states[a.ID] = &hits[i]
			if !slices.Contains(strings.Fields(h.Passage.Text()), "Sentence") {
				t.Errorf("a wrong passage: %q", h.Passage.Text())
			}
		}
	}
}
