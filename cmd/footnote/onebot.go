package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// holdData takes the data directory for this bot alone, until release is called
// or the process ends, however it does: two bots would answer everything twice
// and write over each other's memory.
func holdData(dir string) (release func() error, err error) {
	path := filepath.Join(dir, "bot.lock")
	lock := flock.New(path, flock.SetPermissions(0o600))
	taken, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("the data directory %s cannot be held: %w", dir, err)
	}
	if !taken {
		who, _ := os.ReadFile(path) // only for the message
		return nil, fmt.Errorf("another bot (process %s) serves from %s: end it, or name another data directory in FOOTNOTE_DATA",
			strings.TrimSpace(string(who)), dir)
	}
	if err := os.WriteFile(path, fmt.Appendf(nil, "%d\n", os.Getpid()), 0o600); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return lock.Close, nil
}
