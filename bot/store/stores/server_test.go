package stores

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/bot/store"
	"footnote/bot/store/digeststore"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/postgrestest"
	"footnote/retrieval/answer"
)

// serverOpen opens a database on a server for the time of a test.
func serverOpen(t *testing.T, url string) *opened {
	t.Helper()
	db, err := store.OpenURL(t.Context(), url, nil)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	return &opened{New(db), db, ""}
}

// Both engines have the same tables with the same columns, and the rules by which rows
// are one.
func TestTablesAreTheSame(t *testing.T) {
	lite, _, _ := open(t)
	other := serverOpen(t, postgrestest.Start(t).URL(t))
	const columns = `SELECT m.name || '.' || c.name || CASE WHEN c."notnull" OR c.pk THEN ' not null' ELSE '' END || coalesce(' default ' || c.dflt_value, '')
			FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'
		UNION ALL SELECT m.name || ' has ' || f."table" || ' by ' || f."from" || ' ' || lower(f.on_delete) FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
-- postgres
SELECT table_name || '.' || column_name || CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE '' END || coalesce(' default ' || replace(column_default, '::text', ''), '')
			FROM information_schema.columns WHERE table_schema = current_schema() AND table_name NOT IN ('footnote', 'processes', 'jobs', 'leases') AND table_name NOT LIKE 'librar%' AND column_name NOT IN ('rowid', 'process')
		UNION ALL SELECT CAST(c.conrelid AS regclass) || ' has ' || CAST(c.confrelid AS regclass) || ' by ' || a.attname || CASE c.confdeltype WHEN 'c' THEN ' cascade' ELSE '' END
			FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
			WHERE c.contype = 'f' AND c.connamespace = CAST(current_schema() AS regnamespace) AND CAST(CAST(c.confrelid AS regclass) AS TEXT) <> 'libraries'`
	read := func(s *opened) []string {
		list, err := store.Column[string](t.Context(), s.DB, columns)
		must(t, err)
		slices.Sort(list)
		return list
	}
	a, b := read(lite), read(other)
	for _, line := range a {
		if !slices.Contains(b, line) {
			t.Errorf("PostgreSQL lacks %q", line)
		}
	}
	for _, line := range b {
		if !slices.Contains(a, line) {
			t.Errorf("SQLite lacks %q", line)
		}
	}
}

// What PostgreSQL cannot keep is left out and hinders nothing; a question may be longer
// than what an index takes.
func TestAnyText(t *testing.T) { onBoth(t, anyText) }

func anyText(t *testing.T) {
	s, _, _ := open(t)
	ctx := store.In(t.Context(), "g")
	var long strings.Builder
	for i := range 800 {
		fmt.Fprintf(&long, "%c%d", 0x4e00+i*7, i*i)
	}
	p := post("1", anna)
	p.Answer = answer.Answer{Question: "a\x00b\xff", Answered: true}
	must(t, s.AddPost(ctx, p))
	must(t, s.AddPost(ctx, p))
	for _, q := range []string{"a\x00b\xff", long.String()} {
		must(t, s.AddAnswered(ctx, "g", store.Asked{Question: q}))
		must(t, s.AddAnswered(ctx, "g", store.Asked{Question: q}))
		must(t, s.AddGolden(ctx, "g", gapstore.Golden{Asked: store.Asked{Question: q}}))
		must(t, s.AddGolden(ctx, "g", gapstore.Golden{Asked: store.Asked{Question: q}}))
		_, err := s.AddCurated(ctx, gapstore.Curated{Guild: "g", Questions: []store.Asked{{Question: q}, {Question: q}}})
		must(t, err)
	}
	golden, err := s.Golden(ctx, "g")
	must(t, err)
	is(t, "golden questions", len(golden), 2)
	must(t, s.RemovePost(ctx, "1"))
	must(t, s.Sweep(ctx))
	must(t, s.Forget(ctx, anna))
}

// Where two rows become one as somebody is forgotten, one is kept.
func TestForgettingJoinsRows(t *testing.T) { onBoth(t, forgettingJoinsRows) }

func forgettingJoinsRows(t *testing.T) {
	s, _, _ := open(t)
	ctx := store.In(t.Context(), "g")
	var asked []store.Asked
	for _, who := range []string{anna, "", ben} {
		asked = append(asked, store.Asked{Question: "who is <@" + who + ">?"})
		must(t, s.AddAnswered(ctx, "g", asked[len(asked)-1]))
	}
	id, err := s.AddCurated(ctx, gapstore.Curated{Guild: "g", Questions: asked})
	must(t, err)
	must(t, s.Forget(ctx, anna))
	c, err := s.Curated(ctx, "g", id)
	must(t, err)
	is(t, "questions", c.Questions, asked[1:])
	texts, err := store.Column[string](ctx, s.DB, "SELECT question FROM answered ORDER BY question")
	must(t, err)
	is(t, "suggested", texts, []string{"who is <@" + ben + ">?", "who is <@>?"})
}

// Two programs with one database number digests one after the other.
func TestTogetherIsAloneOverPrograms(t *testing.T) {
	url := postgrestest.Start(t).URL(t)
	var all sync.WaitGroup
	const each = 20
	for _, s := range []*opened{serverOpen(t, url), serverOpen(t, url)} {
		all.Go(func() {
			for range each {
				if _, err := s.AddDigest(t.Context(), digeststore.Digest{Guild: "g", Rule: []byte("{}")}, nil); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	list, err := serverOpen(t, url).Digests(t.Context(), "g")
	must(t, err)
	for i, d := range list {
		if d.Number != i+1 {
			t.Fatalf("digest %d has the number %d", i+1, d.Number)
		}
	}
	is(t, "digests", len(list), 2*each)
}

// A server that cannot be used is refused with what mends it, and never with the
// password.
func TestServersThatCannotBeUsed(t *testing.T) {
	server := postgrestest.Start(t)
	must(t, server.Do("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0"))
	must(t, server.Do("CREATE ROLE guest LOGIN"))
	newer := server.URL(t)
	must(t, serverOpen(t, newer).Exec(t.Context(), "UPDATE footnote SET version = 99"))
	good := server.URL(t)
	for name, c := range map[string]struct {
		url, says string
		is        error
	}{
		"no server":    {"postgres://a:secret@127.0.0.1:1/x", "see whether the server of 127.0.0.1:1/x runs", store.ErrLost},
		"no URL":       {"postgres://a:secret@127.0.0.1:x/", "database.url cannot be read", nil},
		"no database":  {strings.Replace(good, "/postgres?", "/none?", 1), "CREATE DATABASE", nil},
		"Latin 1":      {strings.Replace(good, "/postgres?", "/latin?", 1), "ENCODING 'UTF8'", nil},
		"a guest":      {strings.Replace(good, "footnote@", "guest:secret@", 1), "GRANT CREATE ON DATABASE", nil},
		"no role":      {strings.Replace(good, "footnote@", "nobody:secret@", 1), "refuses the user or the password", nil},
		"newer tables": {newer, "version 99", store.ErrNewer},
	} {
		_, err := store.OpenURL(t.Context(), c.url, nil)
		if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "\n") || c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Connections that the server closes are made anew.
func TestAServerThatRestarts(t *testing.T) {
	server := postgrestest.Start(t)
	s := serverOpen(t, server.URL(t))
	must(t, s.AddPost(t.Context(), post("1", anna)))
	must(t, server.Do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'footnote'"))
	var err error
	for range 2 * 4 { // of each connection, one statement may find it closed
		if _, err = s.Post(t.Context(), "1"); err == nil {
			break
		}
		if !errors.Is(err, store.ErrLost) {
			t.Errorf("a closed connection: %v", err)
		}
	}
	must(t, err)
}

// A transaction begins on a new connection where the server closed all that there were.
func TestATransactionAfterARestart(t *testing.T) {
	server := postgrestest.Start(t)
	s := serverOpen(t, server.URL(t))
	var open, used sync.WaitGroup
	open.Add(4)
	for range 4 { // at the same time, so that as many connections are there
		used.Go(func() {
			if err := s.DB.Beside(t.Context(), func(context.Context) error { open.Done(); open.Wait(); return nil }); err != nil {
				t.Error(err)
			}
		})
	}
	used.Wait()
	must(t, server.Do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'footnote'"))
	must(t, s.DB.Together(t.Context(), func(ctx context.Context) error { return s.AddPost(ctx, post("1", anna)) }))
}

// Of two bots with one database, one gets it, until it ends.
func TestOneBotADatabase(t *testing.T) {
	url := postgrestest.Start(t).URL(t)
	one, other := serverOpen(t, url), serverOpen(t, url)
	free, err := one.Hold(t.Context())
	must(t, err)
	if _, err := other.Hold(t.Context()); !errors.Is(err, store.ErrHeld) {
		t.Errorf("the second: %v", err)
	}
	must(t, free())
	free, err = other.Hold(t.Context())
	must(t, err)
	must(t, free())
}

func TestStatus(t *testing.T) {
	server := postgrestest.Start(t)
	url := server.URL(t)
	empty, err := store.URLStatus(t.Context(), url)
	must(t, err)
	made := serverOpen(t, url)
	full, err := store.URLStatus(t.Context(), url)
	must(t, err)
	_, _, path := open(t)
	lite, err := store.FileStatus(t.Context(), path)
	must(t, err)
	is(t, "versions", []int{empty.Version, full.Version, lite.Version}, []int{0, empty.Latest, lite.Latest})
	if !strings.HasPrefix(full.Engine, "PostgreSQL 1") || !strings.HasPrefix(lite.Engine, "SQLite 3") {
		t.Errorf("engines are %q and %q", full.Engine, lite.Engine)
	}
	must(t, made.Exec(t.Context(), "UPDATE footnote SET version = 99"))
	if newer, err := store.URLStatus(t.Context(), url); err != nil || newer.Version != 99 {
		t.Errorf("newer tables: %+v, %v", newer, err)
	}
	if _, err := store.FileStatus(t.Context(), path+"-none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}
