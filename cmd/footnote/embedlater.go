package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"footnote/cmd/footnote/embedder"
	"footnote/corpus"
	"footnote/retrieval"
)

// embedBatch is how many passages are embedded between two looks at the clock.
const embedBatch = 32

// openEmbedding reads articles afresh for a program that keeps running: it can
// be asked at once, by words, and searches by meaning too as soon as all
// passages are embedded. The function returned ends that.
func (p *program) openEmbedding(ctx context.Context, from source) (*retrieval.Library, func(), error) {
	library, err := p.openArticles(ctx, from)
	if err != nil {
		return nil, nil, err
	}
	dense, err := p.denseLater(from)
	if err != nil || dense.Embedder == nil {
		return library, func() {}, err
	}
	c, err := p.settings(from.overrides())
	if err != nil {
		return nil, nil, err
	}
	log := p.logger(c)
	ctx, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	work.Go(func() {
		if err := embedAll(ctx, library, dense, never); err != nil && !errors.Is(err, context.Canceled) {
			log.Error("searching by words alone", "error", err)
		}
	})
	return library, func() { cancel(); work.Wait() }, nil
}

// denseLater is the dense part that newLibrary leaves out of a library whose
// articles come afresh; the zero Dense where it leaves out nothing.
func (p *program) denseLater(from source) (retrieval.Dense, error) {
	c, err := p.settings(from.overrides())
	if err != nil || len(from.paths) == 0 || c.Models.Embedder != embedder.Builtin || from.many || from.embedder != "" {
		return retrieval.Dense{}, err
	}
	return embedder.Named(embedder.Builtin, c)
}

// embedPatience is how long one question waits until the articles of --corpus
// are embedded: answers are better by it.
const embedPatience = 4 * time.Second

// openAsked opens the articles for one question. Those that come afresh are
// embedded first where that takes no longer than patience; else, as soon as the
// pace shows it, words alone find the passages.
func (p *program) openAsked(ctx context.Context, from source, patience time.Duration) (*retrieval.Library, error) {
	library, err := p.open(ctx, from)
	if err != nil {
		return nil, err
	}
	dense, err := p.denseLater(from)
	if err != nil || dense.Embedder == nil {
		return library, err
	}
	timed, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	began := time.Now()
	err = embedAll(timed, library, dense, func(done, total int) bool {
		return time.Since(began)*time.Duration(total) > patience*time.Duration(done)
	})
	if errors.Is(err, errTooMany) || timed.Err() != nil {
		err = ctx.Err()
	}
	return library, err
}

// errTooMany: embedding all passages would take too long.
var errTooMany = errors.New("too many passages to wait for")

func never(int, int) bool { return false }

// embedAll embeds every passage of a library and then gives it its dense part.
// It ends with errTooMany where tooLong, asked with how many are done and how
// many there are, says so.
func embedAll(ctx context.Context, library *retrieval.Library, dense retrieval.Dense, tooLong func(done, total int) bool) error {
	var passages []*corpus.Passage
	for _, a := range library.Articles() {
		passages = append(passages, library.Passages(a.ID)...)
	}
	total := len(passages)
	vectors := make(map[*corpus.Passage][]float32, total)
	for len(passages) > 0 {
		if len(vectors) > 0 && tooLong(len(vectors), total) {
			return errTooMany
		}
		batch := passages[:min(embedBatch, len(passages))]
		passages = passages[len(batch):]
		texts := make([]string, len(batch))
		for i, p := range batch {
			texts[i] = retrieval.PassageText(p)
		}
		out, err := dense.Embedder.Embed(ctx, retrieval.Passage, texts)
		if err != nil {
			return err
		}
		for i, p := range batch {
			vectors[p] = out[i]
		}
	}
	return library.SetDense(ctx, dense, func(p *corpus.Passage) []float32 { return vectors[p] })
}
