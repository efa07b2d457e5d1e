package corpus

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"time"
)

// lineFS is a file system with one file, lines.jsonl, whose lines are made while
// they are read.
type lineFS struct {
	lines int
	text  string
}

func (f lineFS) Open(name string) (fs.File, error) {
	if name != "lines.jsonl" {
		return nil, fs.ErrNotExist
	}
	return &lineFile{lineFS: f}, nil
}

type lineFile struct {
	lineFS
	next int
	rest bytes.Buffer
}

func (f *lineFile) Read(p []byte) (int, error) {
	if f.rest.Len() == 0 {
		if f.next == f.lines {
			return 0, io.EOF
		}
		fmt.Fprintf(&f.rest, `{"_id":"%d","title":"","text":"%s"}`+"\n", f.next, f.text)
		f.next++
	}
	return f.rest.Read(p)
}

func (f *lineFile) Close() error               { return nil }
func (f *lineFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *lineFile) Name() string               { return "lines.jsonl" }
func (f *lineFile) Size() int64                { return 0 }
func (f *lineFile) Mode() fs.FileMode          { return 0o444 }
func (f *lineFile) ModTime() time.Time         { return time.Time{} }
func (f *lineFile) IsDir() bool                { return false }
func (f *lineFile) Sys() any                   { return nil }

// TestLinesStream holds that a .jsonl file of 100 MB is read in a small part of
// that memory: what is alive grows by no more than some lines.
func TestLinesStream(t *testing.T) {
	const room = 4 << 20
	size := 100 << 20
	if racing {
		size = 16 << 20
	}
	text := strings.Repeat("The ferry was late. ", 2000)
	in := lineFS{lines: size / len(text), text: text}
	start, most := alive(), uint64(0)
	n := 0
	for a, err := range ReadFS(context.Background(), in, "lines.jsonl") {
		if err != nil || len(a.Text) != len(text) {
			t.Fatalf("article %d: %v", n, err)
		}
		if n++; n%250 == 0 {
			most = max(most, alive())
		}
	}
	if n != in.lines {
		t.Fatalf("read %d of %d articles", n, in.lines)
	}
	if most > start+room {
		t.Errorf("%d MB alive while reading %d MB", (most-start)>>20, size>>20)
	}
	t.Logf("%d kB more alive while reading %d MB", (int64(most)-int64(start))>>10, size>>20)
}

// alive is how many bytes are reachable.
func alive() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
