package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"footnote/bot/store"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/repair"
	"footnote/retrieval/sqlite"
)

// repairCommand builds `footnote repair`.
func (p *program) repairCommand() *cobra.Command {
	var data string
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
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.repair(cmd.Context(), source{data: data}, asJSON)
		},
	}
	dataFlag(cmd, &data)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print what became of each file as a JSON array on one line")
	return cmd
}

// repaired says what became of a file.
type repaired struct {
	File string `json:"file"`
	// State is sound, repaired or lost.
	State string `json:"state"`
	// Tables are those of a repaired file, Altered the articles that were removed.
	Tables  []repair.Table `json:"tables,omitempty"`
	Altered []string       `json:"altered,omitempty"`
	// Kept is where the damaged file is, Problem what was wrong.
	Kept    string `json:"kept,omitempty"`
	Problem string `json:"problem,omitempty"`
}

// errLost ends a repair that could not help.
var errLost = errors.New("a file could not be repaired: put a backup in its place with `footnote restore`, or move it away to begin anew")

// repair mends every file that needs it.
func (p *program) repair(ctx context.Context, from source, asJSON bool) (err error) {
	dir, err := p.dataOf(from)
	if err != nil {
		return err
	}
	release, err := holdAll(dir, "footnote repair")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	names, err := backup.Databases(dir)
	if err != nil {
		return err
	}
	all := []repaired{}
	for _, name := range names {
		r, err := repairFile(ctx, dir, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, r)
	}
	if asJSON {
		err = p.writeJSON(all)
	} else {
		err = p.printRepaired(all)
	}
	for _, r := range all {
		if err == nil && r.State == "lost" {
			err = errLost
		}
	}
	return err
}

// checkDatabase says what is wrong with a database of the data directory.
func checkDatabase(ctx context.Context, dir, name string) error {
	path := filepath.Join(dir, filepath.FromSlash(name))
	if name == memoryFile {
		return store.Check(ctx, path)
	}
	return sqlite.Check(ctx, filepath.Dir(path))
}

// repairFile mends one file. Its copy is made in a folder of its own, where nobody
// looks for it, and then takes its place by a renaming.
func repairFile(ctx context.Context, dir, name string) (repaired, error) {
	r := repaired{File: name, State: "sound"}
	wrong := checkDatabase(ctx, dir, name)
	if wrong == nil {
		return r, nil
	}
	r.State, r.Problem = "lost", wrong.Error()
	if !errors.Is(wrong, sqlite.ErrDamaged) && !errors.Is(wrong, store.ErrDamaged) {
		return r, nil // it is another's, or a newer version's
	}
	aside := filepath.Join(dir, "repair.partial")
	if err := errors.Join(os.RemoveAll(aside), os.Mkdir(aside, 0o700)); err != nil {
		return r, err
	}
	defer os.RemoveAll(aside) //nolint:errcheck // the next repair does it
	path, fresh := filepath.Join(dir, filepath.FromSlash(name)), filepath.Join(aside, filepath.Base(name))
	tables, err := repair.Salvage(ctx, path, fresh)
	if errors.Is(err, repair.ErrHopeless) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	if name == memoryFile {
		err = mendMemory(ctx, fresh)
	} else {
		r.Altered, err = sqlite.Mend(ctx, aside)
	}
	if err != nil {
		return r, err
	}
	r.State, r.Tables = "repaired", tables
	r.Kept, err = swap(path, fresh)
	return r, err
}

// mendMemory brings a saved file's tables up to date and looks at it once more.
func mendMemory(ctx context.Context, path string) error {
	memory, err := store.Open(ctx, path, nil)
	if err != nil {
		return err
	}
	return errors.Join(memory.Close(), store.Check(ctx, path))
}

// swap puts a file in the place of a damaged one, which it keeps. Whoever is killed
// in between leaves the one or the other.
func swap(path, fresh string) (kept string, err error) {
	kept = path + ".damaged"
	for n := 2; isFile(kept); n++ {
		kept = fmt.Sprintf("%s.damaged-%d", path, n)
	}
	// A log that could not be read is no longer the file's.
	for _, ending := range []string{"-wal", "-shm"} {
		if err := os.Rename(path+ending, kept+ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	if os.Link(path, kept) != nil { // a disk without such links
		if err := os.Rename(path, kept); err != nil {
			return "", err
		}
	}
	return kept, os.Rename(fresh, path)
}

// printRepaired says what became of each file, a line each, and of its tables.
func (p *program) printRepaired(all []repaired) error {
	var b strings.Builder
	for _, r := range all {
		switch r.State {
		case "repaired":
			fmt.Fprintf(&b, "repaired  %s: the damaged file is kept as %s\n", r.File, r.Kept)
		case "lost":
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
	_, err := fmt.Fprint(p.stdout, b.String())
	return err
}
