package backup

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// ErrBroken: an archive is no backup, cut off or altered.
var ErrBroken = errors.New("the backup cannot be used")

func broken(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrBroken, fmt.Sprintf(format, args...))
}

// mostText bounds the entries of an archive that are no databases, in bytes: those
// of some 100,000 guilds.
const mostText = 16 << 20

// archive is an archive that is being read.
type archive struct {
	head
	from   *bufio.Reader
	packed *gzip.Reader
	tar    *tar.Reader
	// sums are the lines that SHA256SUMS is to have.
	sums bytes.Buffer
}

// openArchive reads the first entry of an archive.
func openArchive(from io.Reader) (*archive, error) {
	a := &archive{from: bufio.NewReader(from)}
	var err error
	if a.packed, err = gzip.NewReader(a.from); err != nil {
		return nil, broken("it is no archive of footnote backup")
	}
	a.packed.Multistream(false)
	a.tar = tar.NewReader(a.packed)
	entry, err := a.tar.Next()
	if err != nil || entry.Name != headName {
		return nil, broken("it is no archive of footnote backup")
	}
	text, err := a.text()
	if err == nil {
		err = json.Unmarshal(text, &a.head)
	}
	if err != nil {
		return nil, broken("its first entry cannot be read: %v", err)
	}
	if a.Format > format {
		return nil, broken("it was made by %s in form %d, and this program knows %d: use that version", a.Version, a.Format, format)
	}
	a.sum(headName, bytes.NewReader(text), io.Discard) //nolint:errcheck // in memory
	return a, nil
}

// text reads an entry that is no database.
func (a *archive) text() ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(a.tar, mostText+1))
	if err == nil && len(text) > mostText {
		err = errors.New("it is too large")
	}
	return text, err
}

// sum copies an entry and notes its line of sums.
func (a *archive) sum(name string, from io.Reader, to io.Writer) error {
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(to, sum), from); err != nil {
		return err
	}
	fmt.Fprintf(&a.sums, "%x  %s\n", sum.Sum(nil), name)
	return nil
}

// unpack writes the databases of an archive into a folder, and checks that the
// archive is whole and each database sound.
func unpack(ctx context.Context, from io.Reader, into string) (*archive, error) {
	a, err := openArchive(from)
	if err != nil {
		return nil, err
	}
	for _, name := range a.Files {
		if !known(name) {
			return nil, broken("it holds %q, which is none of the program's files", name)
		}
		if err := a.database(ctx, name, into); err != nil {
			return nil, err
		}
	}
	return a, a.end()
}

// database writes the next entry, which must have this name.
func (a *archive) database(ctx context.Context, name, into string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	entry, err := a.tar.Next()
	if err != nil {
		return broken("it is cut off or altered before %s (%v)", name, err)
	}
	if entry.Name != name || entry.Typeflag != tar.TypeReg {
		return broken("%q stands where %s belongs", entry.Name, name)
	}
	path := filepath.Join(into, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	err = a.sum(name, a.tar, file)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return named(name, err)
	}
	if err := errors.Join(syncDir(filepath.Dir(path)), sound(ctx, path)); err != nil {
		return broken("%s is damaged (%v)", name, err)
	}
	return nil
}

// named tells a failure of the disk from one of the archive.
func named(name string, err error) error {
	if e := (*os.PathError)(nil); errors.As(err, &e) {
		return err
	}
	return broken("%s is cut off or altered (%v)", name, err)
}

// end compares the sums and reads the archive to its last byte.
func (a *archive) end() error {
	entry, err := a.tar.Next()
	if err != nil || entry.Name != sumsName {
		return broken("it is cut off: its checksums are missing")
	}
	text, err := a.text()
	if err != nil || !slices.Equal(text, a.sums.Bytes()) {
		return broken("its checksums do not fit: it was altered")
	}
	if _, err := a.tar.Next(); !errors.Is(err, io.EOF) {
		return broken("something stands behind its checksums")
	}
	if _, err := io.Copy(io.Discard, a.packed); err != nil {
		return broken("its end is cut off or altered (%v)", err)
	}
	if _, err := a.from.ReadByte(); !errors.Is(err, io.EOF) {
		return broken("something stands behind its end")
	}
	return nil
}
