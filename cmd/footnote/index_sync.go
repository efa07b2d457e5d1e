package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/golden"
	"footnote/cmd/footnote/terminal"
	"footnote/corpus"
	"footnote/retrieval/sqlite"
)

// indexAddCommand builds `footnote index add`.
func indexAddCommand(p *app.Process) *cobra.Command {
	var x indexing
	cmd := &cobra.Command{
		Use:   "add [--json] [--embedder NAME] PATH|URL...",
		Short: "Remember files, folders and web addresses as sources, and read them",
		Long: `Remembers each PATH as a source and adds its articles, or brings them up to date
if it is a source already. A path inside a source belongs to that source; a folder
that contains sources takes them over.

A URL is a page, or a feed (RSS, Atom, JSON) or sitemap with the pages it lists. A
page that is no longer listed is kept until its site says that it is gone.
robots.txt is obeyed. Only public addresses are fetched, and the hosts listed in
web.allow_hosts in the configuration.

An article's ID is the file's name without its ending, with the folder in front
where two would collide, or the _id of a line of a .jsonl file. What cannot be
read is said and left out.`,
		Example: `  footnote index add articles/
  footnote index add https://example.org/sitemap.xml
  footnote index add --embedder openai reports.jsonl`,
		Args: atLeastOne("a file, folder or web address"),
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := p.Start(x.from)
			if err != nil {
				return err
			}
			return x.sync(cmd.Context(), a, "footnote index add", func(w *sqlite.Writer, o sqlite.Options) (sqlite.Counts, error) {
				addresses := make([]string, len(args))
				for i, arg := range args {
					var err error
					if addresses[i], err = address(arg); err != nil {
						return sqlite.Counts{}, err
					}
				}
				counts, err := w.Add(cmd.Context(), o, addresses...)
				if errors.Is(err, corpus.ErrNothing) {
					err = nothingIn(addresses)
				}
				return counts, err
			})
		},
	}
	x.flags(cmd, "end with the counts as a JSON object on one line")
	x.forceFlag(cmd)
	embedderFlag(cmd, &x.from, storeEmbedder)
	return cmd
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

// indexSyncCommand builds `footnote index sync`.
func indexSyncCommand(p *app.Process) *cobra.Command {
	var x indexing
	cmd := &cobra.Command{
		Use:   "sync [--json] [--embedder NAME]",
		Short: "Bring every source up to date",
		Long: `Reads what is new or has changed in the sources, and removes the articles that
have gone from them. Only passages with new text are embedded.

With a different embedder, the old vectors stay in use until every passage has a
new one.

If golden questions are configured (FOOTNOTE_GOLDEN), they are asked before and after.
If one that was answered rightly no longer is, the change is held back: a table says
which, and the old articles stay in service. --force puts it into service anyway,
and footnote index rollback goes back.

A source that cannot be reached keeps its articles. A document that can no longer
be read keeps its old articles and is counted as failed.`,
		Example: `  footnote index sync
  FOOTNOTE_EMBEDDING_MODEL=text-embedding-3-small footnote index sync --embedder openai`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a, err := p.Start(x.from)
			if err != nil {
				return err
			}
			if err := existing(a); err != nil {
				return err
			}
			return x.sync(cmd.Context(), a, "footnote index sync", func(w *sqlite.Writer, o sqlite.Options) (sqlite.Counts, error) {
				return w.Sync(cmd.Context(), o)
			})
		},
	}
	x.flags(cmd, "end with the counts as a JSON object on one line")
	x.forceFlag(cmd)
	embedderFlag(cmd, &x.from, storeEmbedder)
	return cmd
}

// existing is an error where there is no library yet, which a sync would make empty.
func existing(a *app.App) error {
	dir, err := a.DataDir()
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, sqlite.FileName)); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no library in %s yet: name its sources with footnote index add", dir)
	}
	return nil // what cannot be looked at is said when it is opened
}

// atLeastOne takes one argument or more, which what names.
func atLeastOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usage(cmd, fmt.Errorf("%s is missing: add it after %q", what, cmd.CommandPath()))
		}
		for _, arg := range args {
			if arg == "" {
				return usage(cmd, fmt.Errorf("an argument is empty: name %s", what))
			}
		}
		return nil
	}
}

// sync changes the library and ends with the counts. Where there are golden
// questions, a copy is changed, and takes its place if it answers them as well.
func (x *indexing) sync(ctx context.Context, a *app.App, purpose string, do func(*sqlite.Writer, sqlite.Options) (sqlite.Counts, error)) error {
	if a.Config.Golden == "" {
		counts, err := syncIn(ctx, a, purpose, do)
		return x.closing(a, counts, nil, err)
	}
	return (&gate{a, x}).sync(ctx, purpose, do)
}

// syncIn changes the library of the data directory.
func syncIn(ctx context.Context, a *app.App, purpose string, do func(*sqlite.Writer, sqlite.Options) (sqlite.Counts, error)) (counts sqlite.Counts, err error) {
	err = changing(ctx, a, purpose, func(w *sqlite.Writer) error {
		progress := newProgress(a.Process)
		fetcher := newFetcher(a.Config)
		defer fetcher.Close()
		options, err := options(ctx, a, w, fetcher, progress)
		if err != nil {
			return err
		}
		counts, err = do(w, options)
		progress.end()
		return err
	})
	return counts, err
}

// closing prints the counts, also of a sync that was cut off or is not embedded yet,
// and what became of golden questions.
func (x *indexing) closing(a *app.App, counts sqlite.Counts, held *golden.Report, err error) error {
	if err != nil && !errors.Is(err, sqlite.ErrEmbedding) && !errors.Is(err, context.Canceled) && !errors.Is(err, errHeld) {
		return err
	}
	if x.asJSON {
		return errors.Join(a.WriteJSON(struct {
			sqlite.Counts
			Golden *golden.Report `json:"golden,omitempty"`
		}{counts, held}), err)
	}
	err = errors.Join(printCounts(a.Stdout, counts), err)
	if held != nil {
		err = errors.Join(held.Print(a.Stdout, terminal.Clean), err)
	}
	return err
}

// printCounts says what became of the articles.
func printCounts(out io.Writer, c sqlite.Counts) error {
	_, err := fmt.Fprintf(out, "%d added, %d changed, %d removed, %d unchanged, %d failed\n",
		c.Added, c.Changed, c.Removed, c.Unchanged, c.Failed)
	if err == nil && c.Embedded+c.Pending > 0 {
		_, err = fmt.Fprintf(out, "%d passages embedded, %d pending\n", c.Embedded, c.Pending)
	}
	return err
}

// rollbackCommand builds `footnote index rollback`.
func rollbackCommand(p *app.Process) *cobra.Command {
	var data string
	cmd := &cobra.Command{
		Use:   "rollback [--data DIR]",
		Short: "Go back to the state of the library before the last change",
		Long: `Puts the library that was in service before the last add or sync in the place of the
present one; a running bot takes it over. Called again, it goes forward again.

The state before is kept for a week where golden questions are configured
(FOOTNOTE_GOLDEN). The next sync reads the sources anew: mend them first.`,
		Example: `  footnote index rollback`,
		Args:    none,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			dir, err := dataOf(p, data)
			if err != nil {
				return err
			}
			release, err := datadir.HoldLibrary(dir, "footnote index rollback")
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, release()) }()
			return backup.Rollback(cmd.Context(), dir)
		},
	}
	dataFlag(cmd, &data)
	return cmd
}
