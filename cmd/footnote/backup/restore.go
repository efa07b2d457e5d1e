package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Folders of a data directory while a restore is under way. What stands in the
// first is worth nothing. The second comes from the first by a renaming, and from
// then on the restore is carried out whatever happens; the third takes what was
// there before.
const (
	gathering = "restore.partial"
	gathered  = "restore.ready"
	replaced  = "restore.old"
)

// listName is the file in the folder of what is restored that names its files.
const listName = "files"

// Plan says how to restore.
type Plan struct {
	// Dir is the data directory, Path the archive.
	Dir, Path string
	// Force lets what is there be replaced.
	Force bool
	// VerifyOnly ends before anything is replaced.
	VerifyOnly bool
	// Examine looks at a folder with the unpacked files and may refuse them.
	Examine func(ctx context.Context, dir string, names []string) error
}

// ErrTaken: the data directory holds something already.
var ErrTaken = errors.New("the data directory is not empty")

// Restored says what a backup held.
type Restored struct {
	Files []string `json:"files"`
	// Version is the program that made it, Made when, in RFC 3339.
	Version string `json:"version"`
	Made    string `json:"made"`
}

// Restore puts what is in an archive in the place of the databases of a data
// directory. Nobody else may use them meanwhile. It verifies all before it
// replaces anything.
func Restore(ctx context.Context, p Plan) (r Restored, err error) {
	if err := os.MkdirAll(p.Dir, 0o700); err != nil {
		return r, err
	}
	release, err := hold(p.Dir)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, release()) }()
	if there, err := Databases(p.Dir); err != nil {
		return r, err
	} else if len(there) > 0 && !p.Force && !p.VerifyOnly {
		return r, fmt.Errorf("%w: %s holds %s; back them up first, then replace them with --force",
			ErrTaken, p.Dir, strings.Join(there[:min(len(there), 3)], ", "))
	}
	into := filepath.Join(p.Dir, gathering)
	if err := os.RemoveAll(into); err != nil {
		return r, err
	}
	if err := os.Mkdir(into, 0o700); err != nil {
		return r, err
	}
	if r, err = p.unpack(ctx, into); err != nil || p.VerifyOnly {
		return r, errors.Join(roomFor(p.Dir, err), os.RemoveAll(into))
	}
	if err := commit(p.Dir, r.Files); err != nil {
		return r, err
	}
	return r, carryOut(p.Dir)
}

// unpack writes what the archive holds into a folder, and has it examined.
func (p Plan) unpack(ctx context.Context, into string) (Restored, error) {
	file, err := os.Open(p.Path)
	if err != nil {
		return Restored{}, err
	}
	defer file.Close() //nolint:errcheck // only read from
	a, err := unpack(ctx, file, into)
	if err != nil {
		return Restored{}, fmt.Errorf("%s: %w", p.Path, err)
	}
	r := Restored{Files: a.Files, Version: a.Version, Made: a.Made}
	if p.Examine != nil {
		err = p.Examine(ctx, into, a.Files)
	}
	return r, err
}

// commit is the moment from which the restore holds.
func commit(dir string, names []string) error {
	from := filepath.Join(dir, gathering)
	list, err := os.OpenFile(filepath.Join(from, listName), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = list.WriteString(strings.Join(names, "\n"))
	if err := errors.Join(err, list.Sync(), list.Close(), syncDir(from), syncDir(filepath.Join(from, Guilds))); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return errors.Join(rename(from, filepath.Join(dir, gathered)), syncDir(dir))
}

// patience is how long Finish waits for a restore that another process is carrying
// out: it takes some renamings.
const patience = 10 * time.Second

// Finish carries out a restore of a data directory that was committed and cut off.
// Where there is none, which is nearly always, it looks for two names. Every program
// calls it before it opens a database there.
func Finish(dir string) (err error) {
	if !exists(filepath.Join(dir, gathered)) && !exists(filepath.Join(dir, replaced)) {
		return nil
	}
	release, err := hold(dir)
	for end := time.Now().Add(patience); errors.Is(err, ErrBusy) && time.Now().Before(end); release, err = hold(dir) {
		time.Sleep(patience / 100)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	if err := carryOut(dir); err != nil {
		return fmt.Errorf("a restore of %s was cut off and cannot be finished: %w", dir, err)
	}
	return nil
}

// exists reports whether something can be seen there.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
