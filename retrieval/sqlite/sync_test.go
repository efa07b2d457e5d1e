package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
)

// A library that followed its sources step by step is equal to one that is made
// of their last state.
func TestSyncEqualsFresh(t *testing.T) {
	f := newFolder(t)
	for _, name := range []string{"a", "b", "sub/c", "sub/d"} {
		f.write(name+".txt", prose(name, 4))
	}
	f.write("lines.jsonl", `{"_id":"one","title":"One","text":"First text. It has two sentences."}`+"\n"+
		`{"_id":"two","title":"Two","text":"Second text. It has two sentences."}`+"\n")
	equal(t, "first", f.add(""), Counts{Added: 6, Embedded: f.status().Passages})
	equal(t, "unchanged", f.sync(), Counts{Unchanged: 6})

	f.write("a.txt", prose("a", 3)+"A new end. It stands here now. Nothing follows it.\n")
	f.remove("b.txt")
	f.write("sub/e.txt", prose("e", 2))
	f.write("lines.jsonl", `{"_id":"two","title":"Two","text":"Second text. It has two sentences."}`+"\n"+
		`{"_id":"three","title":"Three","text":"Third text. It has two sentences."}`+"\n")
	counts := f.sync()
	counts.Embedded = 0
	equal(t, "second", counts, Counts{Added: 2, Changed: 1, Removed: 2, Unchanged: 3})
	equal(t, "articles", f.articles(), "a c d e three two")
	equal(t, "embedded twice", len(f.embed.twice()), 0)

	fresh := &folder{t: t, dir: f.dir, library: t.TempDir(), embed: &counting{name: "quoting-1"}}
	fresh.add("")
	equal(t, "the library", f.dump(), fresh.dump())
}

// A passage whose text stood somewhere before, or stands elsewhere too, is not
// embedded again: in a moved file, a copy, below new text.
func TestSyncEmbedsTextOnce(t *testing.T) {
	f := newFolder(t)
	f.write("a.txt", prose("a", 4))
	f.write("old/b.txt", prose("b", 4))
	f.add("")
	before := f.embed.calls
	f.remove("old/b.txt")
	f.write("new/b.txt", prose("b", 4))
	f.write("copy.txt", prose("a", 4))
	counts := f.sync()
	equal(t, "moved and copied", counts, Counts{Added: 1, Unchanged: 2})
	equal(t, "calls", f.embed.calls, before)
	f.write("a.txt", "Something new stands above. It is short. It is one passage.\n\n"+prose("a", 4))
	if counts := f.sync(); counts.Changed != 1 || counts.Embedded == 0 || counts.Embedded > 3 {
		t.Errorf("longer: %+v", counts)
	}
	equal(t, "embedded twice", len(f.embed.twice()), 0)
}

// One article changed in a file of many: its new passages only.
func TestSyncOneOfMany(t *testing.T) {
	lines := func(changed int) string {
		var b strings.Builder
		for i := range 80 {
			text := "Line " + word(i) + " says something. It goes on. It ends."
			if i == changed {
				text += `\n\nThis line was changed. It is longer now. It ends later.`
			}
			b.WriteString(`{"_id":"` + word(i) + `","title":"","text":"` + text + `"}` + "\n")
		}
		return b.String()
	}
	f := newFolder(t)
	f.write("all.jsonl", lines(-1))
	equal(t, "first", f.add("all.jsonl"), Counts{Added: 80, Embedded: 80})
	f.write("all.jsonl", lines(77))
	equal(t, "second", f.sync(), Counts{Changed: 1, Unchanged: 79, Embedded: 1})
}

func word(i int) string {
	return "w" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i/26)
}

// A file that was touched is read and found unchanged; one that may be changing
// just now is read again although its time and size are the same.
func TestSyncTouched(t *testing.T) {
	f := newFolder(t)
	f.write("a.txt", prose("a", 2))
	f.add("")
	f.write("a.txt", prose("a", 2))
	equal(t, "touched", f.sync(), Counts{Unchanged: 1})

	// The time of a file that is changing just now: it never settles.
	now := time.Now().Add(time.Hour)
	path := filepath.Join(f.dir, "a.txt")
	for _, about := range []string{"b", "c"} {
		f.write("a.txt", prose(about, 2))
		must(t, os.Chtimes(path, now, now))
		equal(t, "written twice within a tick: "+about, f.sync().Changed, 1)
	}
}

// What cannot be read keeps its articles and is said at every sync, read or not.
func TestSyncKeepsWhatCannotBeRead(t *testing.T) {
	f := newFolder(t)
	f.write("a.txt", prose("a", 2))
	f.write("b.txt", prose("b", 2))
	f.write("lines.jsonl", `{"_id":"one","text":"First text. Two sentences."}`+"\n")
	f.add("")
	f.write("a.txt", "\xff\xfe\xfd not text \x00")
	f.write("lines.jsonl", `{"_id":"two","text":"Second text. Two sentences."}`+"\nno json\n")
	want := Counts{Added: 1, Unchanged: 1, Failed: 2, Embedded: 1}
	equal(t, "broken", f.sync(), want)
	equal(t, "articles", f.articles(), "a b one two")
	problems := strings.Join(f.problems, "\n")
	if !strings.Contains(problems, "a.txt") || !strings.Contains(problems, "lines.jsonl, line 2") {
		t.Errorf("problems: %s", problems)
	}
	equal(t, "broken still", f.sync(), Counts{Unchanged: 4, Failed: 2})
	equal(t, "problems", strings.Join(f.problems, "\n"), problems)
	f.write("lines.jsonl", `{"_id":"two","text":"Second text. Two sentences."}`+"\n")
	f.write("a.txt", prose("a", 2))
	equal(t, "mended", f.sync(), Counts{Removed: 1, Unchanged: 3})
}

// A folder that is away may be a disk that is not plugged in; a single file that
// is gone from its folder is gone.
func TestSyncSourceAway(t *testing.T) {
	f := newFolder(t)
	f.write("disk/a.txt", prose("a", 2))
	f.write("single.txt", prose("s", 2))
	f.add("disk", "single.txt")
	must(t, os.Rename(filepath.Join(f.dir, "disk"), filepath.Join(f.dir, "away")))
	f.remove("single.txt")
	equal(t, "away", f.sync(), Counts{Removed: 1, Failed: 1})
	equal(t, "articles", f.articles(), "a")
	if got := f.status().Sources[0].Problem; !strings.Contains(got, "does not exist") {
		t.Errorf("status says %q", got)
	}
	must(t, os.Rename(filepath.Join(f.dir, "away"), filepath.Join(f.dir, "disk")))
	equal(t, "back", f.sync(), Counts{Unchanged: 1, Failed: 1})
}

func TestAddNothing(t *testing.T) {
	f := newFolder(t)
	f.write("empty/x.bin", "nothing that is read")
	f.writing(func(w *Writer) {
		for _, name := range []string{"empty", "missing"} {
			_, err := w.Add(t.Context(), f.options(), filepath.Join(f.dir, name))
			if !errors.Is(err, corpus.ErrNothing) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
	equal(t, "sources", len(f.status().Sources), 0)
}

func TestAddWithinAndAround(t *testing.T) {
	f := newFolder(t)
	f.write("sub/a.txt", prose("a", 2))
	f.write("b.txt", prose("b", 2))
	f.add("sub/a.txt")
	equal(t, "around", f.add(""), Counts{Added: 1, Unchanged: 1, Embedded: f.status().Passages / 2})
	equal(t, "sources", len(f.status().Sources), 1)
	equal(t, "within", f.add("sub"), Counts{Unchanged: 2})
	equal(t, "sources", len(f.status().Sources), 1)
	equal(t, "twice", f.add("", ""), Counts{Unchanged: 2})
}
