package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// ErrDamaged: the file is empty, no data file, or contradicts itself.
var ErrDamaged = errors.New("the bot's data file is damaged")

// damaged is ErrDamaged with what mends it.
func damaged(path string, why any) error {
	return fmt.Errorf("%w: save what can be saved of %s with `footnote repair`, or put a backup in its place with `footnote restore` (%v)",
		ErrDamaged, path, why)
}

// explain says in a sentence what mends what is wrong with the file at path.
func explain(path string, err error) error {
	if e := (*driver.Error)(nil); errors.As(err, &e) {
		switch e.Code() & 0xff { // the rest are finer distinctions
		case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
			return damaged(path, e)
		case lib.SQLITE_FULL:
			return fmt.Errorf("the disk is full: make room for the bot's data file %s (%w)", path, e)
		case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_CANTOPEN:
			return fmt.Errorf("the bot's data file cannot be written to: allow writing to %s and its folder (%w)", path, e)
		}
	}
	return fmt.Errorf("the bot's data file %s cannot be used: %w", path, err)
}

// Check looks at the file at path without changing it. The error is
// fs.ErrNotExist where there is none, else it says what mends the file.
func Check(ctx context.Context, path string) (err error) {
	if err := whole(path); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", address(path)+"&mode=ro")
	if err != nil {
		return explain(path, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := sound(ctx, db, path); err != nil {
		return err
	}
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return explain(path, err)
	}
	if version > lastOf(file{}.steps()) {
		return file{}.newer(version)
	}
	return nil
}

// whole refuses a file that was emptied: this program never leaves one so.
func whole(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return err
	case info.Size() == 0:
		return damaged(path, "it is empty")
	}
	return nil
}

// sound reads the whole file and says whether it contradicts itself.
func sound(ctx context.Context, db *sql.DB, path string) error {
	var said string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said); err != nil {
		return explain(path, err)
	}
	if said != "ok" {
		return damaged(path, strings.Join(strings.Fields(said), " "))
	}
	return nil
}

// prepare makes the file where it is missing, with its first page, so that an
// empty one was emptied by somebody else: it comes into its place by a renaming.
func prepare(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	made := path + ".new"
	if err := os.Remove(made); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := private(made); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", address(made))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "PRAGMA user_version = 0; CREATE TABLE IF NOT EXISTS begun (at INTEGER) STRICT; DROP TABLE begun")
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	return os.Rename(made, path)
}
