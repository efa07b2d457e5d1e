package storetest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
	"footnote/bot/store/stores"
)

// engine says on what tests of the bot run: SQLite, or with "postgres" on a server that
// they start.
var engine = os.Getenv("FOOTNOTE_TEST_DATABASE")

// OnlyInAFile skips a test that looks at a data file where tests run on a server.
func OnlyInAFile(t testing.TB) {
	t.Helper()
	if engine == "postgres" {
		t.Skip("not run on PostgreSQL: it looks at a data file")
	}
}

// urls are those of databases that stand for data files, by path.
var urls sync.Map

// DB opens the data file at a path, or where tests run on a server a database that
// stands for it, in which guilds are kept apart: the same for the same path.
func DB(ctx context.Context, t testing.TB, path string, now func() time.Time) (*store.DB, error) {
	t.Helper()
	if engine != "postgres" {
		return store.Open(ctx, path, now)
	}
	url, ok := urls.Load(path)
	if !ok {
		url, _ = urls.LoadOrStore(path, postgrestest.Start(t).URL(t))
	}
	db, err := store.OpenURL(ctx, url.(string), now)
	if err != nil {
		return nil, err
	}
	return db, db.KeepApart(ctx, true)
}

// Open opens a new data file for the time of a test.
func Open(t testing.TB) *stores.All {
	t.Helper()
	return OpenAt(t, filepath.Join(t.TempDir(), "bot.db"), nil)
}

// OpenAt opens the data file at a path for the time of a test. now is the clock;
// nil means time.Now.
func OpenAt(t testing.TB, path string, now func() time.Time) *stores.All {
	t.Helper()
	db, err := DB(t.Context(), t, path, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return stores.New(db)
}
