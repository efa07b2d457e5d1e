package backup

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"footnote/retrieval/sqlite"
)

// library makes a library that says a word.
func library(t *testing.T, dir, said string) {
	t.Helper()
	w, err := sqlite.OpenWriter(t.Context(), dir, said)
	must(t, err)
	must(t, w.Close())
	mark(t, dir, said)
}

// mark has a library say a word.
func mark(t *testing.T, dir, said string) {
	t.Helper()
	db := opened(t, filepath.Join(dir, sqlite.FileName))
	for _, statement := range []string{"CREATE TABLE IF NOT EXISTS said (word TEXT)", "DELETE FROM said", "INSERT INTO said VALUES ('" + said + "')"} {
		_, err := db.ExecContext(t.Context(), statement)
		must(t, err)
	}
	must(t, db.Close())
}

// opened opens a database.
func opened(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", sqlite.Address(path, ""))
	must(t, err)
	return db
}

// A coming library takes the place of the one in service as a whole, or not at all,
// and so does the one before it: wherever that is cut off, a library is there.
func TestStatesThatAreCutOff(t *testing.T) {
	defer func() { rename = os.Rename }()
	for name, do := range map[string]func(dir string) error{
		"promote":  func(dir string) error { return Promote(t.Context(), dir, true) },
		"rollback": func(dir string) error { return Rollback(t.Context(), dir) },
	} {
		seen := map[string]int{}
		for steps, ended := 0, false; !ended; steps++ {
			rename = os.Rename
			dir := t.TempDir()
			library(t, dir, "old")
			next, err := Next(t.Context(), dir)
			must(t, err)
			mark(t, next, "new")
			if name == "rollback" {
				must(t, Promote(t.Context(), dir, true))
			}
			done := 0
			rename = func(from, to string) error {
				if done++; done > steps {
					return errCut
				}
				return os.Rename(from, to)
			}
			err = do(dir)
			if ended = err == nil; !ended && !errors.Is(err, errCut) {
				t.Fatal(err)
			}
			seen[says(t, dir)]++
			must(t, sqlite.Check(t.Context(), dir))
		}
		if seen["old"] == 0 || seen["new"] == 0 || len(seen) > 2 {
			t.Errorf("%s: the states are %v", name, seen)
		}
	}
}

// A copy of a state is gone on with as long as that state is in service.
func TestNextIsGoneOnWith(t *testing.T) {
	dir := t.TempDir()
	if next, err := Next(t.Context(), dir); next != "" || err != nil {
		t.Fatalf("without a library: %q, %v", next, err)
	}
	if err := Rollback(t.Context(), dir); !errors.Is(err, ErrNoState) {
		t.Errorf("without a state before: %v", err)
	}
	library(t, dir, "old")
	next, err := Next(t.Context(), dir)
	must(t, err)
	mark(t, next, "new")
	_, err = Next(t.Context(), dir)
	must(t, err)
	if got := says(t, next); got != "new" {
		t.Errorf("the copy says %q", got)
	}
	db := opened(t, filepath.Join(dir, sqlite.FileName))
	_, err = db.ExecContext(t.Context(), "UPDATE state SET generation = generation + 1")
	must(t, errors.Join(err, db.Close()))
	_, err = Next(t.Context(), dir)
	must(t, err)
	if got := says(t, next); got != "old" {
		t.Errorf("the copy of another state says %q", got)
	}
}
