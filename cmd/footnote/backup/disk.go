package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/gofrs/flock"

	"footnote/retrieval/sqlite"
)

// lockName is the file that a backup or a restore holds a lock on. The system
// frees it when the process ends, however it does.
const lockName = "restore.lock"

// ErrBusy: another process makes a backup or a restore.
var ErrBusy = errors.New("another backup or restore is under way")

// hold keeps other backups and restores of a data directory out until release is
// called. A directory that cannot be written to is held by nobody: nothing in it
// can be replaced.
func hold(dir string) (release func() error, err error) {
	path := filepath.Join(dir, lockName)
	lock := flock.New(path, flock.SetPermissions(0o600))
	taken, err := lock.TryLock()
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return func() error { return nil }, nil
	}
	if err != nil {
		return nil, err
	}
	if !taken {
		who, _ := os.ReadFile(path) // only for the message
		return nil, fmt.Errorf("%w in %s (process %s): wait until it ends", ErrBusy, dir, strings.TrimSpace(string(who)))
	}
	if err := os.WriteFile(path, fmt.Appendf(nil, "%d\n", os.Getpid()), 0o600); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return lock.Close, nil
}

// roomFor says what to do where an error means that the disk is full.
func roomFor(path string, err error) error {
	if !sqlite.IsFull(err) {
		return err
	}
	return fmt.Errorf("the disk is full: make room for %s and run the command again, all is as it was (%w)", path, err)
}

// syncDir has the names of a folder on the disk, where the system can do that.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
