package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"golang.org/x/sync/errgroup"

	"footnote/corpus"
)

// loadPassages is how many passages are handed to the Library at once: enough
// to keep all cores busy, few enough that reading and indexing overlap.
const loadPassages = 8192

// Load fills the Library, which is empty, with one state of the Store: that of
// now, finished or not. Reading and indexing go side by side.
func (m *Mirror) Load(ctx context.Context) error {
	m.held = map[string]version{}
	return m.Store.view(ctx, func(tx *sql.Tx) error {
		var err error
		if m.embedder, err = servingOf(ctx, tx); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, query("finished")).Scan(&m.finished); err != nil {
			return err
		}
		vectors, err := m.firstVectors(ctx, tx)
		if err != nil {
			return err
		}
		return m.pour(ctx, tx, vectors)
	})
}

// firstVectors makes the Library's dense part and reads its vectors.
func (m *Mirror) firstVectors(ctx context.Context, tx *sql.Tx) (vectorMap, error) {
	d := m.dense()
	if d == nil {
		return nil, nil
	}
	none := func(*corpus.Passage) []float32 { return nil }
	if err := m.Library.SetDense(ctx, *d, none); err != nil || !m.stored {
		return nil, err
	}
	return readVectors(ctx, tx, m.embedder)
}

// pour reads all articles in one goroutine and indexes them in another.
func (m *Mirror) pour(ctx context.Context, tx *sql.Tx, vectors vectorMap) error {
	group, ctx := errgroup.WithContext(ctx)
	batches := make(chan []kept, 2)
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
	group.Go(func() error {
		for batch := range batches {
			if err := m.put(ctx, vectors, batch); err != nil {
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
	rows, err := tx.QueryContext(ctx, query("all_passages"))
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
