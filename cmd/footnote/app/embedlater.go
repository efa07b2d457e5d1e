package app

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
func (a *App) openEmbedding(ctx context.Context) (*retrieval.Library, func(), error) {
	library, err := a.openArticles(ctx)
	if err != nil {
		return nil, nil, err
	}
	dense, err := a.denseLater()
	if err != nil || dense.Embedder == nil {
		return library, func() {}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	work.Go(func() {
		if err := embedAll(ctx, library, dense, never); err != nil && !errors.Is(err, context.Canceled) {
			a.Log.Error("searching by words alone", "error", err)
		}
	})
	return library, func() { cancel(); work.Wait() }, nil
}

// embedsLater reports whether a library whose articles come afresh is made without its
// dense part.
func (a *App) embedsLater() bool {
	return len(a.From.Paths) > 0 && a.Config.Models.Embedder == embedder.Builtin && !a.From.Many && a.From.Embedder == ""
}

// denseLater is the dense part that newLibrary leaves out; the zero Dense where it
// leaves out nothing.
func (a *App) denseLater() (retrieval.Dense, error) {
	if !a.embedsLater() {
		return retrieval.Dense{}, nil
	}
	return embedder.Named(embedder.Builtin, a.Config)
}

// Patience is how long one question waits until the articles of --corpus
// are embedded: answers are better by it.
const Patience = 4 * time.Second

// OpenAsked opens the articles for one question. Those that come afresh are
// embedded first where that takes no longer than patience; else, as soon as the
// pace shows it, words alone find the passages.
func (a *App) OpenAsked(ctx context.Context, patience time.Duration) (*retrieval.Library, error) {
	library, err := a.Open(ctx)
	if err != nil {
		return nil, err
	}
	dense, err := a.denseLater()
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

// Unhurried is ctx for a command that asks one question after the other: what this machine
// computes for an answer takes the time it takes, however busy the machine is.
func (a *App) Unhurried(ctx context.Context) context.Context {
	if a.From.Embedder == embedder.OpenAI || a.Config.Models.Embedder == embedder.OpenAI {
		return ctx // another machine may never answer
	}
	return retrieval.Unhurried(ctx)
}
