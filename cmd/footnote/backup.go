package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/repair"
	"footnote/cmd/footnote/terminal"
)

// backupCommand builds `footnote backup`.
func backupCommand(p *app.Process) *cobra.Command {
	var from app.Source
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "backup [--data DIR] [--json] FILE",
		Short: "Write what the data directory holds into one file",
		Long: `Writes bot.db, library.db and the articles of servers into FILE, all as they were at
one moment, while a bot goes on with them. FILE is a .tar.gz whose last entry,
SHA256SUMS, has a checksum of each. It appears when it is complete, and takes the
place of an earlier backup of that name.

FILE holds what members asked, as bot.db does: keep it as safe, and no longer than
you keep that. The configuration and its secrets are not in it.`,
		Example: `  footnote backup footnote.tar.gz
  footnote backup "/backups/footnote-$(date +%F).tar.gz"`,
		Args: one("the file to write"),
		RunE: with(p, &from, func(ctx context.Context, a *app.App, args []string) error { return backUp(ctx, a, args[0], asJSON) }),
	}
	dataFlag(cmd, &from.Data)
	cmd.Flags().BoolVar(&asJSON, "json", false, "end with what was written as a JSON object on one line")
	return cmd
}

// backUp writes a backup and says what is in it.
func backUp(ctx context.Context, a *app.App, path string, asJSON bool) error {
	dir, err := a.DataDir()
	if err != nil {
		return err
	}
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	made, err := backup.Write(ctx, dir, path, a.Version, time.Now())
	if err != nil {
		return fmt.Errorf("no backup was made: %w", err)
	}
	if a.Config.Database.URL != "" {
		a.Problems.Problem("what the bot remembers is not in it but in the database of database.url: back that up with pg_dump")
	}
	if asJSON {
		return a.WriteJSON(made)
	}
	_, err = fmt.Fprintf(a.Stdout, "%s: %s, %.1f MB\n", path, terminal.Count(len(made.Files), "database"), float64(made.Bytes)/1e6)
	return err
}

// restoreCommand builds `footnote restore`.
func restoreCommand(p *app.Process) *cobra.Command {
	var from app.Source
	var plan backup.Plan
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "restore [--data DIR] [--force | --verify] [--json] FILE",
		Short: "Put a backup in the place of what the data directory holds",
		Long: `Reads FILE, checks its checksums and every database in it, and then puts them in
the place of what the data directory holds. A restore that is stopped, also by a
power cut, leaves what was there before, or is finished by the next command.

If the data directory holds something already, --force replaces it: what was added
since the backup is lost, and what was forgotten since is back. No bot may
be running on it.`,
		Example: `  footnote restore --verify footnote.tar.gz
  footnote restore --data elsewhere footnote.tar.gz`,
		Args: one("the backup"),
		RunE: with(p, &from, func(ctx context.Context, a *app.App, args []string) error {
			plan.Path = args[0]
			return restore(ctx, a, plan, asJSON)
		}),
	}
	dataFlag(cmd, &from.Data)
	cmd.Flags().BoolVar(&plan.Force, "force", false, "replace what the data directory holds")
	cmd.Flags().BoolVar(&plan.VerifyOnly, "verify", false, "only check the backup")
	cmd.Flags().BoolVar(&asJSON, "json", false, "end with what was restored as a JSON object on one line")
	checkFirst(cmd, func(cmd *cobra.Command, _ []string) error {
		if plan.Force && plan.VerifyOnly {
			return usage(cmd, errors.New("--verify replaces nothing: leave out --force"))
		}
		return nil
	})
	return cmd
}

// restore puts a backup in place and says what it held.
func restore(ctx context.Context, a *app.App, plan backup.Plan, asJSON bool) (err error) {
	if plan.Dir, err = a.DataDir(); err != nil {
		return err
	}
	plan.Examine = examineBackup
	if !plan.VerifyOnly {
		var release func() error
		if release, err = datadir.HoldAll(plan.Dir, "footnote restore"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, release()) }()
	}
	r, err := backup.Restore(ctx, plan)
	if err != nil {
		return err
	}
	if asJSON {
		return a.WriteJSON(r)
	}
	done := "is in place in " + plan.Dir
	if plan.VerifyOnly {
		done = "can be restored"
	}
	_, err = fmt.Fprintf(a.Stdout, "the backup of %s by %s, %s, %s\n", r.Made, r.Version, terminal.Count(len(r.Files), "database"), done)
	return err
}

// examineBackup refuses what this version of the program cannot use.
func examineBackup(ctx context.Context, dir string, names []string) error {
	for _, name := range names {
		if err := repair.Check(ctx, dir, name); err != nil {
			return fmt.Errorf("the backup cannot be used: %w", err)
		}
	}
	return nil
}
