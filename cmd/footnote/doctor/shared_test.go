package doctor

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
	"footnote/cmd/footnote/app"
)

// What processes share is told: who is alive, which shards are lent, and how old this
// machine's copies are.
func TestSharedDatabase(t *testing.T) {
	url, data := postgrestest.Start(t).URL(t), t.TempDir()
	env := map[string]string{"FOOTNOTE_DATABASE_URL": url, "FOOTNOTE_DATABASE_SHARED": "yes", "FOOTNOTE_DATA": data}
	a, err := app.New("", func(name string) string { return env[name] }, nil, io.Discard, io.Discard).Start(app.Source{})
	must(t, err)
	says := func(want ...string) {
		t.Helper()
		var text string
		for _, f := range examineShared(t.Context(), a) {
			text += f.Check + ": " + string(f.State) + ", " + f.Text + "\n"
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%q is not said:\n%s", w, text)
			}
		}
		if len(want) == 0 && text != "" {
			t.Errorf("it says %s", text)
		}
	}
	says() // there are no tables yet, which another check says
	s, err := store.OpenURL(t.Context(), url, nil)
	must(t, err)
	defer func() { must(t, s.Close()) }()
	says("no process uses it", "0 in the database")
	release, err := s.Join(t.Context())
	must(t, err)
	says("processes alive: 1, none with shards")
	_, _, err = s.Lease(t.Context(), 4, time.Minute)
	must(t, err)
	must(t, s.Exec(t.Context(), "INSERT INTO libraries (name, version) VALUES ('library', 3), ('guilds/7', 4), ('guilds/8', 5)"))
	must(t, os.MkdirAll(filepath.Join(data, "guilds", "7"), 0o700))
	must(t, os.WriteFile(filepath.Join(data, "library.version"), []byte("3 1\n"), 0o600))
	must(t, os.WriteFile(filepath.Join(data, "guilds", "7", "library.version"), []byte("2 1\n"), 0o600))
	says("ok, processes alive: 1; all of 4 shards lent", "3 in the database; on this machine 1 as they are there, 1 older and 1 not yet")
	must(t, s.GiveBack(t.Context(), 4, 0))
	says("note, processes alive: 1; 3 of 4 shards lent")
	must(t, release())
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Where the database is to search vectors, the doctor looks for pgvector in it, and says
// what brings it.
func TestVectorsInTheDatabase(t *testing.T) {
	server := postgrestest.Start(t)
	url := server.Database(t)
	env := map[string]string{"FOOTNOTE_DATABASE_URL": url, "FOOTNOTE_DATABASE_SHARED": "yes", "FOOTNOTE_DATABASE_VECTORS_ABOVE": "1000", "FOOTNOTE_DATA": t.TempDir()}
	a, err := app.New("", func(name string) string { return env[name] }, nil, io.Discard, io.Discard).Start(app.Source{})
	must(t, err)
	s, err := store.OpenURL(t.Context(), url, nil)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	finds := func(state State, says string) {
		t.Helper()
		for _, f := range examineShared(t.Context(), a) {
			if f.Check == "vectors in the database" {
				if f.State != state || !strings.Contains(f.Text, says) {
					t.Errorf("it is %s and says %q, want %s and %q", f.State, f.Text, state, says)
				}
				return
			}
		}
		t.Error("it says nothing of vectors")
	}
	finds(Fail, "CREATE EXTENSION vector")
	if err := s.Exec(t.Context(), "CREATE EXTENSION vector"); err != nil {
		t.Skipf("the rest is not run: %v", err)
	}
	finds(OK, "of more than 1000 passages")
	a.Config.Database.VectorsAbove = 0
	for _, f := range examineShared(t.Context(), a) {
		if f.Check == "vectors in the database" {
			t.Errorf("without the setting it says %q", f.Text)
		}
	}
}

// The doctor says whether the server keeps guilds apart, and fails where it does not do so
// for the user although it is on.
func TestGuildsApart(t *testing.T) {
	url := postgrestest.Start(t).URL(t)
	s, err := store.OpenURL(t.Context(), url, nil)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	finds := func(url, setting string, state State, says string) {
		t.Helper()
		env := map[string]string{"FOOTNOTE_DATABASE_URL": url, "FOOTNOTE_DATABASE_ROW_SECURITY": setting, "FOOTNOTE_DATA": t.TempDir()}
		a, err := app.New("", func(name string) string { return env[name] }, nil, io.Discard, io.Discard).Start(app.Source{})
		must(t, err)
		if list := examineMemory(t.Context(), a); len(list) != 1 || list[0].State != state || !strings.Contains(list[0].Text, says) {
			t.Errorf("with %q it finds %+v, want %s and %q", setting, list, state, says)
		}
	}
	finds(url, "", OK, "up to date")
	finds(url, "yes", Note, "not on yet")
	must(t, s.KeepApart(t.Context(), true))
	finds(url, "yes", OK, "keeps guilds apart")
	finds(postgrestest.AsOwner(url), "", Fail, "does not hold for the user")
	must(t, s.Exec(t.Context(), "ALTER TABLE posts NO FORCE ROW LEVEL SECURITY"))
	finds(url, "", Fail, "a part of the tables only")
}
