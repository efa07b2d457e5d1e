package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"footnote/corpus"
	"footnote/retrieval/sqlite/pack"
	"footnote/retrieval/sqlite/schema"
)

// errStop ends a reading that has seen enough.
var errStop = errors.New("stop")

// view runs do on one state of the library, whatever is written meanwhile.
func (s *Store) view(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return explain(s.path, err)
	}
	defer tx.Rollback() //nolint:errcheck // nothing was written
	if err := do(tx); err != nil {
		if err == errStop || ctx.Err() != nil {
			return err
		}
		return explain(s.path, err)
	}
	return nil
}

// each calls do with every row of a query.
func each(ctx context.Context, tx *sql.Tx, name string, do func(scanner) error, args ...any) error {
	rows, err := tx.QueryContext(ctx, schema.Query(name), args...)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func embeddersOf(ctx context.Context, tx *sql.Tx) ([]embedderRow, error) {
	var all []embedderRow
	err := each(ctx, tx, "embedders", func(row scanner) error {
		var e embedderRow
		err := row.Scan(&e.id, &e.name, &e.dimensions, &e.state)
		all = append(all, e)
		return err
	})
	return all, err
}

// kept is an article with its row's number and the change it comes from.
type kept struct {
	id, generation int64
	article        *corpus.Article
	passages       []keptPassage
}

func scanArticle(row scanner) (kept, error) {
	a := &corpus.Article{}
	k := kept{article: a}
	var published string
	var pages []byte
	err := row.Scan(&k.id, &a.ID, &a.Title, &a.URL, &a.Source, &a.Author, &published, &a.Path, &a.Text, &pages, &k.generation)
	if err == nil {
		a.Published = pack.UnpackTime(published)
		a.Pages, err = pack.UnpackPages(pages)
	}
	return k, err
}
