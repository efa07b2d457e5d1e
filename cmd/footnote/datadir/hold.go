package datadir

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"

	"footnote/retrieval/sqlite"
)

// HoldBot takes what the bot keeps in the data directory for one process alone,
// until release is called or the process ends, however it does: two bots would
// answer everything twice and write over each other's memory. purpose is what the
// second is told.
func HoldBot(dir, purpose string) (release func() error, err error) {
	if err := makeDir(dir); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, "bot.lock")
	lock := flock.New(path, flock.SetPermissions(0o600))
	taken, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("the data directory %s cannot be held: %w", dir, err)
	}
	if !taken {
		who, _ := os.ReadFile(path) // only for the message
		return nil, fmt.Errorf("another process (%s) uses %s: end it, or name another data directory in FOOTNOTE_DATA",
			strings.TrimSpace(string(who)), dir)
	}
	if err := os.WriteFile(path, fmt.Appendf(nil, "%s, process %d\n", purpose, os.Getpid()), 0o600); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return lock.Close, nil
}

// HoldLibrary keeps other writers of the library out of a data directory.
func HoldLibrary(dir, purpose string) (release func() error, err error) {
	if err := makeDir(dir); err != nil {
		return nil, err
	}
	return sqlite.Hold(dir, purpose)
}

// HoldAll keeps bots and writers of the library out of a data directory.
func HoldAll(dir, purpose string) (release func() error, err error) {
	bot, err := HoldBot(dir, purpose)
	if err != nil {
		return nil, err
	}
	library, err := HoldLibrary(dir, purpose)
	if err != nil {
		return nil, errors.Join(err, bot())
	}
	return func() error { return errors.Join(library(), bot()) }, nil
}

// makeDir makes the data directory where it is missing.
func makeDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("the data directory cannot be made, name another in FOOTNOTE_DATA: %w", err)
	}
	return nil
}
