package backup

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	driver "modernc.org/sqlite"

	"footnote/retrieval/sqlite"
)

// snapshot is a database at one moment: a transaction that reads.
type snapshot struct {
	name string
	db   *sql.DB
	conn *sql.Conn
}

// freeze begins to read the databases of a data directory, all at about the same
// moment: what is written later is in none of the snapshots.
func freeze(ctx context.Context, dir string, names []string) ([]*snapshot, error) {
	var all []*snapshot
	for _, name := range names {
		s, err := begin(ctx, dir, name)
		if err != nil {
			return nil, errors.Join(err, thaw(all))
		}
		all = append(all, s)
	}
	return all, nil
}

// thaw ends the transactions.
func thaw(all []*snapshot) error {
	var err error
	for _, s := range all {
		err = errors.Join(err, s.conn.Close(), s.db.Close())
	}
	return err
}

// begin freezes one database. Where nothing may be written beside it, it is read
// as a file that nobody changes.
func begin(ctx context.Context, dir, name string) (*snapshot, error) {
	path := filepath.Join(dir, filepath.FromSlash(name))
	s, err := beginAt(ctx, name, sqlite.Address(path, "", "query_only(1)"))
	if err != nil {
		if _, wal := os.Stat(path + "-wal"); errors.Is(wal, os.ErrNotExist) {
			if still, retryErr := beginAt(ctx, name, sqlite.Address(path, "immutable", "query_only(1)")); retryErr == nil {
				return still, nil
			}
		}
		return nil, fmt.Errorf("%s cannot be read, see what `footnote repair` says: %w", path, err)
	}
	return s, nil
}

func beginAt(ctx context.Context, name, address string) (*snapshot, error) {
	db, err := sql.Open("sqlite", address)
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	// A transaction begins with its first reading.
	for _, statement := range []string{"BEGIN", "SELECT count(*) FROM sqlite_schema"} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return nil, errors.Join(err, conn.Close(), db.Close())
		}
	}
	return &snapshot{name: name, db: db, conn: conn}, nil
}

// pagesAStep is how many pages are copied between two looks at the context.
const pagesAStep = 1024

// copyTo writes the snapshot into a new file by SQLite's online backup, whose
// pages are read within the transaction.
func (s *snapshot) copyTo(ctx context.Context, path string) error {
	return s.conn.Raw(func(c any) error {
		from, ok := c.(interface {
			NewBackup(to string) (*driver.Backup, error)
		})
		if !ok {
			return fmt.Errorf("the driver %T makes no backups", c)
		}
		b, err := from.NewBackup(sqlite.Address(path, "", "journal_mode(OFF)", "synchronous(OFF)"))
		if err != nil {
			return err
		}
		for more := true; more && err == nil; {
			if err = ctx.Err(); err == nil {
				more, err = b.Step(pagesAStep)
			}
		}
		if ended := b.Finish(); err == nil {
			err = ended // else it says the same again
		}
		return err
	})
}

// sound reads a whole database that nobody changes and says what contradicts
// itself in it.
func sound(ctx context.Context, path string) (err error) {
	db, err := sql.Open("sqlite", sqlite.Address(path, "immutable", "query_only(1)"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var said string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said); err != nil {
		return err
	}
	if said != "ok" {
		return errors.New(strings.Join(strings.Fields(said), " "))
	}
	return nil
}
