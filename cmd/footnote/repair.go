package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/repair"
)

// repairCommand builds `footnote repair`.
func repairCommand(p *app.Process) *cobra.Command {
	var from app.Source
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "repair [--data DIR] [--json]",
		Short: "Save what can be saved of damaged files in the data directory",
		Long: `Reads bot.db, library.db and the libraries of servers. What is damaged is written
anew from what can still be read, and it says how much was saved and lost. The
damaged file stays beside the new one, with the ending .damaged.

An article whose text was altered is removed; footnote index sync reads it again.
Where nothing of a file can be read, only a backup helps (footnote restore). No bot
may be running.

The exit status is 0 if every file is sound or was repaired.`,
		Example: `  footnote repair
  footnote index sync`,
		Args: none,
		RunE: with(p, &from, func(ctx context.Context, a *app.App, _ []string) error { return repairAll(ctx, a, asJSON) }),
	}
	dataFlag(cmd, &from.Data)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print what became of each file as a JSON array on one line")
	return cmd
}

// errLost ends a repair that could not help.
var errLost = errors.New("a file could not be repaired: put a backup in its place with `footnote restore`, or move it away to begin anew")

// repairAll mends every file that needs it.
func repairAll(ctx context.Context, a *app.App, asJSON bool) (err error) {
	dir, err := a.DataDir()
	if err != nil {
		return err
	}
	release, err := datadir.HoldAll(dir, "footnote repair")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	names, err := backup.Databases(dir)
	if err != nil {
		return err
	}
	all := []repair.Repaired{}
	for _, name := range names {
		r, err := repair.File(ctx, dir, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, r)
	}
	if asJSON {
		err = a.WriteJSON(all)
	} else {
		err = printRepaired(a.Stdout, all)
	}
	for _, r := range all {
		if err == nil && r.State == repair.Lost {
			err = errLost
		}
	}
	return err
}

// printRepaired says what became of each file, a line each, and of its tables.
func printRepaired(out io.Writer, all []repair.Repaired) error {
	var b strings.Builder
	for _, r := range all {
		switch r.State {
		case repair.Mended:
			fmt.Fprintf(&b, "repaired  %s: the damaged file is kept as %s\n", r.File, r.Kept)
		case repair.Lost:
			fmt.Fprintf(&b, "lost      %s: %s\n", r.File, r.Problem)
		default:
			fmt.Fprintf(&b, "sound     %s\n", r.File)
		}
		for _, t := range r.Tables {
			if t.Lost != 0 || t.Saved > 0 {
				fmt.Fprintf(&b, "          %s: %s\n", t.Name, t)
			}
		}
		if len(r.Altered) > 0 {
			fmt.Fprintf(&b, "          removed, as their text was altered: %s\n", strings.Join(r.Altered, ", "))
		}
	}
	if len(all) == 0 {
		b.WriteString("there is nothing to repair\n")
	}
	_, err := fmt.Fprint(out, b.String())
	return err
}
