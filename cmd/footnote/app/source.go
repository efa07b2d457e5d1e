package app

import (
	"context"
	"errors"
	"iter"

	"footnote/corpus"
	"footnote/corpus/sample"
)

// Source is where a command's articles come from.
type Source struct {
	// Paths are the files and folders of --corpus; none means the library in
	// the data directory, or else the articles inside the program.
	Paths []string
	// Data is the data directory of --data, "" for the configured one.
	Data string
	// Embedder names what searches by meaning beside the words; "" leaves it
	// to the library and the configuration.
	Embedder string
	// Shards are those of --shards, "" for the configured ones.
	Shards string
	// Many tells that many questions come, so that it pays to embed articles
	// that are read afresh before the first.
	Many bool
}

// overrides are the settings that the command line changes.
func (s *Source) overrides() map[string]string {
	flags := map[string]string{}
	if s.Data != "" {
		flags["data"] = s.Data
	}
	if s.Embedder != "" {
		flags["models.embedder"] = s.Embedder
	}
	if s.Shards != "" {
		flags["discord.shards"] = s.Shards
	}
	return flags
}

// Articles yields the articles one by one. What cannot be read is said on
// standard error, a sentence each, and left out. The sequence ends with an
// error where nothing at all can be read, or when the context is done.
func (a *App) Articles(ctx context.Context) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		articles, release, err := a.read(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		defer release()
		for article, err := range articles {
			var problem *corpus.Problem
			if errors.As(err, &problem) {
				a.Problems.Problem(err.Error())
				continue
			}
			if article != nil && article.Lost != "" {
				a.Problems.Problem(article.Path + ": " + article.Lost)
			}
			if !yield(article, err) {
				return
			}
		}
	}
}

// read yields the articles of the source with what cannot be read in between,
// and returns what releases it.
func (a *App) read(ctx context.Context) (iter.Seq2[*corpus.Article, error], func(), error) {
	if len(a.From.Paths) > 0 {
		return corpus.Read(ctx, a.From.Paths), func() {}, nil
	}
	store, err := a.Store(ctx)
	if err != nil {
		return nil, nil, err
	}
	if store == nil {
		return corpus.ReadFS(ctx, sample.FS, "."), func() {}, nil
	}
	return store.Articles(ctx), func() { _ = store.Close() }, nil
}
