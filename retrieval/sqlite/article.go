package sqlite

import (
	"context"

	"footnote/corpus"
	"footnote/retrieval/sqlite/pack"
)

// addArticle writes an article and its passages. The caller is in a change.
func (w *Writer) addArticle(ctx context.Context, document int64, a *corpus.Article, hash pack.Digest) error {
	id, err := w.insert(ctx, "add_article", document, a.ID, a.Title, a.URL, a.Source, a.Author,
		pack.Time(a.Published), a.Path, a.Text, pack.Pages(a.Pages), hash[:], w.generation)
	if err != nil {
		return err
	}
	return w.addPassages(ctx, id, a)
}

// changeArticle replaces what is kept of an article but its name.
func (w *Writer) changeArticle(ctx context.Context, id, document int64, a *corpus.Article, hash pack.Digest) error {
	err := w.exec(ctx, "change_article", document, a.Title, a.URL, a.Source, a.Author,
		pack.Time(a.Published), a.Path, a.Text, pack.Pages(a.Pages), hash[:], w.generation, id)
	if err == nil {
		err = w.exec(ctx, "mark_garbage")
	}
	if err == nil {
		err = w.exec(ctx, "remove_passages", id)
	}
	if err != nil {
		return err
	}
	return w.addPassages(ctx, id, a)
}

func (w *Writer) addPassages(ctx context.Context, article int64, a *corpus.Article) error {
	for i, p := range corpus.Split(a) {
		hash := pack.OfPassage(&p)
		err := w.exec(ctx, "add_passage", article, i, p.Start, p.End, p.Heading, pack.Spans(p.Start, p.Sentences), hash[:])
		if err != nil {
			return err
		}
	}
	return nil
}

// removeArticle deletes an article with its passages.
func (w *Writer) removeArticle(ctx context.Context, id int64) error {
	if err := w.exec(ctx, "mark_garbage"); err != nil {
		return err
	}
	return w.exec(ctx, "remove_article", id)
}

// removeDocument deletes a document with its articles, and counts them.
func (w *Writer) removeDocument(ctx context.Context, id int64, counts *Counts) error {
	articles, err := w.articlesOf(ctx, id)
	if err != nil {
		return err
	}
	for _, a := range articles {
		if err := w.removeArticle(ctx, a.id); err != nil {
			return err
		}
		counts.Removed++
	}
	return w.exec(ctx, "remove_document", id)
}

// articleRow names an article.
type articleRow struct {
	id   int64
	name string
}

func (w *Writer) articlesOf(ctx context.Context, document int64) ([]articleRow, error) {
	return collect(ctx, w, "names_of_document", func(row scanner, a *articleRow) error {
		return row.Scan(&a.id, &a.name)
	}, document)
}
