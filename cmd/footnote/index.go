package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/terminal"
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

// indexFlags are what the commands of `footnote index` take.
type indexFlags struct {
	from   app.Source
	asJSON bool
	// force puts a change into service that golden questions hold back.
	force bool
}

// forceFlag adds the choice to do so.
func (x *indexFlags) forceFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&x.force, "force", false, "put the change into service although golden questions got worse")
}

// flags adds what all of its commands take.
func (x *indexFlags) flags(cmd *cobra.Command, asJSON string) {
	libraryFlag(cmd, &x.from.Data)
	cmd.Flags().BoolVar(&x.asJSON, "json", false, asJSON)
}

// indexAddCommand builds `footnote index add`.
func indexAddCommand(p *app.Process) *cobra.Command {
	var x indexFlags
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
		RunE: with(p, &x.from, func(ctx context.Context, a *app.App, args []string) error {
			o, err := indexing.Add(ctx, a, x.force, args)
			return x.printOutcome(p, o, err)
		}),
	}
	x.flags(cmd, "end with the counts as a JSON object on one line")
	x.forceFlag(cmd)
	embedderFlag(cmd, &x.from, makeEmbedder)
	return cmd
}

// indexSyncCommand builds `footnote index sync`.
func indexSyncCommand(p *app.Process) *cobra.Command {
	var x indexFlags
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
		RunE: with(p, &x.from, func(ctx context.Context, a *app.App, _ []string) error {
			o, err := indexing.Sync(ctx, a, x.force)
			return x.printOutcome(p, o, err)
		}),
	}
	x.flags(cmd, "end with the counts as a JSON object on one line")
	x.forceFlag(cmd)
	embedderFlag(cmd, &x.from, makeEmbedder)
	return cmd
}

// indexRemoveCommand builds `footnote index remove`.
func indexRemoveCommand(p *app.Process) *cobra.Command {
	var x indexFlags
	cmd := &cobra.Command{
		Use:   "remove [--json] ID...",
		Short: "Remove articles, or whole sources",
		Long: `Removes articles by their IDs. Their source stays, and later syncs leave them
out until their file is added again.

A source is removed, with all its articles, by its path or address as status shows it.`,
		Example: `  footnote index remove minutes
  footnote index remove articles/`,
		Args: atLeastOne("an article's ID"),
		RunE: with(p, &x.from, func(ctx context.Context, a *app.App, args []string) error {
			counts, err := indexing.Remove(ctx, a, args)
			if err != nil {
				return err
			}
			return printCounts(p.Stdout, counts)
		}),
	}
	x.flags(cmd, "end with the counts as a JSON object on one line")
	return cmd
}

// rollbackCommand builds `footnote index rollback`.
func rollbackCommand(p *app.Process) *cobra.Command {
	var from app.Source
	cmd := &cobra.Command{
		Use:   "rollback [--data DIR]",
		Short: "Go back to the state of the library before the last change",
		Long: `Puts the library that was in service before the last add or sync in the place of the
present one; a running bot takes it over. Called again, it goes forward again.

The state before is kept for a week where golden questions are configured
(FOOTNOTE_GOLDEN). The next sync reads the sources anew: mend them first.`,
		Example: `  footnote index rollback`,
		Args:    none,
		RunE:    with(p, &from, func(ctx context.Context, a *app.App, _ []string) error { return indexing.Rollback(ctx, a) }),
	}
	dataFlag(cmd, &from.Data)
	return cmd
}

// printOutcome prints what became of the articles, also of a sync that was cut off or is
// not embedded yet, and of golden questions.
func (x *indexFlags) printOutcome(p *app.Process, o *indexing.Outcome, err error) error {
	if o == nil {
		return err
	}
	if x.asJSON {
		return errors.Join(p.WriteJSON(o), err)
	}
	err = errors.Join(printCounts(p.Stdout, o.Counts), err)
	if o.Golden != nil {
		err = errors.Join(o.Golden.Print(p.Stdout, terminal.Clean), err)
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
