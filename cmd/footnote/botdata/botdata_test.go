package botdata

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"footnote/bot/store"
	"footnote/bot/store/guildstore"
	"footnote/bot/store/postgrestest"
	"footnote/cmd/footnote/app"
)

// process is the program with an environment.
func process(env map[string]string) (*app.Process, *bytes.Buffer) {
	var out bytes.Buffer
	return app.New("test", func(name string) string { return env[name] }, strings.NewReader(""), &out, &out), &out
}

// A database on a server is made, told of, and held by one bot; no file is made for it.
func TestOnAServer(t *testing.T) {
	dir := t.TempDir()
	env := map[string]string{"FOOTNOTE_DATA": dir, "FOOTNOTE_DATABASE_URL": postgrestest.Start(t).URL(t)}
	for _, step := range []struct{ command, says string }{
		{"status", "there are no tables yet"}, {"migrate", "the tables are up to date"}, {"status", "the tables are up to date"},
	} {
		p, out := process(env)
		cmd := Command(p, cobra.NoArgs)
		cmd.SetArgs([]string{step.command})
		if err := cmd.ExecuteContext(t.Context()); err != nil || !strings.HasPrefix(out.String(), "PostgreSQL 1") || !strings.Contains(out.String(), step.says) {
			t.Errorf("%s says %q, %v", step.command, out, err)
		}
	}
	p, _ := process(env)
	a, err := p.Start(app.Source{})
	if err != nil {
		t.Fatal(err)
	}
	_, release, err := Serve(t.Context(), a, dir, "test")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Serve(t.Context(), a, t.TempDir(), "test"); !errors.Is(err, store.ErrHeld) {
		t.Errorf("a second bot: %v", err)
	}
	reading, err := Read(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(reading.Close(), release()); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "bot.db")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is a file: %v", err)
	}
}

// What a file holds is copied to a server and back, while no bot has either; guilds may be
// kept apart there.
func TestCopies(t *testing.T) {
	for _, apart := range []string{"no", "yes"} {
		t.Run(apart, func(t *testing.T) { copies(t, apart) })
	}
}

func copies(t *testing.T, apart string) {
	dir := t.TempDir()
	env := map[string]string{"FOOTNOTE_DATA": dir, "FOOTNOTE_DATABASE_URL": postgrestest.Start(t).URL(t), "FOOTNOTE_DATABASE_SHARED": "yes",
		"FOOTNOTE_DATABASE_ROW_SECURITY": apart}
	run := func(want string, args ...string) {
		t.Helper()
		p, out := process(env)
		cmd := Command(p, cobra.NoArgs)
		cmd.SetOut(out)
		cmd.SetErr(out)
		cmd.SetArgs(args)
		err := cmd.ExecuteContext(t.Context())
		if said := fmt.Sprint(out, err); !strings.Contains(said, want) {
			t.Errorf("%v says %q, want %q", args, said, want)
		}
	}
	run("does not exist", "copy", "to-database")
	memory, err := store.Open(t.Context(), Path(dir), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := guildstore.New(memory).AddAudit(t.Context(), "g", "p", "articles.add", "x"); err != nil {
		t.Fatal(err)
	}
	if err := memory.Close(); err != nil {
		t.Fatal(err)
	}
	run("1 row of 23 tables", "copy", "to-database")
	run("nothing was copied: the table audit: there is something in it already", "copy", "to-file")
	if err := os.Rename(Path(dir), Path(dir)+".away"); err != nil {
		t.Fatal(err)
	}
	run(`"audit":1`, "copy", "to-file", "--json")
	delete(env, "FOOTNOTE_DATABASE_URL")
	run("name it in database.url", "copy", "to-file")
}

// The setting keeps guilds apart, or no longer, and a process without it leaves that as it
// is. Who is above the policies is refused, and the state told.
func TestGuildsApart(t *testing.T) {
	url := postgrestest.Start(t).URL(t)
	for _, step := range []struct{ command, setting, url, says string }{
		{"migrate", "yes", url, "row-level security keeps guilds apart"},
		{"migrate", "", url, "row-level security keeps guilds apart"},
		{"status", "no", url, "row-level security keeps guilds apart"},
		{"status", "", postgrestest.AsOwner(url), "does not hold for the user"},
		{"migrate", "yes", postgrestest.AsOwner(url), "not subject to row-level security"},
		{"migrate", "no", url, "up to date, version 12\n"},
		{"migrate", "yes", "", "by a database on a server only"},
		{"migrate", "no", "", "SQLite"},
	} {
		p, out := process(map[string]string{"FOOTNOTE_DATA": t.TempDir(), "FOOTNOTE_DATABASE_URL": step.url, "FOOTNOTE_DATABASE_ROW_SECURITY": step.setting})
		cmd := Command(p, cobra.NoArgs)
		cmd.SetOut(out)
		cmd.SetErr(out)
		cmd.SetArgs([]string{step.command})
		if err := cmd.ExecuteContext(t.Context()); !strings.Contains(fmt.Sprint(out, err), step.says) {
			t.Errorf("%s with %q says %q, %v", step.command, step.setting, out, err)
		}
	}
}

func TestInAFile(t *testing.T) {
	p, _ := process(map[string]string{"FOOTNOTE_DATA": t.TempDir()})
	a, err := p.Start(app.Source{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Read(t.Context(), a); err == nil || !strings.Contains(err.Error(), "does not exist") {
		t.Errorf("no file: %v", err)
	}
	dir, err := a.DataDir()
	if err != nil {
		t.Fatal(err)
	}
	_, release, err := Serve(t.Context(), a, dir, "test")
	if err != nil {
		t.Fatal(err)
	}
	if st, err := Status(t.Context(), a); err != nil || st.Version != st.Latest {
		t.Errorf("it stands at %+v, %v", st, err)
	}
	if err := release(); err != nil {
		t.Error(err)
	}
}

// Processes of one bot have a database together where that is configured, and each a
// directory of its own.
func TestProcessesShareADatabase(t *testing.T) {
	env := map[string]string{"FOOTNOTE_DATABASE_URL": postgrestest.Start(t).URL(t), "FOOTNOTE_DATABASE_SHARED": "yes"}
	p, _ := process(env)
	a, err := p.Start(app.Source{})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		_, release, err := Serve(t.Context(), a, t.TempDir(), "test")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := release(); err != nil {
				t.Error(err)
			}
		})
	}
	a.Config.Database.Shared = false
	if _, _, err := Serve(t.Context(), a, t.TempDir(), "test"); !errors.Is(err, store.ErrHeld) {
		t.Errorf("one that wants it alone: %v", err)
	}
	a.Config.Database.Shared, a.Config.Database.URL = true, ""
	if _, _, err := Serve(t.Context(), a, t.TempDir(), "test"); !errors.Is(err, store.ErrAlone) {
		t.Errorf("one without a server: %v", err)
	}
}
