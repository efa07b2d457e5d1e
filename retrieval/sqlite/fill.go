package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"footnote/retrieval/sqlite/schema"
)

// Fill makes the library in dir, which must have none, of what do writes on a connection in
// a transaction; rows may stand without those that they belong to until do returns. The file
// is made beside its place, without what would save it half-made, and comes there by a
// renaming when it is on the disk: every page is written once. generation is its last change.
func Fill(ctx context.Context, dir, purpose string, do func(ctx context.Context, conn *sql.Conn) error) (generation int64, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return 0, explain(dir, err)
	}
	l, err := lock(dir, purpose)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	path := filepath.Join(dir, FileName)
	made := path + ".filling"
	if err := vacate(path, made); err != nil {
		return 0, explain(path, err)
	}
	if generation, err = fill(ctx, made, do); err == nil {
		err = settle(made, path)
	}
	if err != nil {
		return 0, explain(path, errors.Join(err, os.RemoveAll(made)))
	}
	return generation, nil
}

// vacate makes an empty file that nobody else may read, in place of one that was left
// behind, unless there is a library already.
func vacate(path, made string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, fs.ErrExist)
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.RemoveAll(made + suffix); err != nil {
			return err
		}
	}
	file, err := os.OpenFile(made, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
}

// fill makes the tables and has do write rows.
func fill(ctx context.Context, made string, do func(ctx context.Context, conn *sql.Conn) error) (generation int64, err error) {
	to := Address(made, "", "page_size(8192)", "auto_vacuum(2)", "journal_mode(OFF)", "synchronous(OFF)", "foreign_keys(0)", changing)
	if err := update(ctx, to, made, false); err != nil {
		return 0, err
	}
	db, err := sql.Open("sqlite", to)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	conn, err := db.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return 0, err
	}
	if err := do(ctx, conn); err != nil {
		return 0, err
	}
	if err := conn.QueryRowContext(ctx, schema.Query("generation")).Scan(&generation); err != nil {
		return 0, err
	}
	// From here on it is a file as Writer makes it.
	for _, statement := range []string{"COMMIT", "PRAGMA journal_mode = WAL"} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return 0, err
		}
	}
	return generation, nil
}

// settle puts a closed file into its place once it is on the disk.
func settle(made, path string) error {
	file, err := os.OpenFile(made, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return err
	}
	if err := os.Rename(made, path); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	_ = dir.Sync() // not every system can do that to a folder
	return dir.Close()
}
