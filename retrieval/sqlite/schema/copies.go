package schema

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// CopiesLast is how long the copy lasts that was made before the tables changed.
const CopiesLast = 7 * 24 * time.Hour

// KeepCopy writes a library as it is beside itself before its tables change, for
// those who have to go back to the version of the program before.
func KeepCopy(ctx context.Context, db *sql.DB, path string) error {
	made := path + ".copy"
	if err := os.Remove(made); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	file, err := os.OpenFile(made, os.O_CREATE|os.O_EXCL, 0o600) // for nobody else to read
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", made); err != nil {
		return err
	}
	return os.Rename(made, path+".before-"+strconv.Itoa(Latest()))
}

// DropCopies removes copies that have lasted long enough. What cannot be removed
// stays for the next time.
func DropCopies(path string, now time.Time) {
	names, _ := filepath.Glob(filepath.Join(filepath.Dir(path), filepath.Base(path)+".before-*"))
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && now.Sub(info.ModTime()) >= CopiesLast {
			_ = os.Remove(name)
		}
	}
}
