package storetest

import (
	"bytes"
	"os"
	"testing"

	"footnote/bot/store"
)

// Holding are the files of what is kept at a path, or the tables of the database that
// stands for it, that hold a text.
func Holding(t testing.TB, db *store.DB, path, text string) (list []string) {
	t.Helper()
	if engine == "postgres" {
		return tablesHolding(t, db, text)
	}
	for _, ending := range []string{"", "-wal", "-shm"} {
		content, err := os.ReadFile(path + ending)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(content, []byte(text)) {
			list = append(list, "the data file"+ending)
		}
	}
	return list
}

func tablesHolding(t testing.TB, db *store.DB, text string) (list []string) {
	t.Helper()
	tables, err := store.Column[string](t.Context(), db, "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1")
	if err != nil || len(tables) == 0 {
		t.Fatal(tables, err)
	}
	for _, table := range tables {
		var held bool
		query := `SELECT EXISTS (SELECT 1 FROM "` + table + `" AS r WHERE strpos(CAST(r AS TEXT), ?) > 0)`
		if err := db.QueryRow(store.Across(t.Context()), query, text).Scan(&held); err != nil {
			t.Fatal(err)
		}
		if held {
			list = append(list, "the table "+table)
		}
	}
	return list
}
