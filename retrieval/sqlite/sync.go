package sqlite

import (
	"context"
	"errors"
	"iter"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
)

// Source lists the documents of one address that the operator added. One with
// a method Recall(map[string]string) is first told the stamps it gave its
// documents, by their keys, "" for one that is to be read again.
type Source interface {
	// Documents yields the documents, and an error for what cannot be listed.
	// A document that is neither yielded nor below the path of a *corpus.Problem
	// is gone.
	Documents(ctx context.Context) iter.Seq2[corpus.Document, error]
}

// Progress is told how a sync goes on.
type Progress interface {
	// Step says that done of total are through; a total of 0 is unknown.
	Step(stage Stage, done, total int)
	// Problem says what could not be read.
	Problem(err error)
}

// Stage is a part of a sync.
type Stage string

// The stages of a sync.
const (
	Reading   Stage = "reading"   // counted in articles
	Embedding Stage = "embedding" // counted in passages
)

// Options say how to sync.
type Options struct {
	// Open makes the source of an address.
	Open func(address string) (Source, error)
	// Embedder makes the vectors; nil makes none and leaves those there are.
	Embedder retrieval.Embedder
	// BatchTexts is how many passages are embedded between two commits; 0 goes
	// by the time it takes, up to 512.
	BatchTexts int
	// Revision names the rules that read and divide articles. Where it differs
	// from that of the last sync, every document is read again.
	Revision string
	// Progress may be nil.
	Progress Progress
}

// Counts are what became of the articles of a sync.
type Counts struct {
	Added     int `json:"added"`
	Changed   int `json:"changed"`
	Removed   int `json:"removed"`
	Unchanged int `json:"unchanged"`
	// Failed counts documents, lines and sources that could not be read.
	Failed int `json:"failed"`
	// Embedded counts the texts that were embedded, Pending the passages that
	// still have no vector of the embedder asked for.
	Embedded int `json:"embedded"`
	Pending  int `json:"pending"`
}

func (c *Counts) add(d Counts) {
	c.Added += d.Added
	c.Changed += d.Changed
	c.Removed += d.Removed
	c.Unchanged += d.Unchanged
	c.Failed += d.Failed
}

// Sync brings every source up to date and embeds what has no vector yet. It
// can be stopped at any moment and run again: what was committed stays. On an
// error the counts say how far it came; ErrEmbedding means that all articles
// are in, and that some of their passages have no vectors.
func (w *Writer) Sync(ctx context.Context, o Options) (Counts, error) {
	list, err := w.sources(ctx)
	if err != nil {
		return Counts{}, err
	}
	return w.sync(ctx, o, list)
}

// sourceRow is a source as it is kept.
type sourceRow struct {
	id      int64
	address string
}

func (w *Writer) sources(ctx context.Context) ([]sourceRow, error) {
	return collect(ctx, w, "sources", func(row scanner, s *sourceRow) error {
		return row.Scan(&s.id, &s.address)
	})
}

// sync reads the sources listed, then embeds.
func (w *Writer) sync(ctx context.Context, o Options, list []sourceRow) (Counts, error) {
	if o.Progress == nil {
		o.Progress = silent{}
	}
	r := &run{w: w, o: o, visited: map[int64]bool{}, robbed: map[int64]bool{}}
	err := r.checkRevision(ctx)
	for _, s := range list {
		if err == nil {
			err = r.source(ctx, s)
		}
	}
	// Also after an error: what is in is whole, and need not be read again.
	err = errors.Join(err, r.commit())
	if err == nil {
		err = r.embed(ctx)
	}
	if err == nil || errors.Is(err, ErrEmbedding) {
		err = errors.Join(err, w.finish(ctx))
	}
	return r.counts, err
}

// run is one sync under way.
type run struct {
	w      *Writer
	o      Options
	counts Counts
	// visited holds the documents that were read or found unchanged, robbed
	// those that lost an article to another document and must be read again.
	visited, robbed map[int64]bool
	// open tells that a transaction is under way, which holds about so many
	// bytes, since when, and what became of its articles.
	open  bool
	bytes int
	since time.Time
	fresh Counts
	// done of total articles are through; unsure where nobody knows how many
	// there are.
	done, total int
	unsure      bool
}

// checkRevision has every document read again where the rules have changed.
func (r *run) checkRevision(ctx context.Context) error {
	var revision string
	if err := r.w.row(ctx, "revision").Scan(&revision); err != nil {
		return explain(r.w.path, err)
	}
	if revision == r.o.Revision {
		return nil
	}
	return r.w.change(ctx, func(ctx context.Context) error {
		return errors.Join(r.w.exec(ctx, "forget_stamps"), r.w.exec(ctx, "set_revision", r.o.Revision))
	})
}

// A transaction is closed when it holds so much text or is so old: large enough
// that waiting for the disk matters little, small enough that little is lost.
const (
	commitBytes = 1 << 20
	commitAfter = 250 * time.Millisecond
)

// do works within the transaction under way, of which bytes are a measure, and
// commits it where that is due.
func (r *run) do(ctx context.Context, bytes int, work func(ctx context.Context) error) error {
	if !r.open {
		if err := r.w.begin(ctx); err != nil {
			return err
		}
		r.open, r.bytes, r.since, r.fresh = true, 0, time.Now(), Counts{}
	}
	if err := work(context.WithoutCancel(ctx)); err != nil {
		r.open = false
		return r.w.rollback(err)
	}
	r.bytes += bytes + 128
	if r.bytes < commitBytes && time.Since(r.since) < commitAfter {
		return nil
	}
	return r.commit()
}

// commit closes the transaction under way, if there is one.
func (r *run) commit() error {
	if !r.open {
		return nil
	}
	r.open = false
	err := r.w.commit()
	if err == nil {
		r.counts.add(r.fresh)
	}
	return err
}

// finish tells readers that there is a state worth catching up with.
func (w *Writer) finish(ctx context.Context) error {
	if err := w.collectGarbage(ctx); err != nil {
		return err
	}
	var finished int64
	if err := w.row(ctx, "finished").Scan(&finished); err != nil || finished == w.generation {
		return explain(w.path, err)
	}
	return w.change(ctx, func(ctx context.Context) error { return w.exec(ctx, "finish") })
}

// silent is a Progress that nobody sees.
type silent struct{}

func (silent) Step(Stage, int, int) {}
func (silent) Problem(error)        {}

// collect runs a query and reads all its rows.
func collect[T any](ctx context.Context, w *Writer, name string, read func(scanner, *T) error, args ...any) ([]T, error) {
	s, err := w.statement(ctx, name)
	if err != nil {
		return nil, explain(w.path, err)
	}
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return nil, explain(w.path, err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var list []T
	for rows.Next() {
		var one T
		if err := read(rows, &one); err != nil {
			return nil, explain(w.path, err)
		}
		list = append(list, one)
	}
	return list, explain(w.path, rows.Err())
}
