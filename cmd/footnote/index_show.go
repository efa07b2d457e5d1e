package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/terminal"
	"footnote/retrieval/sqlite"
)

// indexListCommand builds `footnote index list`.
func indexListCommand(p *app.Process) *cobra.Command {
	var x indexFlags
	cmd := &cobra.Command{
		Use:     "list [--json]",
		Short:   "List the library's articles: ID, date, outlet and title",
		Example: `  footnote index list --json | jq -r .article`,
		Args:    cobra.NoArgs,
		RunE:    with(p, &x.from, x.list),
	}
	x.flags(cmd, "print a JSON object an article, each on one line")
	return cmd
}

// listedJSON is the JSON form of an article in a list.
type listedJSON struct {
	articleJSON
	Passages int    `json:"passages"`
	From     string `json:"from"`
}

func (x *indexFlags) list(ctx context.Context, a *app.App, _ []string) error {
	store, err := indexing.Open(ctx, a)
	if errors.Is(err, sqlite.ErrNone) {
		return nil // as many lines as articles
	}
	if err != nil {
		return err
	}
	defer store.Close() //nolint:errcheck // only read from
	list, err := store.List(ctx)
	for _, l := range list {
		if err != nil {
			break
		}
		if x.asJSON {
			described := describe(&l.Article)
			described.Bytes = l.Bytes
			err = a.WriteJSON(listedJSON{articleJSON: described, Passages: l.Passages, From: l.From})
		} else {
			err = a.Screen.Listed(&l.Article)
		}
	}
	return err
}

// indexStatusCommand builds `footnote index status`.
func indexStatusCommand(p *app.Process) *cobra.Command {
	var x indexFlags
	cmd := &cobra.Command{
		Use:   "status [--json]",
		Short: "Say what the library holds and where it comes from",
		Args:  cobra.NoArgs,
		RunE:  with(p, &x.from, x.status),
	}
	x.flags(cmd, "print a JSON object on one line")
	return cmd
}

func (x *indexFlags) status(ctx context.Context, a *app.App, _ []string) error {
	status := sqlite.Status{Sources: []sqlite.SourceStatus{}}
	store, err := indexing.Open(ctx, a)
	switch {
	case err == nil:
		defer store.Close() //nolint:errcheck // only read from
		status, err = store.Status(ctx)
	case errors.Is(err, sqlite.ErrNone) && x.asJSON:
		err = nil // as many articles as there are
	}
	if err != nil {
		return err
	}
	if x.asJSON {
		return a.WriteJSON(status)
	}
	_, err = fmt.Fprint(a.Stdout, terminal.Clean(describeStatus(store.Path(), &status)))
	return err
}

// describeStatus is the status in sentences.
func describeStatus(path string, s *sqlite.Status) string {
	var b strings.Builder
	fmt.Fprintf(&b, "library   %s\narticles  %d\npassages  %d\n", path, s.Articles, s.Passages)
	switch {
	case s.Embedder == "":
		fmt.Fprintf(&b, "vectors   none: passages are found by their words only\n")
	case s.Next != "":
		fmt.Fprintf(&b, "vectors   %d by %s, until those by %s are complete (%d pending)\n", s.Vectors, s.Embedder, s.Next, s.Pending)
	case s.Pending > 0:
		fmt.Fprintf(&b, "vectors   %d by %s, %d pending: run `footnote index sync`\n", s.Vectors, s.Embedder, s.Pending)
	default:
		fmt.Fprintf(&b, "vectors   %d by %s\n", s.Vectors, s.Embedder)
	}
	for _, source := range s.Sources {
		fmt.Fprintf(&b, "source    %s: %s", source.Address, terminal.Count(source.Articles, "article"))
		if source.Failed > 0 {
			fmt.Fprintf(&b, ", %d not readable", source.Failed)
		}
		if source.Synced.IsZero() {
			b.WriteString(", not finished: run `footnote index sync`\n")
		} else {
			fmt.Fprintf(&b, ", read %s\n", source.Synced.Local().Format(time.DateTime))
		}
		if source.Problem != "" {
			fmt.Fprintf(&b, "          %s\n", strings.ReplaceAll(source.Problem, "\n", "\n          "))
		}
	}
	return b.String()
}
