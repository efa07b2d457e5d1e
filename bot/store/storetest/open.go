package storetest

import (
	"path/filepath"
	"testing"
	"time"

	"footnote/bot/store"
	"footnote/bot/store/stores"
)

// Open opens a new data file for the time of a test.
func Open(t testing.TB) *stores.All {
	t.Helper()
	return OpenAt(t, filepath.Join(t.TempDir(), "bot.db"), nil)
}

// OpenAt opens the data file at a path for the time of a test. now is the clock;
// nil means time.Now.
func OpenAt(t testing.TB, path string, now func() time.Time) *stores.All {
	t.Helper()
	db, err := store.Open(t.Context(), path, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return stores.New(db)
}
