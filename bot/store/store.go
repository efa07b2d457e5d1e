// Package store keeps what the bot must remember beyond a moment: posts and
// votes on them, unanswered questions, conversations, threads, settings, and
// the questions under way. It is one SQLite file in WAL mode; a crash loses at
// most what was written in the last moments before a power cut, never the file.
//
// It keeps no more about a person than a feature needs: a post knows who asked,
// for the button that only they may press, a vote whose it is, so that it can
// be changed, a conversation for a day, a gap who waits for an answer until
// there is one. Figures and suggestions know nobody. About tells what is kept of
// a person, Forget removes a person from all, Sweep what is old.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // the driver
)

//go:embed migrations/*.sql
var migrations embed.FS

// ErrNewer: the file was written by a newer version of the program.
var ErrNewer = errors.New("the bot's data file comes from a newer version of footnote")

// newer is ErrNewer with the versions and what to do.
func newer(version int) error {
	return fmt.Errorf("%w: use that version, or another data folder (the file has version %d, this program knows %d)",
		ErrNewer, version, len(steps()))
}

// ErrNotFound: what was asked for is not kept, or not kept any more.
var ErrNotFound = errors.New("not kept")

// Asked is a question with the channel whose readers may see that it was asked,
// "" where that is not known.
type Asked struct{ Question, Channel string }

// IgnoreNotFound drops ErrNotFound.
func IgnoreNotFound(err error) error {
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// DB is an open data file. The packages below this one read and write its tables. It is safe for concurrent use.
type DB struct {
	// changes counts what made copies of rows in memory stale.
	changes atomic.Int64
	db      *sql.DB
	path    string
	now     func() time.Time
}

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
	s := &DB{db: db, path: path, now: now}
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

// steps are the names of the migrations in order.
func steps() []string {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		panic("store: the program's own migrations cannot be listed")
	}
	return names
}

// migrate runs the files of migrations that the data file has not seen. Their
// number is the file's user_version.
func (s *DB) migrate(ctx context.Context) error {
	names := steps()
	var version int
	if err := s.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version > len(names) {
		return newer(version)
	}
	if version > 0 && version < len(names) {
		if err := s.keepCopy(ctx, version); err != nil {
			return err
		}
	}
	for i, name := range names[version:] {
		if err := s.step(ctx, name, version+i+1); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// step runs one migration wholly or not at all.
func (s *DB) step(ctx context.Context, name string, version int) error {
	text, err := fs.ReadFile(migrations, name)
	if err != nil {
		return err
	}
	return s.Atomically(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, string(text)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version))
		return err
	})
}

// Changed notes that copies of rows that are kept in memory are stale, and
// Changes counts that.
func (s *DB) Changed() { s.changes.Add(1) }

// Changes counts the calls of Changed.
func (s *DB) Changes() int64 { return s.changes.Load() }

// within is the key of the transaction that a context carries.
type within struct{}

// Together runs do so that all that it writes through the context it is given is
// kept wholly or not at all.
func (s *DB) Together(ctx context.Context, do func(ctx context.Context) error) error {
	return s.Atomically(ctx, func(tx *sql.Tx) error { return do(context.WithValue(ctx, within{}, tx)) })
}

// runner is what statements run on: the transaction that a context carries, else
// the file.
type runner interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func (s *DB) on(ctx context.Context) runner {
	if tx, ok := ctx.Value(within{}).(*sql.Tx); ok {
		return tx
	}
	return s.db
}

// Atomically runs do in a transaction, that of the context where it carries one.
func (s *DB) Atomically(ctx context.Context, do func(*sql.Tx) error) error {
	if tx, ok := ctx.Value(within{}).(*sql.Tx); ok {
		return do(tx)
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// Close closes the file.
func (s *DB) Close() error { return s.db.Close() }

// Now is the moment, by the clock that the file was opened with, and Stamp the
// same as it is kept: in Unix milliseconds.
func (s *DB) Now() time.Time { return s.now() }

// Stamp is the moment as it is kept.
func (s *DB) Stamp() int64 { return s.now().UnixMilli() }

// Exec runs a statement that returns nothing.
func (s *DB) Exec(ctx context.Context, query string, args ...any) error {
	_, err := s.on(ctx).ExecContext(ctx, query, args...)
	return err
}

// ExecResult runs a statement and returns what it changed.
func (s *DB) ExecResult(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return s.on(ctx).ExecContext(ctx, query, args...)
}

// QueryRow runs a statement that returns a row.
func (s *DB) QueryRow(ctx context.Context, query string, args ...any) *sql.Row {
	return s.on(ctx).QueryRowContext(ctx, query, args...)
}

// Query runs a statement that returns rows.
func (s *DB) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return s.on(ctx).QueryContext(ctx, query, args...)
}

// Column reads the first column of all rows.
func Column[T any](ctx context.Context, s *DB, query string, args ...any) ([]T, error) {
	first := func(row *sql.Rows) (T, error) {
		var v T
		err := row.Scan(&v)
		return v, err
	}
	return Rows(ctx, s, first, query, args...)
}
