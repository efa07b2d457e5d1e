package corpus

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"

	"footnote/corpus/document"
)

// Limits bound what one document may take.
type Limits struct {
	// FileBytes is the size of the largest file that is read as one document.
	// A .jsonl file may be of any size.
	FileBytes int64
	// LineBytes is the length of the longest line of a .jsonl file.
	LineBytes int
	// UnpackedBytes is how much a packed document (.docx, .pdf) may hold
	// unpacked, so that a small file cannot fill the memory.
	UnpackedBytes int64
}

// DefaultLimits leave room for long books and refuse what is none.
var DefaultLimits = Limits{FileBytes: 64 << 20, LineBytes: 32 << 20, UnpackedBytes: 128 << 20}

// Tally counts what a reading met.
type Tally struct {
	// Articles were read, Problems could not be, and Ignored are the files of
	// folders that have another ending or a name that begins with a dot.
	Articles, Problems, Ignored int
}

// Reader reads articles from files and folders and counts what it met. It is
// for one goroutine.
type Reader struct {
	Limits Limits
	Tally  Tally

	seen map[string]place // by article ID
}

// place is where an article was found.
type place struct {
	path string
	line int
}

// NewReader returns a reader with the default limits.
func NewReader() *Reader { return &Reader{Limits: DefaultLimits} }

// Read yields the articles of the files and folders named, folders walked
// recursively in order of name. See Reader.Read.
func Read(ctx context.Context, paths []string) iter.Seq2[*Article, error] {
	return NewReader().Read(ctx, paths)
}

// ReadFS is Read for the files of fsys below the given roots.
func ReadFS(ctx context.Context, fsys fs.FS, roots ...string) iter.Seq2[*Article, error] {
	return NewReader().ReadFS(ctx, fsys, roots...)
}

// Read yields each article of the files and folders named as soon as it is
// read, and in its place a *Problem where one cannot be; the rest follows all
// the same. Where there was no article at all, the last error is ErrNothing. A
// context that is done ends the sequence with its error. At any time one
// document, or one line of a .jsonl file, is in memory.
func (r *Reader) Read(ctx context.Context, paths []string) iter.Seq2[*Article, error] {
	return r.read(ctx, func(found func(file) bool, problem func(error) bool) bool {
		return r.findPaths(ctx, paths, found, problem)
	})
}

// ReadFS is Reader.Read for the files of fsys below the given roots, which are
// paths in the manner of fs.FS ("." is all of it).
func (r *Reader) ReadFS(ctx context.Context, fsys fs.FS, roots ...string) iter.Seq2[*Article, error] {
	return r.read(ctx, func(found func(file) bool, problem func(error) bool) bool {
		for _, root := range roots {
			if !r.find(ctx, tree{fsys: fsys}, root, found, problem) {
				return false
			}
		}
		return true
	})
}

// read first lists all files, because an ID depends on the other files' names,
// and then reads them one by one.
func (r *Reader) read(ctx context.Context, list func(func(file) bool, func(error) bool) bool) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		r.Tally, r.seen = Tally{}, make(map[string]place)
		problem := func(err error) bool {
			r.Tally.Problems++
			return yield(nil, err)
		}
		var files []file
		more := list(func(f file) bool { files = append(files, f); return ctx.Err() == nil }, problem)
		if more {
			nameFiles(files)
			more = r.readFiles(ctx, files, yield)
		}
		switch {
		case ctx.Err() != nil:
			yield(nil, context.Cause(ctx))
		case more && r.Tally.Articles == 0:
			yield(nil, ErrNothing)
		}
	}
}

// readFiles tells whether the caller wants more.
func (r *Reader) readFiles(ctx context.Context, files []file, yield func(*Article, error) bool) bool {
	for _, f := range files {
		if ctx.Err() != nil || !r.readFile(ctx, f, yield) {
			return false
		}
	}
	return true
}

// readFile yields the one or many articles of f.
func (r *Reader) readFile(ctx context.Context, f file, yield func(*Article, error) bool) bool {
	in, err := f.open()
	if err != nil {
		return r.deliver(f, nil, 0, document.Problemf("cannot be opened: %v", plainError(err)).Because(err), yield)
	}
	defer in.Close() //nolint:errcheck // only read from
	if f.format() != formatLines {
		a, err := r.readWhole(f, in)
		return r.deliver(f, a, 0, err, yield)
	}
	more, met := true, false
	readLines(in, r.Limits.LineBytes, func(a *Article, line int, err error) bool {
		met = true
		more = ctx.Err() == nil && r.deliver(f, a, line, err, yield)
		return more
	})
	if !met {
		return r.deliver(f, nil, 0, document.Problemf("is empty: put an article a line into it or remove it"), yield)
	}
	return more
}

// deliver yields an article, or the problem that it is not one or that another
// article has its ID.
func (r *Reader) deliver(f file, a *Article, line int, err error, yield func(*Article, error) bool) bool {
	if err == nil {
		a.Path = f.path
		if a.ID == "" {
			a.ID = f.id
		}
		err = r.claim(a.ID, place{f.path, line})
	}
	if err == nil {
		r.Tally.Articles++
		return yield(a, nil)
	}
	var p *Problem
	if errors.As(err, &p) {
		p.Path = f.path
	}
	r.Tally.Problems++
	return yield(nil, err)
}

// claim takes an ID for the article at here; the first to claim it keeps it.
func (r *Reader) claim(id string, here place) error {
	if first, taken := r.seen[id]; taken {
		where := &Problem{Path: first.path, Line: first.line}
		return document.Problemf("has the ID %q, which the article of %s has already: give it another, or remove one of the two",
			id, where.Where()).At(here.line)
	}
	r.seen[id] = here
	return nil
}

// readWhole reads one document that is not longer than the limit.
func (r *Reader) readWhole(f file, in io.Reader) (*Article, error) {
	data, err := io.ReadAll(io.LimitReader(in, r.Limits.FileBytes+1))
	if err != nil {
		return nil, document.Problemf("cannot be read: %v", plainError(err)).Because(err)
	}
	if int64(len(data)) > r.Limits.FileBytes {
		return nil, tooLarge(r.Limits.FileBytes)
	}
	return r.readDocument(f.format(), input{data: data})
}

// plainError takes the operation and path off an error of the file system,
// because a Problem names the path itself.
func plainError(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
