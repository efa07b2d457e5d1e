package shared

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/sqlite"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// on opens the libraries of a database on a server.
func on(t *testing.T, url string) *Libraries {
	t.Helper()
	db, err := store.OpenURL(t.Context(), url, nil)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	return New(db)
}

// written is a source of one article.
type written struct{ address, text string }

func (w written) Documents(context.Context) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		read := func(context.Context, string) (corpus.Reading, error) {
			a := &corpus.Article{ID: w.address, Title: "of " + w.address, Text: w.text}
			return corpus.Reading{Stamp: w.text, Articles: func(yield func(*corpus.Article, error) bool) { yield(a, nil) }}, nil
		}
		yield(corpus.Document{Key: w.address, Names: []string{w.address}, Single: true, Read: read}, nil)
	}
}

// add adds an article to the library in a folder, or changes it.
func add(t *testing.T, dir, name, text string) {
	t.Helper()
	addBy(t, retrievaltest.Quoting{}, dir, name, text)
}

func addBy(t testing.TB, e retrieval.Embedder, dir, name, text string) {
	t.Helper()
	addAll(t, e, dir, map[string]string{name: text})
}

// addAll adds articles by their texts.
func addAll(t testing.TB, e retrieval.Embedder, dir string, texts map[string]string) {
	t.Helper()
	w, err := sqlite.OpenWriter(t.Context(), dir, "a test")
	must(t, err)
	_, err = w.Add(t.Context(), sqlite.Options{
		Open: func(address string) (sqlite.Source, error) {
			text, ok := texts[address]
			if !ok {
				return nil, errors.New("it is another's")
			}
			return written{address, text}, nil
		},
		Embedder: e, Revision: "1",
	}, slices.Sorted(maps.Keys(texts))...)
	must(t, errors.Join(err, w.Close()))
}

func remove(t *testing.T, dir, name string) {
	t.Helper()
	w, err := sqlite.OpenWriter(t.Context(), dir, "a test")
	must(t, err)
	_, err = w.Remove(t.Context(), name)
	must(t, errors.Join(err, w.Close()))
}

// content are all rows of a library in a folder.
func content(t *testing.T, dir string) string {
	t.Helper()
	db, err := sql.Open("sqlite", sqlite.Address(filepath.Join(dir, sqlite.FileName), "", "query_only(1)"))
	must(t, err)
	defer db.Close() //nolint:errcheck // only read from
	var lines []string
	for _, table := range tables {
		must(t, table.read(t.Context(), inFile(db), table.columns, func(row []any) error {
			lines = append(lines, table.name+" "+key(row))
			return nil
		}))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// same pulls, and compares a copy with the library that was pushed.
func same(t *testing.T, l *Libraries, name, copied, from string, changed bool) {
	t.Helper()
	did, err := l.Pull(t.Context(), name, copied)
	must(t, err)
	if did != changed {
		t.Errorf("it has changed: %v", did)
	}
	if a, b := content(t, copied), content(t, from); a != b {
		t.Errorf("the copy is\n%s\nand not\n%s", a, b)
	}
}

// A library is the same to the byte in the folders of all processes, whatever becomes of
// it: articles added, changed and removed, with few rows or many.
func TestLibrariesAreTheSameEverywhere(t *testing.T) {
	t.Parallel()
	url := postgrestest.Start(t).URL(t)
	one, other := on(t, url), on(t, url)
	here, there := t.TempDir(), t.TempDir()
	long := strings.Repeat("Many sentences are needed for many passages. They say nothing. ", 900)
	steps := []func(){
		func() { add(t, here, "a", "The ferry left at dawn.") },
		func() { add(t, here, "b", "A text with \x00 in it, and \xff. It is kept.") },
		func() { add(t, here, "long", long) },
		func() { add(t, here, "a", "The ferry left at noon. The minister waited.") },
		func() { add(t, here, "long", "It is short now, and its passages are few.") },
		func() { remove(t, here, "b") },
	}
	for i, step := range steps {
		step()
		must(t, one.Push(t.Context(), Base, here))
		same(t, other, Base, there, here, true)
		same(t, other, Base, there, here, false)
		if i == 2 { // the other one goes on from there
			add(t, there, "c", "Another process adds an article.")
			must(t, other.Push(t.Context(), Base, there))
			same(t, one, Base, here, there, true)
		}
	}
	fresh := t.TempDir()
	same(t, one, Base, fresh, here, true)
	must(t, sqlite.Check(t.Context(), fresh))
	names, err := one.Held(t.Context())
	must(t, err)
	if !slices.Equal(names, []string{Base}) {
		t.Errorf("held are %q", names)
	}
}

// Of two that change a library at once, the second is told, and nothing of its change is
// there after it has pulled.
func TestTwoThatChangeALibraryAtOnce(t *testing.T) {
	t.Parallel()
	url := postgrestest.Start(t).URL(t)
	l := on(t, url)
	here, there := t.TempDir(), t.TempDir()
	add(t, here, "a", "The ferry left at dawn.")
	must(t, l.Push(t.Context(), Base, here))
	same(t, l, Base, there, here, true)
	add(t, here, "b", "The first one adds this.")
	add(t, there, "c", "The second one adds that.")
	must(t, l.Push(t.Context(), Base, here))
	if err := l.Push(t.Context(), Base, there); !errors.Is(err, ErrChanged) {
		t.Errorf("the second: %v", err)
	}
	same(t, l, Base, there, here, true)
	// A change that was never pushed goes too.
	add(t, there, "d", "This process ended before it pushed.")
	same(t, l, Base, there, here, true)
}

// Libraries are apart by their names, tell what was changed of them since, and are gone
// everywhere when they are removed.
func TestGuildsAreApart(t *testing.T) {
	t.Parallel()
	url := postgrestest.Start(t).URL(t)
	l := on(t, url)
	root, other := t.TempDir(), t.TempDir()
	dir := func(root, guild string) string { return filepath.Join(root, guild) }
	for _, g := range []string{"1", "2"} {
		add(t, dir(root, g), "a", "Only guild "+g+" may read this.")
		must(t, l.Push(t.Context(), Guild(g), dir(root, g)))
		same(t, l, Guild(g), dir(other, g), dir(root, g), true)
	}
	names, last, err := l.Since(t.Context(), 0)
	must(t, err)
	if !slices.Equal(names, []string{Guild("1"), Guild("2")}) {
		t.Errorf("changed are %q", names)
	}
	must(t, l.Remove(t.Context(), Guild("1")))
	if names, _, err = l.Since(t.Context(), last); err != nil || !slices.Equal(names, []string{Guild("1")}) {
		t.Errorf("changed are %q, %v", names, err)
	}
	if changed, err := l.Pull(t.Context(), Guild("1"), dir(other, "1")); err != nil || !changed {
		t.Errorf("one that was removed: %v, %v", changed, err)
	}
	if _, err := os.Stat(dir(other, "1")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("its folder is there: %v", err)
	}
	same(t, l, Guild("2"), dir(other, "2"), dir(root, "2"), false)
	for _, table := range tables {
		var rows int
		must(t, l.memory.QueryRow(t.Context(), "SELECT count(*) FROM library_"+table.name+" WHERE library = (SELECT id FROM libraries WHERE name = ?)", Guild("1")).Scan(&rows))
		if rows > 0 {
			t.Errorf("%d rows of %s are left", rows, table.name)
		}
	}
	// It may come again.
	add(t, dir(other, "1"), "a", "Guild 1 has come back.")
	must(t, l.Push(t.Context(), Guild("1"), dir(other, "1")))
	must(t, os.RemoveAll(dir(root, "1")))
	same(t, l, Guild("1"), dir(root, "1"), dir(other, "1"), true)
}

// What is on the server has all the columns of a file.
func TestTablesAreThoseOfAFile(t *testing.T) {
	t.Parallel()
	l := on(t, postgrestest.Start(t).URL(t))
	dir := t.TempDir()
	add(t, dir, "a", "The ferry left at dawn.")
	db, err := sql.Open("sqlite", sqlite.Address(filepath.Join(dir, sqlite.FileName), ""))
	must(t, err)
	defer db.Close() //nolint:errcheck // only read from
	list := func(s side, query string) (all []string) {
		must(t, s.each(t.Context(), func(row *sql.Rows) error {
			var table, column string
			err := row.Scan(&table, &column)
			all = append(all, table+"."+column)
			return err
		}, query))
		slices.Sort(all)
		return all
	}
	inFiles := list(inFile(db), `SELECT m.name, c.name || CASE c.type WHEN 'TEXT' THEN ':' ELSE '' END FROM sqlite_schema m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name <> 'goose_db_version' AND NOT (m.name = 'vectors' AND c.name = 'id')`)
	var ours []string
	for _, table := range tables {
		for _, c := range table.columns {
			mark := ""
			if table.text[c] {
				mark = ":"
			}
			ours = append(ours, table.name+"."+c+mark)
		}
	}
	slices.Sort(ours)
	if !slices.Equal(ours, inFiles) {
		t.Errorf("copied are\n%v\nof\n%v", ours, inFiles)
	}
	server := list(onServer(l.memory, 1), `SELECT CAST(replace(table_name, 'library_', '') AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
		WHERE table_schema = current_schema() AND table_name LIKE 'library_%' AND table_name <> 'library_versions' AND column_name <> 'library'`)
	if got := fmt.Sprint(server); got != strings.ReplaceAll(fmt.Sprint(ours), ":", "") {
		t.Errorf("the server has\n%v\nof\n%v", got, ours)
	}
}

// All libraries of a data directory are copied to a server that has none, and from there
// into a directory that has none.
func TestCopies(t *testing.T) {
	t.Parallel()
	l := on(t, postgrestest.Start(t).URL(t))
	from, to := t.TempDir(), t.TempDir()
	guild := func(dir string) string { return filepath.Join(dir, "guilds", "1") }
	add(t, from, "a", "All may read this.")
	add(t, guild(from), "b", "Guild 1 may read this.")
	if n, err := l.Take(t.Context(), from); n != 2 || err != nil {
		t.Fatalf("%d, %v", n, err)
	}
	if _, err := l.Take(t.Context(), from); !errors.Is(err, store.ErrNotEmpty) {
		t.Errorf("once more: %v", err)
	}
	add(t, guild(to), "c", "Something else is here.")
	if _, err := l.Give(t.Context(), to); !errors.Is(err, store.ErrNotEmpty) {
		t.Errorf("into a folder that holds something: %v", err)
	}
	must(t, os.RemoveAll(to))
	for range 2 { // one that was cut off goes on
		if n, err := l.Give(t.Context(), to); n != 2 || err != nil {
			t.Fatalf("%d, %v", n, err)
		}
	}
	for _, dir := range []func(string) string{guild, func(dir string) string { return dir }} {
		if a, b := content(t, dir(to)), content(t, dir(from)); a != b {
			t.Errorf("the copy is\n%s\nand not\n%s", a, b)
		}
	}
	must(t, l.memory.Exec(t.Context(), "UPDATE library_articles SET title = 'x'"))
	if err := l.compare(t.Context(), Base, to); err == nil || !strings.Contains(err.Error(), "articles") {
		t.Errorf("another title is not noticed: %v", err)
	}
}
