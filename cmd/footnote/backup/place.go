package backup

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"footnote/retrieval/sqlite"
)

// places are what a restore replaces, each with what SQLite keeps beside it, which
// goes first: a database is never there with another's log.
var places = []struct {
	name   string
	beside []string
}{
	{Memory, []string{Memory + "-wal", Memory + "-shm", Memory + "-journal"}},
	{sqlite.FileName, []string{sqlite.FileName + "-wal", sqlite.FileName + "-shm", sqlite.FileName + "-journal"}},
	{Guilds, nil},
}

// carryOut moves what was gathered into its place. It may be cut off after any
// step and called again: what is still gathered is not in its place yet, and what
// stands in its place and is not listed is from before.
func carryOut(dir string) error {
	ready, old := filepath.Join(dir, gathered), filepath.Join(dir, replaced)
	if _, err := os.Stat(ready); errors.Is(err, fs.ErrNotExist) {
		return errors.Join(os.RemoveAll(old), os.RemoveAll(filepath.Join(dir, gathering)))
	}
	comes, err := listed(ready)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(old, 0o700); err != nil {
		return err
	}
	for _, p := range places {
		here, there := filepath.Join(ready, p.name), filepath.Join(dir, p.name)
		_, err := os.Stat(here)
		waiting := err == nil
		if !waiting && comes[p.name] {
			continue // it is in its place already
		}
		for _, name := range append(p.beside, p.name) {
			if err := move(filepath.Join(dir, name), filepath.Join(old, name)); err != nil {
				return err
			}
		}
		if waiting {
			if err := move(here, there); err != nil {
				return err
			}
		}
	}
	if err := syncDir(dir); err != nil {
		return err
	}
	// The end comes by a renaming too, since what is half removed has no list.
	if err := move(ready, filepath.Join(dir, gathering)); err != nil {
		return err
	}
	return errors.Join(syncDir(dir), carryOut(dir))
}

// listed are the places for which something was gathered.
func listed(ready string) (map[string]bool, error) {
	text, err := os.ReadFile(filepath.Join(ready, listName))
	if err != nil {
		return nil, err
	}
	comes := map[string]bool{}
	for name := range strings.FieldsSeq(string(text)) {
		first, _, _ := strings.Cut(name, "/")
		comes[first] = true
	}
	return comes, nil
}

// rename is os.Rename; a test cuts it off.
var rename = os.Rename

// move renames what is there, in place of what an earlier try left.
func move(from, to string) error {
	if _, err := os.Lstat(from); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	return rename(from, to)
}
