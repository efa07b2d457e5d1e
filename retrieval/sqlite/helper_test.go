package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

// folder is a folder of articles, and the library made of it.
type folder struct {
	t       testing.TB
	dir     string
	library string
	embed   *counting
	// problems are what the last sync said.
	problems []string
}

func newFolder(t testing.TB) *folder {
	t.Helper()
	return &folder{t: t, dir: t.TempDir(), library: t.TempDir(), embed: &counting{name: "quoting-1"}}
}

// long ago: a file of that time is not one that may be changing just now.
var longAgo = time.Date(2025, 3, 1, 12, 0, 0, 12345, time.UTC)

// write makes or replaces a file. Its time differs from that of any write before.
func (f *folder) write(name, content string) {
	f.t.Helper()
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	must(f.t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(f.t, os.WriteFile(path, []byte(content), 0o600))
	longAgo = longAgo.Add(time.Minute)
	must(f.t, os.Chtimes(path, longAgo, longAgo))
}

func (f *folder) remove(name string) {
	f.t.Helper()
	must(f.t, os.RemoveAll(filepath.Join(f.dir, filepath.FromSlash(name))))
}

func (f *folder) options() Options {
	f.problems = nil
	o := Options{Open: func(a string) (Source, error) { return corpus.Files{Path: a}, nil }, Revision: "1", Progress: f}
	if f.embed != nil {
		o.Embedder = f.embed
	}
	return o
}

// Step implements Progress.
func (f *folder) Step(Stage, int, int) {}

// Problem implements Progress.
func (f *folder) Problem(err error) { f.problems = append(f.problems, err.Error()) }

// writing opens the library to change it.
func (f *folder) writing(do func(*Writer)) {
	f.t.Helper()
	w, err := OpenWriter(f.t.Context(), f.library, "a test")
	must(f.t, err)
	defer func() { must(f.t, w.Close()) }()
	do(w)
}

// add adds paths below the folder, "" for the folder itself.
func (f *folder) add(names ...string) Counts {
	f.t.Helper()
	var counts Counts
	f.writing(func(w *Writer) {
		var paths []string
		for _, n := range names {
			paths = append(paths, filepath.Join(f.dir, filepath.FromSlash(n)))
		}
		var err error
		counts, err = w.Add(f.t.Context(), f.options(), paths...)
		must(f.t, err)
	})
	return counts
}

func (f *folder) sync() Counts {
	f.t.Helper()
	var counts Counts
	f.writing(func(w *Writer) {
		var err error
		counts, err = w.Sync(f.t.Context(), f.options())
		must(f.t, err)
	})
	return counts
}

// dump is all that a library holds but row numbers and times, as lines.
func (f *folder) dump() string {
	f.t.Helper()
	s, err := Open(f.t.Context(), f.library)
	must(f.t, err)
	defer func() { must(f.t, s.Close()) }()
	statement, err := os.ReadFile(filepath.Join("testdata", "dump.sql"))
	must(f.t, err)
	rows, err := s.db.QueryContext(f.t.Context(), string(statement))
	must(f.t, err)
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var b strings.Builder
	for rows.Next() {
		var line string
		must(f.t, rows.Scan(&line))
		b.WriteString(strings.ReplaceAll(line, f.dir, "DIR") + "\n")
	}
	must(f.t, rows.Err())
	return b.String()
}

// articles are the IDs in the library, in order.
func (f *folder) articles() string {
	f.t.Helper()
	s, err := Open(f.t.Context(), f.library)
	must(f.t, err)
	defer func() { must(f.t, s.Close()) }()
	list, err := s.List(f.t.Context())
	must(f.t, err)
	var ids []string
	for _, l := range list {
		ids = append(ids, l.ID)
	}
	return strings.Join(ids, " ")
}

func (f *folder) status() Status {
	f.t.Helper()
	s, err := Open(f.t.Context(), f.library)
	must(f.t, err)
	defer func() { must(f.t, s.Close()) }()
	status, err := s.Status(f.t.Context())
	must(f.t, err)
	return status
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got\n%v\nwant\n%v", what, got, want)
	}
}

// counting is a Quoting embedder that counts, and fails where it is told to.
type counting struct {
	name string
	mu   sync.Mutex
	// had are the passages embedded, by how often; calls the calls for passages.
	had   map[string]int
	calls int
	// fail, where set, leaves out a text of a call, by its place.
	fail func(call, text int) bool
	// cut shortens all vectors to so many numbers.
	cut int
}

func (c *counting) Name() string { return c.name }

func (c *counting) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	vectors, err := retrievaltest.Quoting{}.Embed(ctx, kind, texts)
	if err != nil || kind == retrieval.Question {
		return vectors, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.had == nil {
		c.had = map[string]int{}
	}
	c.calls++
	made := 0
	for i := range vectors {
		if c.fail != nil && c.fail(c.calls, i) {
			vectors[i], err = nil, errors.New("the test's embedder is told to fail")
			continue
		}
		if made++; c.cut > 0 {
			vectors[i] = vectors[i][:c.cut]
		}
		c.had[texts[i]]++
	}
	if made == 0 {
		return nil, err
	}
	return vectors, err
}

// twice are the texts that were embedded more than once.
func (c *counting) twice() (list []string) {
	for text, n := range c.had {
		if n > 1 {
			list = append(list, text)
		}
	}
	return list
}

// prose makes some sentences that name what they are about.
func prose(about string, paragraphs int) string {
	var b strings.Builder
	for i := range paragraphs {
		for j := range 3 {
			fmt.Fprintf(&b, "Sentence %d of paragraph %d tells what is known of %s today. ", j, i, about)
		}
		b.WriteString("\n\n")
	}
	return b.String()
}
