package repair

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"footnote/retrieval/sqlite"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// rowsOf reads a table of two texts.
func rowsOf(t *testing.T, path, table string) []string {
	t.Helper()
	db, err := sql.Open("sqlite", sqlite.Address(path, "", "query_only(1)"))
	must(t, err)
	defer db.Close() //nolint:errcheck // only read from
	all, err := texts(t.Context(), db, "SELECT a || ' ' || b FROM "+table+" ORDER BY 1")
	must(t, err)
	return all
}

// filled is a database with tables of each kind, of some pages each.
func filled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "d.db")
	db, err := sql.Open("sqlite", sqlite.Address(path, "", "page_size(4096)", "journal_mode(WAL)"))
	must(t, err)
	numbers := "WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 7 FROM s WHERE n < 4000) "
	for _, statement := range []string{
		"CREATE TABLE numbered (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT NOT NULL) STRICT",
		"CREATE TABLE named (a TEXT PRIMARY KEY, b TEXT NOT NULL) STRICT",
		"CREATE TABLE keyed (a INTEGER, b TEXT, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID",
		"CREATE TABLE child (a INTEGER NOT NULL REFERENCES numbered (a), b TEXT) STRICT",
		"CREATE INDEX child_a ON child (a)",
		numbers + "INSERT INTO numbered SELECT n, printf('%.*c', 90, 'x') || n FROM s",
		numbers + "INSERT INTO named SELECT 'name' || n, printf('%.*c', n % 3000, 'y') FROM s WHERE n % 5 = 0",
		numbers + "INSERT INTO keyed SELECT n, printf('%.*c', 60, 'z') FROM s",
		numbers + "INSERT INTO child SELECT n, 'of ' || n FROM s",
	} {
		_, err := db.ExecContext(t.Context(), statement)
		must(t, err)
	}
	must(t, db.Close())
	return path
}

// kinds are the tables of filled.
var kinds = []string{"numbered", "named", "keyed", "child"}

// Whatever page is damaged, every row that is saved is one of the rows that were
// there, nearly all are saved, and it says where some were lost.
func TestSalvageOfEachDamagedPage(t *testing.T) {
	path := filled(t)
	want := map[string][]string{}
	for _, table := range kinds {
		want[table] = rowsOf(t, path, table)
	}
	sound, err := os.ReadFile(path)
	must(t, err)
	total, lostSome := 0, 0
	for page := 1; page < len(sound)/4096; page += 4 {
		broken := bytes.Clone(sound)
		for i := range 4096 {
			broken[page*4096+i] = byte(i * 31)
		}
		must(t, os.WriteFile(path, broken, 0o600))
		to := filepath.Join(t.TempDir(), "saved.db")
		said, err := Salvage(t.Context(), path, to)
		must(t, err)
		for _, table := range said {
			if !slices.Contains(kinds, table.Name) {
				continue
			}
			got := rowsOf(t, to, table.Name)
			allOf(t, got, want[table.Name])
			lost := len(want[table.Name]) - len(got)
			total += lost
			if len(got) != table.Saved || lost > 0 && table.Lost == 0 || table.Lost > 0 && table.Lost != lost {
				t.Errorf("page %d: %d rows of %d were saved, and it says %+v", page, len(got), len(want[table.Name]), table)
			}
			if lost > 0 {
				lostSome++
			}
		}
	}
	if pages := len(sound) / 4096 / 4; lostSome == 0 || total > 120*pages {
		t.Errorf("%d rows were lost with %d pages", total, pages)
	}
}

// allOf checks that there is no row that never was.
func allOf(t *testing.T, got, want []string) {
	t.Helper()
	for _, row := range got {
		if _, found := slices.BinarySearch(want, row); !found {
			t.Fatalf("the row %.60q never was", row)
		}
	}
}

func TestSalvageOfASoundFile(t *testing.T) {
	path := filled(t)
	to := filepath.Join(t.TempDir(), "saved.db")
	said, err := Salvage(t.Context(), path, to)
	must(t, err)
	for _, table := range said {
		if table.Lost != 0 {
			t.Errorf("it says %+v", table)
		}
	}
	for _, table := range kinds {
		if !slices.Equal(rowsOf(t, path, table), rowsOf(t, to, table)) {
			t.Errorf("%s differs", table)
		}
	}
}

func TestNothingCanBeRead(t *testing.T) {
	for name, content := range map[string][]byte{"empty": nil, "text": bytes.Repeat([]byte("text "), 3000),
		"head alone": append([]byte("SQLite format 3\x00"), make([]byte, 4080)...)} {
		path := filepath.Join(t.TempDir(), "d.db")
		must(t, os.WriteFile(path, content, 0o600))
		if said, err := Salvage(t.Context(), path, path+".saved"); !errors.Is(err, ErrHopeless) {
			t.Errorf("%s: %v, %v", name, said, err)
		}
		if _, err := os.Stat(path + ".saved"); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: a file was made", name)
		}
	}
}
