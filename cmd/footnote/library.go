package main

import (
	"context"
	"errors"
	"runtime/debug"

	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/embedder"
	"footnote/config"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
	"footnote/retrieval/sqlite"
)

// batchBytes is how much text is indexed at once: enough for all cores to have
// work, little beside the articles themselves, which stay in memory.
const batchBytes = 8 << 20

// loadGCPercent is how far the heap may grow between collections while a
// library is read into memory.
const loadGCPercent = 200

// open returns the source's articles in a library that is ready to be asked.
func (p *program) open(ctx context.Context, from source) (*retrieval.Library, error) {
	if len(from.paths) > 0 {
		return p.openArticles(ctx, from)
	}
	store, err := p.store(ctx, from)
	if err != nil {
		return nil, err
	}
	if store == nil {
		return p.openArticles(ctx, from)
	}
	c, err := p.settings(from.overrides())
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	library := p.emptyLibrary(c, lexical.New())
	_, err = p.mirror(ctx, store, library, from)
	return library, errors.Join(err, store.Close())
}

// store opens the library of the data directory; nil where there is none, or
// one without articles.
func (p *program) store(ctx context.Context, from source) (*sqlite.Store, error) {
	dir, err := p.libraryDir(from)
	if err != nil || dir == "" {
		return nil, err
	}
	store, err := sqlite.Open(ctx, dir)
	if errors.Is(err, sqlite.ErrNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if empty, err := store.Empty(ctx); err != nil || empty {
		return nil, errors.Join(err, store.Close())
	}
	return store, nil
}

// libraryDir is the data directory, "" where nobody names one: without a home
// there is no library in it.
func (p *program) libraryDir(from source) (string, error) {
	c, err := p.settings(from.overrides())
	if err != nil {
		return "", err
	}
	dir, err := datadir.Find(c.Data, p.getenv)
	if dir == "" {
		return "", nil
	}
	return dir, err
}

// overrides are the settings that the command line changes.
func (s *source) overrides() map[string]string {
	flags := map[string]string{}
	if s.data != "" {
		flags["data"] = s.data
	}
	if s.embedder != "" {
		flags["models.embedder"] = s.embedder
	}
	return flags
}

// mirror reads a store into a library, in place of what that holds.
func (p *program) mirror(ctx context.Context, store *sqlite.Store, library *retrieval.Library, from source) (*sqlite.Mirror, error) {
	c, err := p.settings(from.overrides())
	if err != nil {
		return nil, err
	}
	mirror := &sqlite.Mirror{
		Store: store, Library: library,
		Dense: func(inService string) retrieval.Dense { return p.denseOf(inService, c, from) },
	}
	// Nearly all that is made while loading stays: collecting garbage in between
	// costs a tenth of the time and finds little.
	before := debug.SetGCPercent(loadGCPercent)
	defer debug.SetGCPercent(before)
	return mirror, mirror.Load(ctx)
}

// openArticles reads the articles and indexes them afresh.
func (p *program) openArticles(ctx context.Context, from source) (*retrieval.Library, error) {
	library, err := p.newLibrary(from)
	if err != nil {
		return nil, err
	}
	var batch []*corpus.Article
	size := 0
	flush := func() error {
		err := library.Put(ctx, batch...)
		batch, size = nil, 0
		if errors.Is(err, retrieval.ErrNoVectors) {
			p.problems.Problem(err.Error())
			err = nil
		}
		return err
	}
	for article, err := range p.articles(ctx, from) {
		if err != nil {
			return nil, err
		}
		batch, size = append(batch, article), size+len(article.Text)
		if size < batchBytes {
			continue
		}
		if err := flush(); err != nil {
			return nil, err
		}
	}
	return library, flush()
}

// newLibrary joins the parts of an empty library whose articles come afresh.
// One question about them waits for their vectors only so long (openAsked);
// without them its words find the passages, and the encoder compares the best
// sentences all the same.
func (p *program) newLibrary(from source) (*retrieval.Library, error) {
	c, err := p.settings(from.overrides())
	if err != nil {
		return nil, err
	}
	words := lexical.New()
	if c.Models.Embedder == embedder.Builtin && len(from.paths) > 0 && !from.many && from.embedder == "" {
		return p.emptyLibrary(c, words), nil
	}
	dense, err := embedder.Named(c.Models.Embedder, c)
	return p.emptyLibrary(c, words, retrieval.WithDense(dense)), err
}

// emptyLibrary is a library around an index of words.
func (p *program) emptyLibrary(c *config.Config, words *lexical.Index, options ...retrieval.Option) *retrieval.Library {
	return retrieval.NewLibrary(words, append(options, retrieval.WithLogger(p.logger(c)), retrieval.WithAcross(p.across.Of(c, p.logger(c))))...)
}

// denseOf is the dense part for a library with the vectors of an embedder.
func (p *program) denseOf(inService string, c *config.Config, from source) retrieval.Dense {
	return embedder.InService(inService, from.embedder, c, p.problems.Problem)
}
