package repair

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"footnote/bot/store"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/datadir"
	"footnote/retrieval/sqlite"
)

// State is what a file is after a repair.
type State string

// The states of a file.
const (
	Sound  State = "sound"
	Mended State = "repaired"
	Lost   State = "lost"
)

// Repaired says what became of a file.
type Repaired struct {
	File  string `json:"file"`
	State State  `json:"state"`
	// Tables are those of a repaired file, Altered the articles that were removed.
	Tables  []Table  `json:"tables,omitempty"`
	Altered []string `json:"altered,omitempty"`
	// Kept is where the damaged file is, Problem what was wrong.
	Kept    string `json:"kept,omitempty"`
	Problem string `json:"problem,omitempty"`
}

// Check says what is wrong with a database of the data directory.
func Check(ctx context.Context, dir, name string) error {
	path := filepath.Join(dir, filepath.FromSlash(name))
	if name == backup.Memory {
		return store.Check(ctx, path)
	}
	return sqlite.Check(ctx, filepath.Dir(path))
}

// File mends one file. Its copy is made in a folder of its own, where nobody
// looks for it, and then takes its place by a renaming.
func File(ctx context.Context, dir, name string) (Repaired, error) {
	r := Repaired{File: name, State: Sound}
	wrong := Check(ctx, dir, name)
	if wrong == nil {
		return r, nil
	}
	r.State, r.Problem = Lost, wrong.Error()
	if !errors.Is(wrong, sqlite.ErrDamaged) && !errors.Is(wrong, store.ErrDamaged) {
		return r, nil // it is another's, or a newer version's
	}
	aside := filepath.Join(dir, "repair.partial")
	if err := errors.Join(os.RemoveAll(aside), os.Mkdir(aside, 0o700)); err != nil {
		return r, err
	}
	defer os.RemoveAll(aside) //nolint:errcheck // the next repair does it
	path, fresh := filepath.Join(dir, filepath.FromSlash(name)), filepath.Join(aside, filepath.Base(name))
	tables, err := Salvage(ctx, path, fresh)
	if errors.Is(err, ErrHopeless) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	if name == backup.Memory {
		err = mendMemory(ctx, fresh)
	} else {
		r.Altered, err = sqlite.Mend(ctx, aside)
	}
	if err != nil {
		return r, err
	}
	r.State, r.Tables = Mended, tables
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
	for n := 2; datadir.IsFile(kept); n++ {
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
