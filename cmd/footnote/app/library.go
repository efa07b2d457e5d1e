package app

import (
	"context"
	"errors"
	"runtime/debug"

	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/shared"
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

// Open returns the source's articles in a library that is ready to be asked.
func (a *App) Open(ctx context.Context) (*retrieval.Library, error) {
	if len(a.From.Paths) > 0 {
		return a.openArticles(ctx)
	}
	a.catchUp(ctx)
	store, err := a.Store(ctx)
	if err != nil {
		return nil, err
	}
	if store == nil {
		return a.openArticles(ctx)
	}
	library := a.EmptyLibrary()
	_, err = a.mirror(ctx, store, library)
	return library, errors.Join(err, store.Close())
}

// catchUp brings the library of the data directory up to what other processes made of it,
// where they share it. Without their server it is what it was.
func (a *App) catchUp(ctx context.Context) {
	libraries, done, err := shared.Open(ctx, a.Config)
	if err == nil && libraries == nil {
		return
	}
	if err == nil {
		var dir string
		if dir, err = a.DataDir(); err == nil {
			_, err = libraries.Pull(ctx, shared.NameOf(dir), dir)
		}
		err = errors.Join(err, done())
	}
	if err != nil {
		a.Problems.Problem("the library is the one that was here last: " + err.Error())
	}
}

// Store opens the library of the data directory; nil where there is none, or
// one without articles.
func (a *App) Store(ctx context.Context) (*sqlite.Store, error) {
	dir, err := a.DataDir()
	if dir == "" {
		return nil, nil // without a home there is no library in it
	}
	if err != nil {
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

// mirror reads a store into a library, in place of what that holds.
func (a *App) mirror(ctx context.Context, store *sqlite.Store, library *retrieval.Library) (*sqlite.Mirror, error) {
	mirror := &sqlite.Mirror{Store: store, Library: library, Dense: func(inService string) retrieval.Dense { return a.denseOf(ctx, inService) }}
	// Nearly all that is made while loading stays: collecting garbage in between
	// costs a tenth of the time and finds little.
	before := debug.SetGCPercent(loadGCPercent)
	defer debug.SetGCPercent(before)
	return mirror, mirror.Load(ctx)
}

// openArticles reads the articles and indexes them afresh.
func (a *App) openArticles(ctx context.Context) (*retrieval.Library, error) {
	library, err := a.newLibrary()
	if err != nil {
		return nil, err
	}
	var batch []*corpus.Article
	size := 0
	flush := func() error {
		err := library.Put(ctx, batch...)
		batch, size = nil, 0
		if errors.Is(err, retrieval.ErrNoVectors) {
			a.Problems.Problem(err.Error())
			err = nil
		}
		return err
	}
	for article, err := range a.Articles(ctx) {
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
// One question about them waits for their vectors only so long (OpenAsked);
// without them its words find the passages, and the encoder compares the best
// sentences all the same.
func (a *App) newLibrary() (*retrieval.Library, error) {
	if a.embedsLater() {
		return a.EmptyLibrary(retrieval.WithDenseLater()), nil
	}
	dense, err := embedder.Named(a.Config.Models.Embedder, a.Config)
	return a.EmptyLibrary(retrieval.WithDense(dense)), err
}

// EmptyLibrary is a library without articles.
func (a *App) EmptyLibrary(options ...retrieval.Option) *retrieval.Library {
	return retrieval.NewLibrary(lexical.New(), append(options, retrieval.WithLogger(a.Log), retrieval.WithAcross(a.across.Of(a.Config, a.Log)))...)
}

// Dense is the dense part for a library whose vectors are of the embedder inService.
func (a *App) Dense(inService string) retrieval.Dense {
	return embedder.InService(inService, a.From.Embedder, a.Config, a.Problems.Problem)
}
