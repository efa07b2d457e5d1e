package backup

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"footnote/retrieval/sqlite"
)

// A library that is to be tried before it goes into service is made in a folder of
// its own, beside the one in service: a copy of that, which is then changed.
const (
	// nextFolder has the coming library, baseName what it was copied from.
	nextFolder = "library.next"
	baseName   = "base"
	// before is where the state before the last change is. It goes with the copies
	// that are kept for a week.
	before = sqlite.FileName + ".before-sync"
)

// ErrNoState: there is no state to go back to.
var ErrNoState = errors.New("there is no state of the library to go back to")

// Next makes a copy of the library in a data directory, to be changed and tried, and
// returns its folder, "" where there is no library yet. What an earlier run has done
// to a copy of the same state is gone on with. The caller holds the library.
func Next(ctx context.Context, dir string) (next string, err error) {
	s, err := sqlite.Open(ctx, dir)
	if errors.Is(err, sqlite.ErrNone) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	generation, err := s.Generation(ctx)
	if err := errors.Join(err, s.Close()); err != nil {
		return "", err
	}
	next = filepath.Join(dir, nextFolder)
	base := strconv.FormatInt(generation, 10)
	if kept, err := os.ReadFile(filepath.Join(next, baseName)); err == nil && string(kept) == base {
		return next, nil
	}
	if err := errors.Join(Discard(dir), os.Mkdir(next, 0o700)); err != nil {
		return "", err
	}
	if err := copyLibrary(ctx, dir, filepath.Join(next, sqlite.FileName)); err != nil {
		return "", err
	}
	// Written last: a copy without it is not whole.
	return next, os.WriteFile(filepath.Join(next, baseName), []byte(base), 0o600)
}

// Fresh is Next without what an earlier run has done. Where there is no library yet,
// the folder is empty.
func Fresh(ctx context.Context, dir string) (next string, err error) {
	if err := Discard(dir); err != nil {
		return "", err
	}
	if next, err = Next(ctx, dir); next != "" || err != nil {
		return next, err
	}
	next = filepath.Join(dir, nextFolder)
	return next, errors.Join(os.Mkdir(next, 0o700), os.WriteFile(filepath.Join(next, baseName), []byte(noBase), 0o600))
}

// noBase is the base of a library that is the first one.
const noBase = "none"

// Coming returns the folder of the coming library, "" where there is none, or where
// the one in service has changed since it was copied. The caller holds the library.
func Coming(ctx context.Context, dir string) (next string, err error) {
	next = filepath.Join(dir, nextFolder)
	kept, err := os.ReadFile(filepath.Join(next, baseName))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	base := noBase
	s, err := sqlite.Open(ctx, dir)
	if err == nil {
		var generation int64
		generation, err = s.Generation(ctx)
		base, err = strconv.FormatInt(generation, 10), errors.Join(err, s.Close())
	}
	if err != nil && !errors.Is(err, sqlite.ErrNone) {
		return "", err
	}
	if string(kept) != base {
		return "", nil
	}
	return next, nil
}

// Discard drops the coming library.
func Discard(dir string) error { return os.RemoveAll(filepath.Join(dir, nextFolder)) }

// copyLibrary copies the library of a data directory by SQLite's online backup.
func copyLibrary(ctx context.Context, dir, to string) (err error) {
	made, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL, 0o600) // for nobody else to read
	if err != nil {
		return err
	}
	if err := made.Close(); err != nil {
		return err
	}
	s, err := begin(ctx, dir, sqlite.FileName)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, thaw([]*snapshot{s})) }()
	return s.copyTo(ctx, to)
}

// Promote puts the coming library into service and keeps the one before, unless
// nothing has changed. The caller holds the library.
func Promote(ctx context.Context, dir string, changed bool) error {
	next, now := filepath.Join(dir, nextFolder), filepath.Join(dir, sqlite.FileName)
	if err := settle(ctx, filepath.Join(next, sqlite.FileName)); err != nil {
		return err
	}
	if exists(now) {
		if err := settle(ctx, now); err != nil {
			return err
		}
	}
	if changed {
		if err := link(now, filepath.Join(dir, before)); err != nil {
			return err
		}
	}
	if err := rename(filepath.Join(next, sqlite.FileName), now); err != nil {
		return err
	}
	return errors.Join(syncDir(dir), os.RemoveAll(next))
}

// Rollback exchanges the library in service for the one before the last change. Called
// again, it changes back. The caller holds the library.
func Rollback(ctx context.Context, dir string) error {
	now, old := filepath.Join(dir, sqlite.FileName), filepath.Join(dir, before)
	if !exists(old) {
		return fmt.Errorf("%w in %s: one is kept when golden questions are configured (FOOTNOTE_GOLDEN), for a week", ErrNoState, dir)
	}
	if err := sound(ctx, old); err != nil {
		return fmt.Errorf("the state before cannot be used: %w", err)
	}
	if err := settle(ctx, now); err != nil {
		return err
	}
	aside := now + ".aside"
	if err := link(now, aside); err != nil {
		return err
	}
	if err := rename(old, now); err != nil {
		return err
	}
	// Cut off here, the newer state stays as aside and the next rollback finds none.
	return errors.Join(rename(aside, old), syncDir(dir), os.RemoveAll(filepath.Join(dir, nextFolder)))
}

// settle moves all that SQLite's log of a library holds into the file, and removes the
// log: another file takes its place, and who reads the old one still has its own.
func settle(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", sqlite.Address(path, ""))
	if err != nil {
		return err
	}
	var busy, pages, moved int
	err = db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
	if err == nil && busy != 0 {
		err = fmt.Errorf("another program is reading %s: run the command again", path)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	for _, ending := range []string{"-wal", "-shm"} {
		if err := os.Remove(path + ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// link gives a file a second name, in place of what had that.
func link(from, to string) error {
	aside := strings.TrimSuffix(to, filepath.Ext(to)) + ".linking"
	if err := os.Remove(aside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Link(from, aside); err != nil {
		return err
	}
	now := time.Now() // its age counts from here
	return errors.Join(os.Chtimes(aside, now, now), rename(aside, to))
}
