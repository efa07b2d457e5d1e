package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// CopiesLast is how long the copy lasts that was made before the tables changed.
const CopiesLast = 7 * 24 * time.Hour

// keepCopy writes the file as it is beside itself before its tables change, for
// those who have to go back to the version of the program before.
func (f file) keepCopy(ctx context.Context, s *DB, version int) error {
	to := f.path + ".before-" + strconv.Itoa(version+1)
	made := f.path + ".copy"
	if err := os.Remove(made); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := private(made); err != nil {
		return err
	}
	if err := s.Exec(ctx, "VACUUM INTO ?", made); err != nil {
		return fmt.Errorf("no copy of it can be kept: %w", err)
	}
	return os.Rename(made, to)
}

// leastFree is how many pages of 4 kB a file must have free before it is written anew,
// and one in how many of its pages that must be.
const (
	leastFree  = 1000
	freeOneIn  = 4
	freePages  = "SELECT freelist_count, page_count FROM pragma_freelist_count, pragma_page_count"
	emptiedLog = "PRAGMA wal_checkpoint(TRUNCATE)"
)

// shrink gives the room of what was removed back to the disk, where that is much: it
// writes the whole file anew, while all else waits.
func (file) shrink(ctx context.Context, s *DB) error {
	var free, all int
	if err := s.QueryRow(ctx, freePages).Scan(&free, &all); err != nil || free < max(leastFree, all/freeOneIn) {
		return err
	}
	return errors.Join(s.Exec(ctx, "VACUUM"), s.Exec(ctx, emptiedLog))
}

// dropCopies removes the copies that are older than so long, all where that is 0. A copy holds people
// too, so that forgetting one removes all of them.
func (f file) dropCopies(s *DB, older time.Duration) error {
	names, err := filepath.Glob(filepath.Join(filepath.Dir(f.path), filepath.Base(f.path)+".before-*"))
	for _, name := range names {
		info, e := os.Stat(name)
		if e == nil && (older == 0 || s.now().Sub(info.ModTime()) >= older) {
			e = os.Remove(name)
		}
		if e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}
