package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver
)

// Open opens the file at path, makes it where it is missing, and brings its
// tables up to date. now is the clock; nil means time.Now.
func Open(ctx context.Context, path string, now func() time.Time) (*DB, error) {
	return OpenBy(ctx, "sqlite", path, now)
}

// OpenBy is Open by another driver of SQLite's, named as database/sql knows it.
func OpenBy(ctx context.Context, driver, path string, now func() time.Time) (*DB, error) {
	if now == nil {
		now = time.Now
	}
	for _, step := range []func() error{
		func() error { return prepare(ctx, path) },
		func() error { return whole(path) },
		func() error { return private(path) },
	} {
		if err := step(); errors.Is(err, ErrDamaged) {
			return nil, err
		} else if err != nil {
			return nil, fmt.Errorf("the bot's data file %s cannot be opened: %w", path, err)
		}
	}
	db, err := sql.Open(driver, address(path))
	if err != nil {
		return nil, fmt.Errorf("the bot's data file %s cannot be opened: %w", path, err)
	}
	// One connection: writes never meet SQLITE_BUSY, and what the bot reads is
	// a row or two.
	db.SetMaxOpenConns(1)
	s := &DB{engine: file{path}, db: db, now: now}
	if err := s.ready(ctx, path); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

// ready checks the file and brings its tables up to date.
func (s *DB) ready(ctx context.Context, path string) error {
	if err := sound(ctx, s.db, path); err != nil {
		return err
	}
	if err := s.migrate(ctx); err != nil {
		return explain(path, err)
	}
	return nil
}

// private makes the file where it is missing, and keeps it and the files that
// SQLite puts beside it from others: what people ask is theirs. SQLite gives its
// further files the mode of the first.
func private(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Chmod(path+suffix, 0o600); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// address is the driver's form of a path with the settings of each connection. Whoever
// waits for another process's lock keeps all others of this one waiting, so that it is
// not for long.
// What is deleted is overwritten, and what VACUUM needs aside is kept in memory,
// as there may be no other place to write to, or one that others read.
func address(path string) string {
	q := url.Values{"_pragma": {"busy_timeout(2000)", "journal_mode(WAL)", "synchronous(NORMAL)", "foreign_keys(1)", "secure_delete(1)", "temp_store(2)"}}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// file is the engine of a data file, SQLite's.
type file struct{ path string }

func (file) form(query string) string {
	query, _, _ = strings.Cut(query, otherForm)
	return spell(query, "$1 ->> '$$.$2'", "CAST($1 AS INTEGER)")
}

func (file) values(list []any) []any { return list }

// patience has no end: there is nobody else to wait for.
func (file) patience(ctx context.Context) (context.Context, context.CancelFunc) {
	return ctx, func() {}
}

// begun has nothing to do: there is one connection.
func (file) begun(context.Context, *sql.Tx) error { return nil }

func (file) explain(err error) error { return err }

func (file) steps() []string { return stepsIn("migrations") }

func (file) version(ctx context.Context, s *DB) (version int, err error) {
	err = s.QueryRow(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

func (file) setVersion(ctx context.Context, s *DB, version int) error {
	return s.Exec(ctx, fmt.Sprintf("PRAGMA user_version = %d", version))
}

func (file) newer(version int) error {
	return fmt.Errorf("%w: use that version, or another data folder (the file has version %d, this program knows %d)",
		ErrNewer, version, lastOf(file{}.steps()))
}

// counted has nothing to do: SQLite looks at the rows.
func (file) counted(context.Context, *DB, string, bool) error { return nil }

func (file) strike(ctx context.Context, s *DB, table, column, text string) error {
	for _, query := range []string{
		`UPDATE OR IGNORE %t SET %c = replace(%c, ?1, '') WHERE instr(%c, ?1) > 0`,
		`DELETE FROM %t WHERE instr(%c, ?1) > 0`,
	} {
		if err := s.Exec(ctx, Fill(query, "%t", table, "%c", column), text); err != nil {
			return err
		}
	}
	return nil
}

// rewrite writes the file anew: SQLite may leave remains of rows in pages that
// it has balanced, and in the log of what was written last.
func (f file) rewrite(ctx context.Context, s *DB) error {
	return errors.Join(s.Exec(ctx, "VACUUM"), s.Exec(ctx, emptiedLog), f.dropCopies(s, 0))
}

func (f file) tidy(ctx context.Context, s *DB) error {
	return errors.Join(f.dropCopies(s, CopiesLast), f.shrink(ctx, s))
}
