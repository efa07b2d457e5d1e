package sqlite

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
)

// A library that lost rows which every library has, whose passages are gone and one
// of whose articles was altered, is made whole: the altered article goes, nothing else
// does, and the next sync embeds only what is missing.
func TestMend(t *testing.T) {
	f := many(t, 6)
	f.add("")
	want := f.dump()
	for _, loss := range []string{
		"DELETE FROM state", "DELETE FROM goose_db_version WHERE version_id = 2", "DELETE FROM passages",
		"UPDATE articles SET text = replace(text, 'a', 'o') WHERE id = 3",
	} {
		f.rawly(loss)
	}
	altered, err := Mend(t.Context(), f.library)
	must(t, err)
	if len(altered) != 0 {
		t.Errorf("without a revision nothing can be told, and %q are removed", altered)
	}
	f.rawly("UPDATE state SET revision = '1'")
	name := ""
	db, err := connect(t.Context(), Address(filepath.Join(f.library, FileName), ""), f.library)
	must(t, err)
	must(t, db.db.QueryRowContext(t.Context(), "SELECT name FROM articles WHERE id = 3").Scan(&name))
	must(t, db.Close())
	altered, err = Mend(t.Context(), f.library)
	must(t, err)
	if !slices.Equal(altered, []string{name}) {
		t.Errorf("%q are removed, want %q", altered, name)
	}
	before := f.embed.calls
	f.add("")
	equal(t, "the library", f.dump(), want)
	if n := f.embed.calls - before; n != 0 {
		t.Errorf("%d times passages are embedded again", n)
	}
	must(t, Check(t.Context(), f.library))
	if _, err := Mend(t.Context(), t.TempDir()); err == nil || errors.Is(err, ErrNone) {
		t.Errorf("nothing is mended with %v", err)
	}
}
