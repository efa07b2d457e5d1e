package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"footnote/config"
	"footnote/corpus"
	"footnote/retrieval/sqlite"
)

// indexAddCommand builds `footnote index add`.
func (p *program) indexAddCommand() *cobra.Command {
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
			return x.sync(cmd, p, "footnote index add", func(w *sqlite.Writer, o sqlite.Options) (sqlite.Counts, error) {
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
	x.embedderFlag(cmd)
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
func (p *program) indexSyncCommand() *cobra.Command {
	var x indexing
	cmd := &cobra.Command{
		Use:   "sync [--json] [--embedder NAME]",
		Short: "Bring every source up to date",
		Long: `Reads what is new or has changed in the sources, and removes the articles that
have gone from them. Only passages with new text are embedded.

With a different embedder, the old vectors stay in use until every passage has a
new one.

A source that cannot be reached keeps its articles. A document that can no longer
be read keeps its old articles and is counted as failed.`,
		Example: `  footnote index sync
  FOOTNOTE_EMBEDDING_MODEL=text-embedding-3-small footnote index sync --embedder openai`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return x.sync(cmd, p, "footnote index sync", func(w *sqlite.Writer, o sqlite.Options) (sqlite.Counts, error) {
				return w.Sync(cmd.Context(), o)
			})
		},
	}
	x.flags(cmd, "end with the counts as a JSON object on one line")
	x.embedderFlag(cmd)
	return cmd
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

// sync changes the library and ends with the counts.
func (x *indexing) sync(cmd *cobra.Command, p *program, purpose string, do func(*sqlite.Writer, sqlite.Options) (sqlite.Counts, error)) error {
	ctx := cmd.Context()
	return x.changing(ctx, p, purpose, func(w *sqlite.Writer, c *config.Config) error {
		progress := p.newProgress()
		fetcher := newFetcher(c)
		defer fetcher.Close()
		options, err := x.options(ctx, p, w, c, fetcher, progress)
		if err != nil {
			return err
		}
		counts, err := do(w, options)
		progress.end()
		if err != nil && !errors.Is(err, sqlite.ErrEmbedding) && !errors.Is(err, context.Canceled) {
			return err
		}
		return errors.Join(x.printCounts(p, counts), err)
	})
}

// printCounts says what became of the articles.
func (x *indexing) printCounts(p *program, c sqlite.Counts) error {
	if x.asJSON {
		return p.writeJSON(c)
	}
	_, err := fmt.Fprintf(p.stdout, "%d added, %d changed, %d removed, %d unchanged, %d failed\n",
		c.Added, c.Changed, c.Removed, c.Unchanged, c.Failed)
	if err == nil && c.Embedded+c.Pending > 0 {
		_, err = fmt.Fprintf(p.stdout, "%d passages embedded, %d pending\n", c.Embedded, c.Pending)
	}
	return err
}
