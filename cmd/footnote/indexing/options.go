package indexing

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/embedder"
	"footnote/config"
	"footnote/corpus"
	"footnote/corpus/web"
	"footnote/retrieval"
	"footnote/retrieval/sqlite"
)

// options say how to sync.
func options(ctx context.Context, a *app.App, w *sqlite.Writer, fetcher *web.Fetcher, progress sqlite.Progress) (sqlite.Options, error) {
	e, err := embedderFor(ctx, a, w)
	if err != nil {
		return sqlite.Options{}, err
	}
	rules, err := app.Revision(ctx)
	return sqlite.Options{Open: openSource(fetcher), Embedder: e, BatchTexts: embedder.BatchTexts(e),
		Revision: rules, Progress: progress}, err
}

// embedderFor is the one to make vectors with; nil leaves them as they are. Where
// nobody chose one, vectors of a server's model, which cost money, are not
// given up for those of the built-in embedder.
func embedderFor(ctx context.Context, a *app.App, w *sqlite.Writer) (retrieval.Embedder, error) {
	c := a.Config
	name := c.Models.Embedder
	if !chosen(c, "models.embedder") {
		status, err := w.Status(ctx)
		if err != nil {
			return nil, err
		}
		if embedder.IsOpenAI(status.Embedder) {
			if name = embedder.OpenAI; c.Models.Embedding == "" {
				a.Problems.Problem(fmt.Sprintf("the library's vectors are of %s and FOOTNOTE_EMBEDDING_MODEL is not set: "+
					"what is new gets none (set it, or change to the built-in ones with --embedder builtin)", status.Embedder))
				return nil, nil
			}
		}
	}
	d, err := embedder.Named(name, c)
	return d.Embedder, err
}

// chosen tells whether somebody set a setting.
func chosen(c *config.Config, key string) bool {
	for _, e := range c.Effective() {
		if e.Key == key {
			return e.Origin != "default"
		}
	}
	return false
}

// isAddress tells an address, on the web or what was meant so, from a path.
func isAddress(s string) bool { return strings.Contains(s, "://") }

// openSource makes the source of what was added.
func openSource(fetcher *web.Fetcher) func(address string) (sqlite.Source, error) {
	return func(address string) (sqlite.Source, error) {
		if isAddress(address) {
			return fetcher.Source(address), nil
		}
		return corpus.Files{Path: address}, nil
	}
}

// address is what is remembered of an argument of add.
func address(arg string) (string, error) {
	if isAddress(arg) {
		return web.Address(arg)
	}
	return filepath.Abs(arg)
}

// nothingIn says that none of what was to be added held an article, and what does.
func nothingIn(addresses []string) error {
	const none = "no articles found, and nothing new is remembered"
	pages := 0
	for _, a := range addresses {
		if isAddress(a) {
			pages++
		}
	}
	switch pages {
	case 0:
		return errors.New(none + ": name a file or a folder that holds " + corpus.AllEndings + " files")
	case len(addresses):
		return errors.New(none + ": name a web page with a text of its own, or a feed or sitemap that lists such pages")
	}
	return errors.New(none + ": name files or folders that hold " + corpus.AllEndings + " files, " +
		"web pages with a text of their own, or feeds or sitemaps that list such pages")
}
