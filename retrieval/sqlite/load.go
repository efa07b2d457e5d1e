package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"golang.org/x/sync/errgroup"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/sqlite/pack"
	"footnote/retrieval/sqlite/schema"
)

// loadPassages is how many passages are handed to the Library at once: enough
// to keep all cores busy and to read most words for the second time, few enough
// that reading the file and indexing overlap.
const loadPassages = 32768

// Load fills the Library with the state of the Store of now, finished or not. The
// words are read and indexed while the vectors are read. Articles that the Library
// held before can be found until the Store's are in, and are removed then.
//
// Each sees a state of its own, and m.finished is that of the first look: where a
// sync commits in between, Refresh finds that there is something to catch up with.
func (m *Mirror) Load(ctx context.Context) error {
	m.held, m.hashes = map[string]version{}, map[*corpus.Passage]pack.Digest{}
	defer func() { m.hashes = nil }()
	if err := m.Store.view(ctx, func(tx *sql.Tx) (err error) {
		if m.embedder, err = servingOf(ctx, tx); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, schema.Query("finished")).Scan(&m.finished)
	}); err != nil {
		return err
	}
	before := m.Library.Articles()
	dense := m.dense()
	if first := dense; first != nil || len(before) > 0 {
		if first == nil || m.stored {
			first = new(retrieval.Dense) // the vectors come last
		} // else the Library makes them as the articles come
		none := func(*corpus.Passage) []float32 { return nil }
		if err := m.Library.SetDense(ctx, *first, none); err != nil {
			return err
		}
	}
	vectors, err := m.loadAll(ctx)
	if err == nil {
		err = m.removeAllBut(ctx, before)
	}
	if err != nil || !m.stored {
		return err
	}
	return m.Library.SetDense(ctx, *dense, func(p *corpus.Passage) []float32 { return vectors.of(m.hashes[p]) })
}

// removeAllBut removes those of the articles that are not the Store's.
func (m *Mirror) removeAllBut(ctx context.Context, before []*corpus.Article) error {
	var gone []string
	for _, a := range before {
		if _, there := m.held[a.ID]; !there {
			gone = append(gone, a.ID)
		}
	}
	return m.Library.Remove(ctx, gone...)
}

// loadAll hands all articles to the Library, and reads all vectors meanwhile.
func (m *Mirror) loadAll(ctx context.Context) (vectors vectorMap, err error) {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		defer retrieval.Recover(&err)
		return m.Store.view(ctx, func(tx *sql.Tx) error { return m.pour(ctx, tx) })
	})
	if m.stored {
		group.Go(func() error {
			return m.Store.view(ctx, func(tx *sql.Tx) (err error) {
				vectors, err = readVectors(ctx, tx, m.embedder)
				return err
			})
		})
	}
	err = group.Wait()
	return vectors, err
}

// pour reads all articles in one goroutine and indexes their words in another.
func (m *Mirror) pour(ctx context.Context, tx *sql.Tx) error {
	group, ctx := errgroup.WithContext(ctx)
	batches := make(chan []kept, 1)
	group.Go(func() error {
		defer close(batches)
		return readAll(ctx, tx, func(batch []kept) error {
			select {
			case batches <- batch:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	})
	group.Go(func() (err error) {
		defer retrieval.Recover(&err)
		for batch := range batches {
			if err := m.put(ctx, vectorMap{}, batch); err != nil {
				return err
			}
		}
		return nil
	})
	return group.Wait()
}

// readAll reads all articles with their passages, both in order of the
// article's number, and hands them on in batches.
func readAll(ctx context.Context, tx *sql.Tx, hand func([]kept) error) error {
	rows, err := tx.QueryContext(ctx, schema.Query("all_passages"))
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	in := &passageRows{rows: rows}
	var batch []kept
	size := 0
	err = each(ctx, tx, "all_articles", func(row scanner) error {
		k, err := scanArticle(row)
		if err != nil {
			return err
		}
		if k.passages, err = in.of(k.article, k.id); err != nil {
			return err
		}
		batch, size = append(batch, k), size+len(k.passages)
		if size < loadPassages {
			return nil
		}
		full := batch
		batch, size = nil, 0
		return hand(full)
	})
	if err = errors.Join(err, rows.Err()); err != nil || len(batch) == 0 {
		return err
	}
	return hand(batch)
}
