package sqlite

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// IDs follow the files as --corpus names them, also where they move.
func TestNames(t *testing.T) {
	f := newFolder(t)
	f.write("one/x.txt", prose("x in one", 2))
	f.add("")
	equal(t, "alone", f.articles(), "x")
	f.write("two/x.txt", prose("x in two", 2))
	equal(t, "another", f.sync(), Counts{Added: 2, Removed: 1, Embedded: 2})
	equal(t, "both", f.articles(), "one/x two/x")
	f.remove("one/x.txt")
	f.sync()
	equal(t, "the other", f.articles(), "x")
	f.remove("two/x.txt")
	f.write("three/x.txt", prose("x in two", 2))
	equal(t, "moved", f.sync(), Counts{Unchanged: 1})
	equal(t, "embedded twice", len(f.embed.twice()), 0)
}

// An ID that another source has stays there; the newcomer gets a folder in
// front, or a sentence where its article names itself.
func TestNamesAcrossSources(t *testing.T) {
	f := newFolder(t)
	f.write("one/x.txt", prose("x in one", 2))
	f.write("two/x.txt", prose("x in two", 2))
	f.write("lines.jsonl", `{"_id":"x","text":"This names itself. It is two sentences."}`+"\n")
	f.add("one")
	f.add("two")
	equal(t, "both", f.articles(), "two/x x")
	f.writing(func(w *Writer) {
		_, err := w.Add(t.Context(), f.options(), filepath.Join(f.dir, "lines.jsonl"))
		if err == nil || len(f.problems) != 1 || !strings.Contains(f.problems[0], `has the ID "x", which the article of`) {
			t.Errorf("%v, problems %q", err, f.problems)
		}
	})
	equal(t, "unchanged", f.sync(), Counts{Unchanged: 2})
	f.writing(func(w *Writer) {
		_, err := w.Remove(t.Context(), filepath.Join(f.dir, "one"))
		must(t, err)
	})
	equal(t, "now free", f.add("lines.jsonl").Added, 1)
	equal(t, "both", f.articles(), "two/x x")
}

// Lines that move from one file to another take their articles along, in either
// direction, and duplicates are refused as in reading afresh.
func TestNamesMoveBetweenFiles(t *testing.T) {
	line := `{"_id":"z","text":"This names itself. It is two sentences."}` + "\n"
	other := `{"_id":"o","text":"This is another. It is two sentences."}` + "\n"
	f := newFolder(t)
	f.write("1.jsonl", other)
	f.write("2.jsonl", line)
	f.add("")
	for _, to := range []string{"1.jsonl", "2.jsonl"} {
		f.write("1.jsonl", other)
		f.write("2.jsonl", `{"_id":"p","text":"This is a third. It is two sentences."}`+"\n")
		f.write(to, line)
		f.sync()
		fresh := &folder{t: t, dir: f.dir, library: t.TempDir(), embed: &counting{name: "quoting-1"}}
		fresh.add("")
		equal(t, to, f.dump(), fresh.dump())
	}
	f.write("1.jsonl", line)
	f.write("2.jsonl", line)
	equal(t, "duplicate", f.sync().Failed, 1)
	equal(t, "articles", f.articles(), "z")
	f.write("1.jsonl", other)
	f.sync()
	equal(t, "the duplicate gone", f.articles(), "o z")
}

// What was removed by its ID stays away, until it is added again.
func TestRemove(t *testing.T) {
	f := newFolder(t)
	f.write("a.txt", prose("a", 2))
	f.write("b.txt", prose("b", 2))
	f.add("")
	f.writing(func(w *Writer) {
		_, err := w.Remove(t.Context(), "a", "nobody")
		if !errors.Is(err, ErrUnknown) {
			t.Errorf("unknown: %v", err)
		}
	})
	equal(t, "nothing removed", f.articles(), "a b")
	f.writing(func(w *Writer) {
		counts, err := w.Remove(t.Context(), "a")
		must(t, err)
		equal(t, "removed", counts.Removed, 1)
	})
	if strings.Contains(f.dump(), "vector") && strings.Count(f.dump(), "vector") != f.status().Passages {
		t.Errorf("vectors of a removed article are kept:\n%s", f.dump())
	}
	f.write("a.txt", prose("a", 3))
	f.sync()
	equal(t, "stays away", f.articles(), "b")
	f.add("a.txt")
	equal(t, "added again", f.articles(), "a b")
	f.writing(func(w *Writer) {
		_, err := w.Remove(t.Context(), f.dir)
		must(t, err)
	})
	equal(t, "nothing left", f.dump(), "embedder quoting-1 1 256\nunfinished 0 garbage 0\n")
}

// A file that is a source of its own leaves none behind.
func TestRemoveSingleFile(t *testing.T) {
	f := newFolder(t)
	f.write("a.txt", prose("a", 2))
	f.add("a.txt")
	f.writing(func(w *Writer) {
		_, err := w.Remove(t.Context(), "a")
		must(t, err)
	})
	equal(t, "sources", len(f.status().Sources), 0)
	equal(t, "sync", f.sync(), Counts{})
}
