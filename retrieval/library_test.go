package retrieval_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
)

func article(id, text string) *corpus.Article { return &corpus.Article{ID: id, Text: text} }

// found lists the articles of the hits for a question.
func found(t *testing.T, l *retrieval.Library, question string) string {
	t.Helper()
	hits, err := l.Search(t.Context(), question, 10)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, h := range hits {
		ids = append(ids, h.Passage.Article.ID)
	}
	return strings.Join(ids, " ")
}

func TestLibraryKeepsArticles(t *testing.T) {
	ctx := t.Context()
	l := retrieval.NewLibrary(lexical.New())
	must(t, l.Put(ctx, article("b", "The harbour froze in winter."), article("a", "The lighthouse was painted red.")))
	if got := found(t, l, "lighthouse"); got != "a" {
		t.Errorf("found %q, want a", got)
	}
	before := l.Version()
	must(t, l.Put(ctx, article("a", "The windmill was painted red.")))
	if l.Version() == before {
		t.Error("the version did not move with a change")
	}
	if got := found(t, l, "lighthouse windmill"); got != "a" {
		t.Errorf("found %q, want the new state of a", got)
	}
	if got := found(t, l, "lighthouse"); got != "" {
		t.Errorf("found %q by words of the old state", got)
	}
	if list := l.Articles(); len(list) != 2 || list[0].ID != "a" || list[1].ID != "b" || l.Len() != 2 {
		t.Errorf("articles are %v, want a and b in order", list)
	}
	if a, ok := l.Article("a"); !ok || !strings.Contains(a.Text, "windmill") || len(l.Passages("a")) != 1 {
		t.Errorf("article a is %v", a)
	}
	must(t, l.Remove(ctx, "a", "unknown"))
	if _, ok := l.Article("a"); ok || l.LenPassages() != 1 || found(t, l, "windmill") != "" {
		t.Error("the article removed is still there")
	}
}

func TestLibraryRefusesWhatCannotBeKept(t *testing.T) {
	l := retrieval.NewLibrary(lexical.New())
	for _, a := range []*corpus.Article{nil, {Text: "no ID"}} {
		if err := l.Put(t.Context(), a); err == nil {
			t.Errorf("%v was taken", a)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := l.Put(ctx, article("a", "Text.")); !errors.Is(err, context.Canceled) || l.Len() != 0 || l.LenPassages() != 0 {
		t.Errorf("a cancelled Put gave %v and left %d articles", err, l.Len())
	}
	if hits, err := l.Search(ctx, "text", 3); !errors.Is(err, context.Canceled) || hits != nil {
		t.Errorf("a cancelled Search gave %v, %v", hits, err)
	}
	if hits, err := l.Search(t.Context(), "text", 0); err != nil || hits != nil {
		t.Errorf("k of 0 gave %v, %v", hits, err)
	}
}

// brokenWriter is a lexical index that fails to take an article named "bad".
type brokenWriter struct{ *lexical.Index }

func (b brokenWriter) PutAll(ctx context.Context, batches []retrieval.Batch) error {
	for _, x := range batches {
		if x.Article == "bad" && len(x.Entries) > 0 {
			return errors.New("no room")
		}
		if err := b.Put(ctx, x.Article, x.Entries); err != nil {
			return err
		}
	}
	return nil
}

func TestFailedPutLeavesTheOldState(t *testing.T) {
	l := retrieval.NewLibrary(brokenWriter{lexical.New()})
	must(t, l.Put(t.Context(), article("a", "The old windmill.")))
	if err := l.Put(t.Context(), article("a", "The new lighthouse."), article("bad", "Text.")); err == nil {
		t.Fatal("the failure was not reported")
	}
	if got := found(t, l, "windmill"); got != "a" {
		t.Errorf("found %q, want the old state of a", got)
	}
	if got := found(t, l, "lighthouse"); got != "" || l.Len() != 1 {
		t.Errorf("found %q by words of a state that failed", got)
	}
}

func TestSearchWhileArticlesChange(t *testing.T) {
	ctx := t.Context()
	l := retrieval.NewLibrary(lexical.New(), retrieval.WithLogger(slog.New(slog.DiscardHandler)))
	states := []string{"red harbour one. It froze red.", "blue harbour two. It froze blue."}
	must(t, l.Put(ctx, article("x", states[0]), article("y", "A harbour far away.")))
	var group sync.WaitGroup
	group.Go(func() {
		for i := range 400 {
			if err := l.Put(ctx, article("x", states[i%2]), article(fmt.Sprint("z", i%7), "A quay.")); err != nil {
				t.Error(err)
			}
		}
	})
	for range 2 {
		group.Go(func() {
			for range 400 {
				hits, err := l.Search(ctx, "harbour that froze", 5)
				if err != nil || len(hits) != 2 || hits[0].Passage.Article.ID != "x" {
					t.Errorf("hits %v, error %v: want x in one state, then y", hits, err)
					return
				}
			}
		})
	}
	group.Wait()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
