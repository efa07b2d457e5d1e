package backup

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Made says what a backup holds.
type Made struct {
	// Files are the databases, Bytes the size of the archive.
	Files []string `json:"files"`
	Bytes int64    `json:"bytes"`
}

// ErrNothing: the data directory holds no database.
var ErrNothing = errors.New("there is nothing to back up")

// Write puts the databases of a data directory into an archive at path, in place
// of an earlier one. version is the program's, now the moment. Others may go on
// to read and write the databases.
func Write(ctx context.Context, dir, path, version string, now time.Time) (made Made, err error) {
	if err := replaceable(path); err != nil {
		return made, err
	}
	if names, err := Databases(dir); err != nil {
		return made, err
	} else if len(names) == 0 {
		return made, fmt.Errorf("%w in %s: name another folder with --data", ErrNothing, dir)
	}
	release, err := hold(dir)
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, release()) }()
	names, err := Databases(dir)
	if err != nil {
		return made, err
	}
	all, err := freeze(ctx, dir, names)
	if err != nil {
		return made, roomFor(dir, err)
	}
	defer func() { err = errors.Join(err, thaw(all)) }()
	made.Files = names
	made.Bytes, err = replace(path, func(file *os.File) error {
		return writeArchive(ctx, file, path+partialCopy, all, head{format, version, now.UTC().Format(time.RFC3339), names})
	})
	return made, roomFor(path, err)
}

// Endings of what is being made beside an archive. What a process that was killed
// leaves of them is taken away by the next one.
const (
	partial     = ".partial"
	partialCopy = ".partial.db"
)

// replaceable refuses to take the place of a file that is no backup.
func replaceable(path string) error {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // only read from
	if _, err := openArchive(file); err != nil {
		return fmt.Errorf("%s is there already and is no backup: name another file", path)
	}
	return nil
}

// replace has do write a file that takes the place of path when it is whole and on
// the disk, and returns its size.
func replace(path string, do func(*os.File) error) (size int64, err error) {
	file, err := os.OpenFile(path+partial, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return 0, err
	}
	if err = do(file); err == nil {
		size, err = file.Seek(0, io.SeekCurrent)
	}
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return 0, errors.Join(err, os.Remove(path+partial))
	}
	return size, errors.Join(os.Rename(path+partial, path), syncDir(filepath.Dir(path)))
}

// writer puts entries into an archive and sums them up.
type writer struct {
	tar  *tar.Writer
	made time.Time
	sums bytes.Buffer
}

// writeArchive writes the whole archive. Each database is copied to the file aside
// first, whose size and soundness are known then.
func writeArchive(ctx context.Context, to io.Writer, aside string, all []*snapshot, h head) error {
	packed, err := gzip.NewWriterLevel(to, gzip.BestSpeed)
	if err != nil {
		return err
	}
	made, err := time.Parse(time.RFC3339, h.Made)
	if err != nil {
		return err
	}
	w := &writer{tar: tar.NewWriter(packed), made: made}
	text, err := json.Marshal(h)
	if err != nil {
		return err
	}
	if err := w.add(headName, int64(len(text)), bytes.NewReader(text)); err != nil {
		return err
	}
	for _, s := range all {
		if err := w.addDatabase(ctx, s, aside); err != nil {
			return err
		}
	}
	sums := w.sums.Bytes()
	if err := w.add(sumsName, int64(len(sums)), bytes.NewReader(bytes.Clone(sums))); err != nil {
		return err
	}
	return errors.Join(w.tar.Close(), packed.Close())
}

// addDatabase adds a sound copy of a snapshot.
func (w *writer) addDatabase(ctx context.Context, s *snapshot, aside string) (err error) {
	if err := os.Remove(aside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	defer func() {
		if e := os.Remove(aside); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}()
	made, err := os.OpenFile(aside, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // for nobody else to read
	if err != nil {
		return err
	}
	if err := made.Close(); err != nil {
		return err
	}
	if err := s.copyTo(ctx, aside); err != nil {
		return fmt.Errorf("%s cannot be copied: %w", s.name, err)
	}
	if err := sound(ctx, aside); err != nil {
		return fmt.Errorf("%s is damaged, run `footnote repair` first: %w", s.name, err)
	}
	file, err := os.Open(aside)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // only read from
	info, err := file.Stat()
	if err != nil {
		return err
	}
	return w.add(s.name, info.Size(), file)
}

// add writes an entry and its line of sums.
func (w *writer) add(name string, size int64, from io.Reader) error {
	if err := w.tar.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: size, ModTime: w.made, Format: tar.FormatPAX}); err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w.tar, sum), from); err != nil {
		return err
	}
	fmt.Fprintf(&w.sums, "%x  %s\n", sum.Sum(nil), name)
	return nil
}
