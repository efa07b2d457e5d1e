package sqlite

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// rawly runs a statement on a library's file.
func (f *folder) rawly(statement string) {
	f.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(f.library, FileName))
	must(f.t, err)
	_, err = db.ExecContext(f.t.Context(), statement)
	must(f.t, err)
	must(f.t, db.Close())
}

// What is no library of this version is refused, by readers and writers alike,
// with a sentence that says what to do, and is left as it was.
func TestOpenRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		make func(f *folder)
		want error
	}{
		"a newer version": {func(f *folder) { f.rawly("PRAGMA user_version = 99") }, ErrNewer},
		"another program": {func(f *folder) { f.rawly("PRAGMA application_id = 7") }, ErrForeign},
		"another database": {func(f *folder) {
			must(f.t, os.Remove(filepath.Join(f.library, FileName)))
			f.rawly("CREATE TABLE bookmarks (url TEXT)")
		}, ErrForeign},
		"no database": {func(f *folder) {
			must(f.t, os.WriteFile(filepath.Join(f.library, FileName), bytes.Repeat([]byte("text "), 9000), 0o600))
		}, ErrForeign},
		"a short file": {func(f *folder) {
			must(f.t, os.WriteFile(filepath.Join(f.library, FileName), []byte("x"), 0o600))
		}, ErrForeign},
	} {
		t.Run(name, func(t *testing.T) {
			f := many(t, 3)
			f.add("")
			c.make(f)
			before, err := os.ReadFile(filepath.Join(f.library, FileName))
			must(t, err)
			_, err = Open(t.Context(), f.library)
			refused(t, "reading", err, c.want)
			_, err = OpenWriter(t.Context(), f.library, "a test")
			refused(t, "writing", err, c.want)
			refused(t, "checking", Check(t.Context(), f.library), c.want)
			after, err := os.ReadFile(filepath.Join(f.library, FileName))
			must(t, err)
			if !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func refused(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) || strings.Count(err.Error(), "\n") > 0 || !strings.Contains(err.Error(), FileName) {
		t.Errorf("%s: %v", what, err)
	}
}

func TestOpenNone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "made")
	if _, err := Open(t.Context(), dir); !errors.Is(err, ErrNone) {
		t.Errorf("no folder: %v", err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Error("reading made a folder")
	}
}

// A file that holds nothing is never taken for none, which would have the program
// answer from its sample; adding makes it anew.
func TestOpenUnfinished(t *testing.T) {
	f := many(t, 3)
	must(t, os.WriteFile(filepath.Join(f.library, FileName), nil, 0o600))
	_, err := Open(t.Context(), f.library)
	refused(t, "empty file", err, ErrEmptied)
	equal(t, "added", f.add("").Added, 3)
}

// Damage is said, whichever part of the file it hits, and never shown as
// articles.
func TestOpenDamaged(t *testing.T) {
	f := many(t, 120)
	f.add("")
	path := filepath.Join(f.library, FileName)
	sound, err := os.ReadFile(path)
	must(t, err)
	wrong := 0
	for page := 1; page < len(sound)/8192; page += 2 {
		broken := bytes.Clone(sound)
		for i := range 4096 {
			broken[page*8192+i] ^= 0x5a
		}
		must(t, os.WriteFile(path, broken, 0o600))
		s, err := Open(t.Context(), f.library)
		if err == nil {
			for _, readErr := range s.Articles(t.Context()) {
				err = errors.Join(err, readErr)
			}
			must(t, s.Close())
		}
		if err == nil {
			continue // an index or a vector
		}
		wrong++
		if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrForeign) {
			t.Errorf("page %d: %v", page, err)
		}
	}
	if wrong == 0 {
		t.Error("no damage was noticed")
	}
}

func TestLockSaysWhoHoldsIt(t *testing.T) {
	f := many(t, 1)
	f.writing(func(*Writer) {
		_, err := OpenWriter(t.Context(), f.library, "another")
		if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "a test") {
			t.Errorf("error %v", err)
		}
	})
	f.writing(func(*Writer) {})
}

// What is gone is gone from the bytes of the file too.
func TestVanishedTextIsErased(t *testing.T) {
	f := many(t, 5)
	f.write("secret.txt", "The word is xylophonist. It is a secret. Nobody may know it.")
	f.add("")
	f.remove("secret.txt")
	f.sync()
	for _, name := range []string{FileName, FileName + "-wal"} {
		content, err := os.ReadFile(filepath.Join(f.library, name))
		if err == nil && bytes.Contains(content, []byte("xylophonist")) {
			t.Errorf("%s still holds the text", name)
		}
	}
}

// A disk that is full in the middle loses nothing that was committed, and says
// so in a sentence; with room again, the next sync completes.
func TestDiskFull(t *testing.T) {
	f := many(t, 20)
	f.add("")
	before := f.dump()
	for i := 20; i < 32; i++ {
		f.write(word(i)+".txt", prose(word(i), 8))
	}
	f.writing(func(w *Writer) {
		_, err := w.conn.ExecContext(t.Context(), "PRAGMA max_page_count = 1") // as many as there are
		must(t, err)
		_, err = w.Sync(t.Context(), f.options())
		if !errors.Is(err, ErrFull) {
			t.Errorf("error %v", err)
		}
	})
	equal(t, "the library", f.dump(), before)
	f.sync()
	fresh := &folder{t: t, dir: f.dir, library: t.TempDir(), embed: &counting{name: "quoting-1"}}
	fresh.add("")
	equal(t, "the library", f.dump(), fresh.dump())
}
