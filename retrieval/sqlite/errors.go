package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"footnote/retrieval/sqlite/pack"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Why a library cannot be used. Errors of this package wrap one of these where
// a caller may decide on it, and say in a sentence what to do.
var (
	// ErrNone: there is no library file.
	ErrNone = errors.New("there is no library")
	// ErrEmptied: the library file holds nothing at all, not even a library.
	ErrEmptied = errors.New("the library file is empty")
	// ErrNewer: the file was written by a newer version of the program.
	ErrNewer = errors.New("the library comes from a newer version of footnote")
	// ErrForeign: the file is something else.
	ErrForeign = errors.New("the file is no library of footnote")
	// ErrDamaged: the file's content contradicts itself.
	ErrDamaged = pack.ErrDamaged
	// ErrFull: there is no room on the disk.
	ErrFull = errors.New("the disk is full")
	// ErrReadOnly: the file or its folder must not be written to.
	ErrReadOnly = errors.New("the library cannot be written to")
	// ErrLocked: another process changes the library.
	ErrLocked = errors.New("another process is changing the library")
)

// explain turns an error of the driver or the file system into a sentence that
// says what to do about the library at path. It returns other errors as they are.
func explain(path string, err error) error {
	if err == nil || explained(err) || errors.Is(err, context.Canceled) {
		return err
	}
	kind, err := kindOf(err), shortest(err)
	switch kind {
	case ErrFull:
		return fmt.Errorf("%w: make room for %s and run the command again, all that was finished is kept (%w)", kind, path, err)
	case ErrReadOnly:
		return fmt.Errorf("%w: allow writing to %s and its folder, or name another folder with --data (%w)", kind, path, err)
	case ErrDamaged:
		return damaged(path, err)
	case ErrForeign:
		return fmt.Errorf("%w: move %s away, or name another folder with --data (%w)", kind, path, err)
	}
	return fmt.Errorf("the library %s cannot be used: %w", path, err)
}

// shortest is the driver's own error out of what was put around it.
func shortest(err error) error {
	if e := (*driver.Error)(nil); errors.As(err, &e) {
		return e
	}
	return err
}

// IsFull reports whether an error of the driver or of the file system means that there
// is no room on the disk.
func IsFull(err error) bool { return errors.Is(err, ErrFull) || kindOf(err) == ErrFull }

func explained(err error) bool {
	for _, known := range []error{ErrNone, ErrEmptied, ErrNewer, ErrForeign, ErrDamaged, ErrFull, ErrReadOnly, ErrLocked, ErrUnknown} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// kindOf finds which of this package's errors an error means, nil for none.
func kindOf(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return ErrFull
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrReadOnly
	}
	var e *driver.Error
	if !errors.As(err, &e) {
		return nil
	}
	switch e.Code() & 0xff { // the rest are finer distinctions
	case lib.SQLITE_FULL:
		return ErrFull
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_CANTOPEN:
		return ErrReadOnly
	case lib.SQLITE_CORRUPT:
		return ErrDamaged
	case lib.SQLITE_NOTADB:
		return ErrForeign
	case lib.SQLITE_IOERR:
		// The system's error number is lost on the way; a failed write nearly
		// always means a limit of the disk, of a quota, or of file sizes.
		switch e.Code() {
		case lib.SQLITE_IOERR_WRITE, lib.SQLITE_IOERR_FSYNC, lib.SQLITE_IOERR_TRUNCATE,
			lib.SQLITE_IOERR_SHMSIZE, lib.SQLITE_IOERR_SHMMAP:
			return ErrFull
		}
	}
	return nil
}
