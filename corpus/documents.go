package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// Document is a place that holds articles, such as a file or a page. It can be
// listed without being read, so that what has not changed need not be.
type Document struct {
	// Key names the place and is unique: an absolute path, an address.
	Key string
	// Names are the IDs that the document's one article may have, best first.
	// None means that its articles bring their own.
	Names []string
	// Single tells of a document without Names that it holds one article.
	Single bool
	// Unchanged tells, without reading, whether the document is as it was when
	// the stamp was noted. Nil means that this cannot be told.
	Unchanged func(stamp string) bool
	// Read reads the document, given the stamp of the reading before, "" for
	// none. An error says that it could not be read now; one that is
	// fs.ErrNotExist says that it is gone for good.
	Read func(ctx context.Context, stamp string) (Reading, error)
}

// Reading is what became of reading a document.
type Reading struct {
	// Stamp is to be kept for the next reading; "" where the document may be
	// changing just now and has to be read again.
	Stamp string
	// Unchanged says that the document is as it was, and Articles nil.
	Unchanged bool
	// Articles yields the articles, and in its place a *Problem for each that
	// cannot be read.
	Articles iter.Seq2[*Article, error]
}

// Files lists the documents of a file or of a folder and all below it.
type Files struct {
	// Path is the file or folder.
	Path string
	// Limits bound what one document may take; zero means DefaultLimits.
	Limits Limits
}

// Documents yields the files in order of name, and a *Problem for what cannot
// be listed. The files' articles get the IDs that Read gives them.
func (f Files) Documents(ctx context.Context) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		r := f.reader()
		full, err := filepath.Abs(f.Path)
		if err != nil {
			yield(Document{}, missing(f.Path, err))
			return
		}
		var files []file
		found := func(f file) bool { files = append(files, f); return ctx.Err() == nil }
		if !r.findPaths(ctx, []string{full}, found, func(err error) bool { return yield(Document{}, err) }) {
			return
		}
		nameFiles(files)
		for _, file := range files {
			if ctx.Err() != nil || !yield(f.document(file), nil) {
				return
			}
		}
	}
}

func (f Files) reader() *Reader {
	r := NewReader()
	if f.Limits != (Limits{}) {
		r.Limits = f.Limits
	}
	return r
}

func (f Files) document(file file) Document {
	d := Document{Key: file.path}
	if file.format() != formatLines {
		d.Names = longerNames(file)
	}
	d.Unchanged = func(stamp string) bool {
		info, err := fs.Stat(file.tree.fsys, file.name)
		return err == nil && stamp != "" && strings.HasPrefix(stamp, look(info))
	}
	d.Read = func(ctx context.Context, stamp string) (Reading, error) { return f.read(ctx, file, stamp) }
	return d
}

// longerNames are a file's ID and those with more and more folders in front.
func longerNames(f file) []string {
	folder, _ := path.Split(filepath.ToSlash(f.path))
	parts := strings.FieldsFunc(strings.ToValidUTF8(folder, "\ufffd"), func(r rune) bool { return r == '/' })
	names := []string{f.id}
	for depth := 1; depth <= len(parts); depth++ {
		longer := path.Join(path.Join(parts[len(parts)-depth:]...), stem(f.path))
		if len(longer) > len(f.id) {
			names = append(names, longer)
		}
	}
	return names
}

// look is what can be seen of a file without reading it.
func look(info fs.FileInfo) string {
	return fmt.Sprintf("%d/%d/", info.Size(), info.ModTime().UnixNano())
}

// read compares a file's bytes with those of the reading before, and makes
// articles of them where they differ.
func (f Files) read(ctx context.Context, file file, before string) (Reading, error) {
	began := time.Now()
	info, err := fs.Stat(file.tree.fsys, file.name)
	if err != nil {
		return Reading{}, missing(file.path, err)
	}
	sum, err := file.sum()
	if err != nil {
		return Reading{}, &Problem{Path: file.path, Reason: "cannot be read: " + plainError(err).Error(), Err: err}
	}
	reading := Reading{Unchanged: strings.HasSuffix(before, "/"+sum)}
	if settled(info.ModTime(), began) {
		reading.Stamp = look(info) + sum
	}
	if !reading.Unchanged {
		reading.Articles = func(yield func(*Article, error) bool) {
			r := f.reader()
			r.seen = make(map[string]place)
			r.readFile(ctx, file, yield)
		}
	}
	return reading, nil
}

// sum is the hash of a file's bytes.
func (f file) sum() (string, error) {
	in, err := f.open()
	if err != nil {
		return "", err
	}
	defer in.Close() //nolint:errcheck // only read from
	hash := sha256.New()
	if _, err := io.Copy(hash, in); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// settled tells whether a change of the file after now is sure to show in its
// time of modification. File systems keep that to the tick of a clock, some
// only to two seconds: whoever writes twice within one tick leaves no trace.
func settled(modified, now time.Time) bool {
	tick := 50 * time.Millisecond
	if modified.Nanosecond() == 0 {
		tick = 2 * time.Second
	}
	return now.Sub(modified) > tick
}
