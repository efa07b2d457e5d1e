package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"footnote/retrieval/sqlite/schema"
)

// old makes the library one of the version before: what the last migration added
// is taken away.
func (f *folder) old() {
	f.t.Helper()
	f.rawly("ALTER TABLE articles DROP COLUMN pages")
	f.rawly("DELETE FROM goose_db_version WHERE version_id = 2")
	f.rawly("PRAGMA user_version = 1")
}

// A library of an older version is brought up to date, and a copy of it stays for
// a week.
func TestAnOlderLibraryIsCopiedBeforeItChanges(t *testing.T) {
	f := many(t, 3)
	f.add("")
	want := f.dump()
	f.old()
	must(t, Check(t.Context(), f.library))
	s, err := Open(t.Context(), f.library)
	must(t, err)
	must(t, s.Close())
	equal(t, "the library", f.dump(), want)
	kept := filepath.Join(f.library, FileName+".before-2")
	db, err := connect(t.Context(), Address(kept, "immutable"), kept)
	if !errors.Is(err, errOlder) {
		t.Errorf("the copy is %v, %v", db, err)
	}
	info, err := os.Stat(kept)
	must(t, err)
	equal(t, "mode", info.Mode().Perm(), 0o600)
	f.add("")
	if !exists(kept) {
		t.Error("the copy is gone at once")
	}
	past := time.Now().Add(-schema.CopiesLast)
	must(t, os.Chtimes(kept, past, past))
	f.add("")
	if exists(kept) {
		t.Error("the copy stays for ever")
	}
}
