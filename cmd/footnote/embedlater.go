package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"sync"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
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
	c, err := p.settings(from.overrides())
	if err != nil {
		return nil, nil, err
	}
	if len(from.paths) == 0 || cmp.Or(from.embedder, c.Models.Embedder) != embedderBuiltin || from.embedder != "" {
		return library, func() {}, nil
	}
	dense, err := denseNamed(embedderBuiltin, c, lexical.New())
	if err != nil {
		return nil, nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	work.Go(func() {
		if err := embedAll(ctx, library, dense); err != nil && !errors.Is(err, context.Canceled) {
			slog.New(slog.NewTextHandler(p.stderr, nil)).Error("searching by words alone", "error", err)
		}
	})
	return library, func() { cancel(); work.Wait() }, nil
}

// embedAll embeds every passage of a library and then gives it its dense part.
func embedAll(ctx context.Context, library *retrieval.Library, dense retrieval.Dense) error {
	var passages []*corpus.Passage
	for _, a := range library.Articles() {
		passages = append(passages, library.Passages(a.ID)...)
	}
	vectors := make(map[*corpus.Passage][]float32, len(passages))
	for len(passages) > 0 {
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
