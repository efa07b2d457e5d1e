package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/retrieval/sqlite/pack"
)

// openDocument is a document that is being read.
type openDocument struct {
	corpus.Document
	row    documentRow
	source sourceRow
	// seen are the IDs of its articles.
	seen map[string]bool
	// problems are what could not be read; passing that some of them may be
	// gone by themselves next time.
	problems []string
	passing  bool
	// losses are what is left out of articles that were read.
	losses []string
}

// read takes in the articles of a document.
func (r *run) read(ctx context.Context, d *openDocument, reading corpus.Reading) error {
	if err := r.do(ctx, 0, func(ctx context.Context) error { return r.begin(ctx, d) }); err != nil {
		return err
	}
	for a, err := range reading.Articles {
		if ctx.Err() != nil {
			return ctx.Err() // a reading that was cut short proves nothing
		}
		if err != nil {
			r.problem(d, err, lasting(err))
			continue
		}
		if err := r.do(ctx, len(a.Text), func(ctx context.Context) error { return r.put(ctx, d, a) }); err != nil {
			return err
		}
		r.loss(d, a)
		r.step(1)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return r.do(ctx, 0, func(ctx context.Context) error { return r.end(ctx, d, reading.Stamp) })
}

// problem notes what could not be read.
func (r *run) problem(d *openDocument, err error, lasting bool) {
	r.counts.Failed++
	r.o.Progress.Problem(err)
	d.problems, d.passing = append(d.problems, err.Error()), d.passing || !lasting
}

// loss notes what is left out of an article; the article itself is there.
func (r *run) loss(d *openDocument, a *corpus.Article) {
	if a.Lost == "" {
		return
	}
	err := &corpus.Problem{Path: a.Path, Reason: a.Lost}
	r.o.Progress.Problem(err)
	d.losses = append(d.losses, err.Error())
}

// begin makes the document's row.
func (r *run) begin(ctx context.Context, d *openDocument) error {
	if d.row.id == 0 {
		id, err := r.w.insert(ctx, "add_document", d.source.id, d.Key)
		if err != nil {
			return err
		}
		d.row.id = id
	}
	r.visited[d.row.id] = true
	return nil
}

// owner is the article that has a name.
type owner struct {
	article, document, source int64
	hash                      []byte
	path, key                 string
}

// put takes in one article under the best of its names that is free.
func (r *run) put(ctx context.Context, d *openDocument, a *corpus.Article) error {
	names := d.Names
	if len(names) == 0 {
		names = []string{a.ID}
	}
	var first owner
	for i, name := range names {
		var o owner
		err := r.w.row(ctx, "article_owner", name).Scan(&o.article, &o.document, &o.hash, &o.path, &o.source, &o.key)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err != nil || r.mayTake(d, o) {
			a.ID = name
			return r.putNamed(ctx, d, a, o)
		}
		if i == 0 {
			first = o
		}
	}
	r.problem(d, &corpus.Problem{Path: a.Path, Reason: taken(names[0], first.path)}, false)
	return nil
}

// taken says that an article's name is another's. Of pages, it is the address
// that both give as their own.
func taken(name, path string) string {
	if strings.Contains(path, "://") {
		return fmt.Sprintf("is the same article, %s, as %s: remove one of the two", name, path)
	}
	return fmt.Sprintf("has the ID %q, which the article of %s has already: give it another, or remove one of the two", name, path)
}

// mayTake tells whether a document may have the name of an article: its own,
// or one of a document of the same source that has not come up in this sync.
// That has moved or is gone; where it is not, it is read again, and yields.
func (r *run) mayTake(d *openDocument, o owner) bool {
	return o.document == d.row.id || o.source == d.source.id && !r.visited[o.document]
}

// putNamed adds the article, or replaces the one that has its name.
func (r *run) putNamed(ctx context.Context, d *openDocument, a *corpus.Article, before owner) error {
	var excluded int
	if err := r.w.row(ctx, "excluded", d.Key, a.ID).Scan(&excluded); err != nil || excluded > 0 {
		return err
	}
	d.seen[a.ID] = true
	hash := pack.OfArticle(a, r.o.Revision)
	stolen := before.article != 0 && before.document != d.row.id
	if stolen {
		r.robbed[before.document] = true
		if err := r.w.exec(ctx, "restamp_document", "", before.document); err != nil {
			return err
		}
	}
	switch {
	case before.article == 0:
		r.fresh.Added++
		return r.w.addArticle(ctx, d.row.id, a, hash)
	case !bytes.Equal(before.hash, hash[:]):
		r.fresh.Changed++
		return r.w.changeArticle(ctx, before.article, d.row.id, a, hash)
	case stolen || before.path != a.Path:
		r.fresh.Unchanged++
		return r.w.exec(ctx, "move_article", d.row.id, a.Path, r.w.generation, before.article)
	}
	r.fresh.Unchanged++
	return nil
}

// end removes the articles that the document holds no more and stamps it. While
// something of it cannot be read, none is removed: it may be the one.
func (r *run) end(ctx context.Context, d *openDocument, stamp string) error {
	if len(d.problems) == 0 {
		articles, err := r.w.articlesOf(ctx, d.row.id)
		if err != nil {
			return err
		}
		for _, a := range articles {
			if d.seen[a.name] {
				continue
			}
			r.fresh.Removed++
			if err := r.w.removeArticle(ctx, a.id); err != nil {
				return err
			}
		}
	}
	if d.passing {
		stamp = ""
	}
	return r.w.exec(ctx, "stamp_document", firstOf(d.Names), stamp, strings.Join(slices.Concat(d.problems, d.losses), "\n"), len(d.problems), d.row.id)
}
