package shared

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"footnote/bot/store"
	"footnote/cmd/footnote/backup"
	"footnote/retrieval/sqlite"
)

// Take copies the operator's library and those of guilds in a data directory to the
// server, which must have none, compares each, and returns how many they are.
func (l *Libraries) Take(ctx context.Context, dir string) (int, error) {
	if names, err := l.Held(ctx); err != nil || len(names) > 0 {
		return 0, errors.Join(err, fullWith(names))
	}
	files, err := backup.Databases(dir)
	n := 0
	for _, file := range files {
		if err != nil {
			break
		}
		if file == backup.Memory {
			continue
		}
		n++
		folder := filepath.Join(dir, filepath.Dir(filepath.FromSlash(file)))
		// A mark is of another database.
		if err = os.RemoveAll(filepath.Join(folder, markName)); err == nil {
			err = l.Push(ctx, NameOf(folder), folder)
		}
		if err == nil {
			err = l.compare(ctx, NameOf(folder), folder)
		}
	}
	return n, err
}

// Give copies all libraries of the server into a data directory, which must have none but
// copies of them, compares each, and returns how many they are.
func (l *Libraries) Give(ctx context.Context, dir string) (int, error) {
	names, err := l.Held(ctx)
	if err != nil {
		return 0, err
	}
	for _, name := range names {
		folder := folderOf(dir, name)
		m, err := readMark(folder)
		if err != nil {
			return 0, err
		}
		if _, err := os.Stat(filepath.Join(folder, sqlite.FileName)); err == nil && m.version == 0 {
			return 0, fullWith([]string{folder})
		}
		if _, err := l.Pull(ctx, name, folder); err != nil {
			return 0, err
		}
		if err := l.compare(ctx, name, folder); err != nil {
			return 0, err
		}
	}
	return len(names), nil
}

// folderOf is that of a library in a data directory.
func folderOf(dir, name string) string {
	if name == Base {
		return dir
	}
	return filepath.Join(dir, filepath.FromSlash(name))
}

func fullWith(names []string) error {
	if len(names) == 0 {
		return nil
	}
	return fmt.Errorf("%w: %s", store.ErrNotEmpty, names[0])
}

// compare is an error where the library in a folder is not the server's.
func (l *Libraries) compare(ctx context.Context, name, dir string) (err error) {
	file, err := sql.Open("sqlite", sqlite.Address(filepath.Join(dir, sqlite.FileName), "", "query_only(1)"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return l.memory.Beside(forGuildOf(ctx, name), func(ctx context.Context) error {
		at, err := l.state(ctx, name, " FOR SHARE")
		if err != nil {
			return err
		}
		for i := range tables {
			here, err := tables[i].sum(ctx, inFile(file))
			if err != nil {
				return err
			}
			there, err := tables[i].sum(ctx, onServer(l.memory, at.id))
			if err != nil {
				return err
			}
			if here != there {
				return fmt.Errorf("the table %s of %s: of %d rows in %s and %d on the server, some differ", tables[i].name, name, here.rows, dir, there.rows)
			}
		}
		return nil
	})
}

// sum stands for the rows of a table, in whatever order.
type sum struct {
	rows int
	hash [sha256.Size]byte
}

func (t *table) sum(ctx context.Context, s side) (all sum, err error) {
	err = t.read(ctx, s, t.columns, func(row []any) error {
		all.rows++
		for i, b := range sha256.Sum256([]byte(key(row))) {
			all.hash[i] ^= b
		}
		return nil
	})
	return all, err
}
