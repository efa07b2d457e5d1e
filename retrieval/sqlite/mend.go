package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"footnote/corpus"
	"footnote/retrieval/sqlite/pack"
	"footnote/retrieval/sqlite/schema"
)

// Check reads the whole library file in dir without changing it. The errors are
// those of Open, and ErrDamaged where the file contradicts itself anywhere. A
// library of an older version is sound.
func Check(ctx context.Context, dir string) (err error) {
	path := filepath.Join(dir, FileName)
	if err := looksRight(path); err != nil {
		return err
	}
	s, err := openStore(ctx, path, "query_only(1)")
	if errors.Is(err, errFresh) {
		return none(dir)
	}
	if errors.Is(err, errOlder) {
		return nil // its tables are read when they are brought up to date
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var said string
	if err := s.db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said); err != nil {
		return explain(path, err)
	}
	if said != "ok" {
		return damaged(path, errors.New(strings.Join(strings.Fields(said), " ")))
	}
	return nil
}

// damaged is ErrDamaged with what mends it.
func damaged(path string, why error) error {
	return fmt.Errorf("%w: save what can be saved of %s with `footnote repair`, or put a backup in its place with `footnote restore` (%w)", ErrDamaged, path, why)
}

// Mend makes a library of the tables that could be saved of a damaged file in dir:
// passages are made anew of their articles, and articles whose text was altered
// are removed. It returns their names. The next sync reads every document again,
// and embeds only what has no vector any more.
func Mend(ctx context.Context, dir string) (altered []string, err error) {
	if err := patch(ctx, filepath.Join(dir, FileName)); err != nil {
		return nil, err
	}
	w, err := OpenWriter(ctx, dir, "footnote repair")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	err = w.change(ctx, func(ctx context.Context) error {
		altered, err = w.mendArticles(ctx)
		return err
	})
	return altered, err
}

// patch puts what every library has into one that lost it.
func patch(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", Address(path, ""))
	if err == nil {
		_, err = db.ExecContext(ctx, schema.Query("patch"))
		err = errors.Join(err, db.Close())
	}
	return explain(path, err)
}

// mendArticles removes the articles that were altered and divides the others anew.
func (w *Writer) mendArticles(ctx context.Context) (altered []string, err error) {
	var revision string
	if err := w.row(ctx, "revision").Scan(&revision); err != nil {
		return nil, err
	}
	ids, err := collect(ctx, w, "article_ids", func(row scanner, id *int64) error { return row.Scan(id) })
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		a, sound, err := w.unaltered(ctx, id, revision)
		if err != nil {
			return altered, err
		}
		if sound {
			err = w.divideAnew(ctx, id, a)
		} else {
			altered = append(altered, a.ID)
			err = w.removeArticle(ctx, id)
		}
		if err != nil {
			return altered, err
		}
	}
	return altered, nil
}

// unaltered reports whether an article is what its hash says. Where the revision
// was lost, nothing can be said against it.
func (w *Writer) unaltered(ctx context.Context, id int64, revision string) (*corpus.Article, bool, error) {
	k, err := scanArticle(w.row(ctx, "one_article", id))
	if errors.Is(err, ErrDamaged) {
		return k.article, false, nil
	}
	if err != nil {
		return k.article, false, err
	}
	var hash []byte
	if err := w.row(ctx, "hash_of_article", id).Scan(&hash); err != nil {
		return k.article, false, err
	}
	sum := pack.OfArticle(k.article, revision)
	return k.article, revision == "" || bytes.Equal(sum[:], hash), nil
}

// divideAnew makes the passages of an article.
func (w *Writer) divideAnew(ctx context.Context, id int64, a *corpus.Article) error {
	if err := w.exec(ctx, "remove_passages", id); err != nil {
		return err
	}
	return w.addPassages(ctx, id, a)
}
