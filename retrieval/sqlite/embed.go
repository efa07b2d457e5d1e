package sqlite

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/sqlite/pack"
)

// ErrEmbedding: the articles are kept, but some passages have no vector yet.
var ErrEmbedding = errors.New("some passages could not be embedded and are found by their words only: run `footnote index sync` again")

// mostBatchTexts is the most passages that are embedded between two commits:
// some requests to a server, so that it is kept busy. The first commit comes
// after firstBatchTexts, and the next after twice as many where that took less
// than soon, half where it took longer than late: what is done is kept and shown
// about as often on any machine.
const (
	mostBatchTexts  = 512
	firstBatchTexts = 8
	soon, late      = 4 * time.Second, 20 * time.Second
)

// mostFailures is how many batches in a row may fail wholly before embedding
// stops: one may hold a text that a server refuses, two mean the server.
const mostFailures = 2

// lack is a passage without a vector.
type lack struct {
	article     int64
	start, stop int
	heading     string
	hash        pack.Digest
}

// embed makes the vectors that are missing. Where they are of another embedder
// than those in service, they take over once none is missing.
func (r *run) embed(ctx context.Context) error {
	if r.o.Embedder == nil {
		return nil
	}
	to, err := r.w.target(ctx, r.o.Embedder.Name())
	if err != nil {
		return err
	}
	missing, err := collect(ctx, r.w, "lacking", readLack, to.id)
	if err != nil {
		return err
	}
	failed := r.embedAll(ctx, &to, missing)
	if err := r.w.row(ctx, "count_lacking", to.id).Scan(&r.counts.Pending); err != nil {
		return errors.Join(failed, explain(r.w.path, err))
	}
	if r.counts.Pending == 0 && failed == nil {
		return r.w.enthrone(ctx, to)
	}
	return failed
}

func readLack(row scanner, l *lack) error {
	var hash []byte
	err := row.Scan(&l.article, &l.start, &l.stop, &l.heading, &hash)
	copy(l.hash[:], hash)
	return err
}

// embedAll embeds batch after batch and commits each. Passages of the same text
// are embedded once. What fails is left out.
func (r *run) embedAll(ctx context.Context, to *embedderRow, missing []lack) error {
	total, failures := len(missing), 0
	var failed error
	had := map[pack.Digest]bool{}
	if total > 0 {
		r.o.Progress.Step(Embedding, 0, total)
	}
	size := cmp.Or(r.o.BatchTexts, firstBatchTexts)
	for len(missing) > 0 && failures < mostFailures {
		var batch []lack
		batch, missing = batchOf(missing, had, size)
		began := time.Now()
		made, err := r.embedBatch(ctx, to, batch, &failed)
		if err != nil {
			return err
		}
		if failures++; made > 0 || len(batch) == 0 {
			failures = 0
		}
		r.o.Progress.Step(Embedding, total-len(missing), total)
		if r.o.BatchTexts == 0 {
			size = nextSize(size, time.Since(began))
		}
	}
	if failed != nil {
		return fmt.Errorf("%w (%w)", ErrEmbedding, failed)
	}
	return nil
}

// nextSize is how many passages come before the next commit.
func nextSize(size int, took time.Duration) int {
	switch {
	case took < soon:
		return min(2*size, mostBatchTexts)
	case took > late:
		return max(1, size/2)
	}
	return size
}

// batchOf takes passages of different texts off the list.
func batchOf(missing []lack, had map[pack.Digest]bool, size int) (batch, rest []lack) {
	n := 0
	for ; n < len(missing) && len(batch) < size; n++ {
		if l := missing[n]; !had[l.hash] {
			had[l.hash] = true
			batch = append(batch, l)
		}
	}
	return batch, missing[n:]
}

// embedBatch embeds and commits some passages, and tells how many. Why others
// could not be embedded goes into failed; the error is any other.
func (r *run) embedBatch(ctx context.Context, to *embedderRow, batch []lack, failed *error) (int, error) {
	if len(batch) == 0 {
		return 0, nil
	}
	texts, err := r.w.texts(ctx, batch)
	if err != nil {
		return 0, err
	}
	vectors, err := r.o.Embedder.Embed(ctx, retrieval.Passage, texts)
	if err == nil && len(vectors) != len(texts) {
		vectors, err = nil, fmt.Errorf("the embedder %s gave %d vectors for %d texts", to.name, len(vectors), len(texts))
	}
	if err != nil {
		*failed = err
	}
	made := 0
	if len(vectors) > 0 {
		// What was paid for is kept, also by those who want to stop.
		err = r.w.change(context.WithoutCancel(ctx), func(ctx context.Context) error {
			made, err = r.w.addVectors(ctx, to, batch, vectors, failed)
			return err
		})
		if err != nil {
			return 0, err
		}
	}
	r.counts.Embedded += made
	return made, ctx.Err()
}

// addVectors keeps those of the vectors that are there and fit.
func (w *Writer) addVectors(ctx context.Context, to *embedderRow, batch []lack, vectors [][]float32, failed *error) (int, error) {
	made := 0
	for i, v := range vectors {
		if v == nil {
			continue
		}
		if err := to.fits(v); err != nil {
			*failed = err
			continue
		}
		if err := w.addVector(ctx, to, batch[i].hash, v); err != nil {
			return 0, err
		}
		made++
	}
	return made, nil
}

// texts are what is embedded of passages.
func (w *Writer) texts(ctx context.Context, batch []lack) ([]string, error) {
	texts := make([]string, len(batch))
	var a corpus.Article
	at := int64(0)
	for i, l := range batch {
		if l.article != at {
			if err := w.row(ctx, "text_of", l.article).Scan(&a.Title, &a.Text); err != nil {
				return nil, explain(w.path, err)
			}
			at = l.article
		}
		p := corpus.Passage{Article: &a, Span: corpus.Span{Start: l.start, End: l.stop}, Heading: l.heading}
		if !(corpus.Span{End: len(a.Text)}).Contains(p.Span) || p.Start > p.End {
			return nil, explain(w.path, fmt.Errorf("%w: a passage lies outside its article", ErrDamaged))
		}
		texts[i] = retrieval.PassageText(&p)
	}
	return texts, nil
}

// addVector keeps a vector. Where it is one of those in service, the articles
// that it belongs to have changed for their readers.
func (w *Writer) addVector(ctx context.Context, to *embedderRow, hash pack.Digest, v []float32) error {
	if to.dimensions == 0 {
		to.dimensions = len(v)
		if err := w.exec(ctx, "set_dimensions", to.dimensions, to.id); err != nil {
			return err
		}
	}
	if err := w.exec(ctx, "add_vector", to.id, hash[:], pack.Vector(v)); err != nil {
		return err
	}
	if to.state != inService {
		return nil
	}
	return w.exec(ctx, "touch_articles_with", w.generation, hash[:])
}
