package sqlite

import (
	"context"
	"database/sql"
	"iter"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/retrieval/sqlite/pack"
	"footnote/retrieval/sqlite/schema"
)

// Status says what a library holds.
type Status struct {
	Articles int `json:"articles"`
	Passages int `json:"passages"`
	// Embedder names the one whose vectors are in service, "" for none.
	Embedder string `json:"embedder"`
	// Vectors is the number of passages that have a vector in service.
	Vectors int `json:"vectors"`
	// Pending is the number of passages that still have no vector of Next, or
	// where that is "" of Embedder. They are found by their words.
	Pending int `json:"pending"`
	// Next names the embedder that takes over when nothing is pending.
	Next    string         `json:"next_embedder,omitempty"`
	Sources []SourceStatus `json:"sources"`
}

// SourceStatus says what came of a source.
type SourceStatus struct {
	Address   string `json:"source"`
	Articles  int    `json:"articles"`
	Documents int    `json:"documents"`
	// Failed counts what could not be read the last time.
	Failed int `json:"failed"`
	// Synced is the zero time where no sync has come to its end.
	Synced time.Time `json:"synced,omitzero"`
	// Problem says why documents could not be listed, "" where they could.
	Problem string `json:"problem,omitempty"`
}

// Status counts what the library holds.
func (s *Store) Status(ctx context.Context) (Status, error) {
	var status Status
	err := s.view(ctx, func(tx *sql.Tx) error {
		var finished int64
		if err := tx.QueryRowContext(ctx, schema.Query("status")).Scan(&status.Articles, &status.Passages, &finished); err != nil {
			return err
		}
		if err := s.statusOfVectors(ctx, tx, &status); err != nil {
			return err
		}
		var err error
		status.Sources, err = statusOfSources(ctx, tx)
		return err
	})
	return status, err
}

func (s *Store) statusOfVectors(ctx context.Context, tx *sql.Tx, status *Status) error {
	all, err := embeddersOf(ctx, tx)
	if err != nil {
		return err
	}
	for _, e := range all {
		lacking := 0
		if e.state == goingOut {
			continue
		}
		if err := tx.QueryRowContext(ctx, schema.Query("count_lacking"), e.id).Scan(&lacking); err != nil {
			return err
		}
		if e.state == inService {
			status.Embedder, status.Vectors = e.name, status.Passages-lacking
		} else {
			status.Next = e.name
		}
		if e.state == inMaking || status.Next == "" {
			status.Pending = lacking
		}
	}
	return nil
}

func statusOfSources(ctx context.Context, tx *sql.Tx) ([]SourceStatus, error) {
	list := []SourceStatus{}
	err := each(ctx, tx, "status_sources", func(row scanner) error {
		var s SourceStatus
		var synced int64
		if err := row.Scan(&s.Address, &synced, &s.Problem, &s.Articles, &s.Documents, &s.Failed); err != nil {
			return err
		}
		if synced > 0 {
			s.Synced = time.UnixMilli(synced).UTC()
		}
		list = append(list, s)
		return nil
	})
	return list, err
}

// Problems returns what could not be read of the documents or was left out of
// them, a line each, of the first so many documents.
func (s *Store) Problems(ctx context.Context, documents int) ([]string, error) {
	var all []string
	err := s.view(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, "problems", func(row scanner) error {
			var said string
			err := row.Scan(&said)
			all = append(all, strings.Split(said, "\n")...)
			return err
		}, documents)
	})
	return all, err
}

// Listed is an article as a list shows it, without its text.
type Listed struct {
	corpus.Article
	// Source is the address that was added; Article.Source is the outlet.
	From string
	// Bytes is the length of the text.
	Bytes, Passages int
}

// List returns the articles in order of ID.
func (s *Store) List(ctx context.Context) ([]Listed, error) {
	var list []Listed
	err := s.view(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, "list", func(row scanner) error {
			var l Listed
			var published string
			err := row.Scan(&l.ID, &l.Title, &l.URL, &l.Source, &l.Author, &published, &l.Path, &l.Bytes, &l.Passages, &l.From)
			l.Published = pack.UnpackTime(published)
			list = append(list, l)
			return err
		})
	})
	return list, err
}

// Empty tells whether the library holds no article.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	n := 0
	err := s.db.QueryRowContext(ctx, schema.Query("any_article")).Scan(&n)
	return n == 0, explain(s.path, err)
}

// Generation is the number of the last change, which grows with each.
func (s *Store) Generation(ctx context.Context) (int64, error) {
	var generation int64
	err := s.db.QueryRowContext(ctx, schema.Query("generation")).Scan(&generation)
	return generation, explain(s.path, err)
}

// Finished tells whether a sync has come to its end since the library was made.
func (s *Store) Finished(ctx context.Context) (bool, error) {
	var finished int64
	err := s.db.QueryRowContext(ctx, schema.Query("finished")).Scan(&finished)
	return finished > 0, explain(s.path, err)
}

// Articles yields the articles with their texts, in the order they came.
func (s *Store) Articles(ctx context.Context) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		err := s.view(ctx, func(tx *sql.Tx) error {
			return each(ctx, tx, "all_articles", func(row scanner) error {
				a, err := scanArticle(row)
				if err != nil {
					return err
				}
				if !yield(a.article, nil) {
					return errStop
				}
				return nil
			})
		})
		if err != nil && err != errStop {
			yield(nil, err)
		}
	}
}
