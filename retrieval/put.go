package retrieval

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"footnote/corpus"
	"footnote/retrieval/language"
)

// ErrNoVectors: the articles are in the library and are found by words, but
// the dense part failed, so that some of their passages have no vectors.
var ErrNoVectors = errors.New("the articles are found by their words only, as no vectors could be made")

// Prepared is an article with its passages, and with the vectors known already.
type Prepared struct {
	Article *corpus.Article
	// Entries are the article's passages. One without a vector is embedded
	// where the library has a dense part.
	Entries []Entry
}

// Put adds articles, or replaces those of the same IDs, after dividing them
// into passages. An article must not be changed afterwards. On ErrNoVectors
// the articles are in; on any other error some of them may be, each wholly.
func (l *Library) Put(ctx context.Context, articles ...*corpus.Article) error {
	for _, a := range articles {
		if a == nil || a.ID == "" {
			return errors.New("an article without an ID cannot be kept: give it one")
		}
	}
	prepared := make([]Prepared, len(articles))
	parallel(len(articles), func(i int) { prepared[i] = Prepare(articles[i]) })
	return l.PutEntries(ctx, prepared...)
}

// Prepare divides an article into passages, without vectors.
func Prepare(a *corpus.Article) Prepared {
	passages := corpus.Split(a)
	entries := make([]Entry, len(passages))
	for i := range passages {
		entries[i].Passage = &passages[i]
	}
	return Prepared{Article: a, Entries: entries}
}

// PutEntries is Put for articles that are divided already, such as those kept
// on disk together with their vectors.
func (l *Library) PutEntries(ctx context.Context, prepared ...Prepared) error {
	if len(prepared) == 0 {
		return ctx.Err()
	}
	batches := make([]Batch, len(prepared))
	for i, p := range prepared {
		if p.Article == nil || p.Article.ID == "" {
			return errors.New("an article without an ID cannot be kept: give it one")
		}
		batches[i] = Batch{Article: p.Article.ID, Entries: p.Entries}
	}
	dense, batches, failed := l.embedAndLock(ctx, batches)
	defer l.write.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	changes := changesOf(prepared)
	if err := putAll(ctx, l.lexical, batches); err != nil {
		// What was taken in before the error is known to the index alone.
		return l.undo(changes, err)
	}
	failed = errors.Join(failed, dense.put(ctx, batches, changes))
	l.shelve(changes)
	if failed != nil {
		return fmt.Errorf("%w: %w", ErrNoVectors, failed)
	}
	return nil
}

// embedAndLock adds the vectors that are missing, and returns with the lock on
// changes held. Embedding may take minutes and must not hold up other changes;
// where the dense part was replaced meanwhile, it is done again for the new one.
func (l *Library) embedAndLock(ctx context.Context, batches []Batch) (*Dense, []Batch, error) {
	for {
		dense := l.dense.Load()
		embedded, err := dense.embed(ctx, batches)
		l.write.Lock()
		if l.dense.Load() == dense || ctx.Err() != nil {
			return dense, embedded, err
		}
		l.write.Unlock()
	}
}

func changesOf(prepared []Prepared) map[string]*held {
	changes := make(map[string]*held, len(prepared))
	for _, p := range prepared {
		h := &held{article: p.Article, passages: make([]*corpus.Passage, len(p.Entries)), foreign: language.Foreign(language.Of(p.Article.Text))}
		for i, e := range p.Entries {
			h.passages[i] = e.Passage
		}
		changes[p.Article.ID] = h
	}
	return changes
}

// undo puts back what the index held of the articles of a failed change.
func (l *Library) undo(changes map[string]*held, cause error) error {
	var back []Batch
	for id := range changes {
		b := Batch{Article: id}
		if old := l.shelf[id]; old != nil {
			for _, p := range old.passages {
				b.Entries = append(b.Entries, Entry{Passage: p})
			}
		}
		back = append(back, b)
	}
	return errors.Join(cause, putAll(context.Background(), l.lexical, back))
}

// putAll writes many articles, together where the index knows how.
func putAll(ctx context.Context, w Writer, batches []Batch) error {
	if bulk, ok := w.(BulkWriter); ok {
		return bulk.PutAll(ctx, batches)
	}
	for _, b := range batches {
		if err := w.Put(ctx, b.Article, b.Entries); err != nil {
			return err
		}
	}
	return nil
}

// parallel calls f for 0 to n-1 on all cores and waits for the calls.
func parallel(n int, f func(int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	if workers <= 1 {
		for i := range n {
			f(i)
		}
		return
	}
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	group.Wait()
}
