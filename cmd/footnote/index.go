package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/embedder"
	"footnote/config"
	"footnote/corpus"
	"footnote/corpus/sample"
	"footnote/corpus/web"
	"footnote/retrieval"
	"footnote/retrieval/sqlite"
)

// indexCommand builds `footnote index`.
func indexCommand(p *app.Process) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "index",
		Short: "Keep a library of articles in the data directory",
		Long: `Keeps articles in one file, library.db in the data directory, so that each is read
and embedded only once. Where there is such a library, every command answers
from it; a running bot takes over what a sync brings within a second or two.

add remembers files, folders, pages, feeds and sitemaps and reads them; sync
brings them up to date.
Both can be stopped at any moment, also by a power cut, and run again: what was
finished stays, and no passage is embedded a second time.`,
		Example: `  footnote index add articles/ notes.md
  footnote index add https://example.org/feed.xml
  footnote index sync
  footnote index status`,
		Args: knownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },

		SuggestionsMinimumDistance: 2,
	}
	cmd.AddCommand(indexAddCommand(p), indexSyncCommand(p), indexListCommand(p), indexRemoveCommand(p), rollbackCommand(p), indexStatusCommand(p))
	return cmd
}

// indexing is how `footnote index` works on a library.
type indexing struct {
	from   app.Source
	asJSON bool
	// force puts a change into service that golden questions hold back.
	force bool
}

// forceFlag adds the choice to do so.
func (x *indexing) forceFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&x.force, "force", false, "put the change into service although golden questions got worse")
}

// flags adds what all of its commands take.
func (x *indexing) flags(cmd *cobra.Command, asJSON string) {
	libraryFlag(cmd, &x.from.Data)
	cmd.Flags().BoolVar(&x.asJSON, "json", false, asJSON)
}

// storeEmbedder says what --embedder does for a library.
const storeEmbedder = "make the vectors with the `NAME`d embedder: builtin, openai (FOOTNOTE_EMBEDDING_MODEL), or none to leave them as they are"

// reader opens the library to read it.
func reader(ctx context.Context, a *app.App) (*sqlite.Store, error) {
	dir, err := a.DataDir()
	if err != nil {
		return nil, err
	}
	return sqlite.Open(ctx, dir)
}

// changing runs do with the library open to change it.
func changing(ctx context.Context, a *app.App, purpose string, do func(*sqlite.Writer) error) (err error) {
	dir, err := a.DataDir()
	if err != nil {
		return err
	}
	w, err := sqlite.OpenWriter(ctx, dir, purpose)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	return do(w)
}

// options say how to sync.
func options(ctx context.Context, a *app.App, w *sqlite.Writer, fetcher *web.Fetcher, progress sqlite.Progress) (sqlite.Options, error) {
	e, err := embedderFor(ctx, a, w)
	if err != nil {
		return sqlite.Options{}, err
	}
	rules, err := revision(ctx)
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

// newFetcher makes what fetches pages, from public addresses and the hosts
// that the configuration lists.
func newFetcher(c *config.Config) *web.Fetcher {
	return web.New(web.Options{AllowHosts: c.Web.AllowHosts})
}

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

// revision names the rules that read and divide articles, by what they make of
// the articles inside the program: another version of the program that divides
// articles otherwise reads the whole library again. It is an error where they
// cannot be read now: other rules must not be taken from that.
func revision(ctx context.Context) (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, corpus.Rules)
	for a, err := range corpus.ReadFS(ctx, sample.FS, ".") {
		if err != nil {
			return "", fmt.Errorf("the program's own articles: %w", err)
		}
		fmt.Fprintf(sum, "%q %q %q %q %s %d\n", a.ID, a.Title, a.Source, a.Author, a.Date(), len(a.Text))
		for _, passage := range corpus.Split(a) {
			fmt.Fprintln(sum, passage.Span, passage.Heading, passage.Sentences)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:8]), nil
}
