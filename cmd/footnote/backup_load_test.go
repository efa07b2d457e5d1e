//go:build unix

package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/races"
	"footnote/retrieval/sqlite"
)

// trials is how often a test of chance runs: few times, or as often as
// FOOTNOTE_TRIALS says for a soak.
func trials(t *testing.T, few int) int {
	t.Helper()
	text := os.Getenv("FOOTNOTE_TRIALS")
	if text == "" {
		return few
	}
	n, err := strconv.Atoi(text)
	must(t, err)
	return n
}

// realProgram is the path of the program as a process of its own: the tests' binary,
// which testscript has put into the path under the program's name.
func realProgram(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("footnote")
	must(t, err)
	return path
}

// programAt is a command of a real program with a data directory.
func programAt(ctx context.Context, program, data string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = []string{"FOOTNOTE_DATA=" + data, "FOOTNOTE_EMBEDDER=none", "TMPDIR=" + os.TempDir()}
	return cmd
}

// runs carries a command out to its end.
func runs(t *testing.T, program, data string, args ...string) string {
	t.Helper()
	out, err := programAt(t.Context(), program, data, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
	return string(out)
}

// contents is what every database of a data directory holds, a line a row.
func contents(t *testing.T, dir string) []string {
	t.Helper()
	must(t, backup.Finish(dir))
	names, err := backup.Databases(dir)
	must(t, err)
	var lines []string
	for _, name := range names {
		db, err := sql.Open("sqlite", sqlite.Address(filepath.Join(dir, name), "", "query_only(1)"))
		must(t, err)
		tables := texts(t, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
		for _, table := range tables {
			columns := texts(t, db, "SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('"+table+"')")
			row := strings.Join(columns, " || ',' || ")
			for _, line := range texts(t, db, "SELECT "+row+` FROM "`+table+`" ORDER BY 1`) {
				lines = append(lines, name+" "+table+" "+line)
			}
		}
		must(t, db.Close())
	}
	return lines
}

// texts reads the first column of all rows.
func texts(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	must(t, err)
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var all []string
	for rows.Next() {
		var text string
		must(t, rows.Scan(&text))
		all = append(all, text)
	}
	must(t, rows.Err())
	return all
}

// load writes to a data directory without end: turns of a conversation, and
// articles of the operator's library and of a guild's.
type load struct {
	dir, articles string
	// turns and syncs are how many are written for certain.
	turns, syncs atomic.Int64
}

// run writes until ctx is done.
func (l *load) run(ctx context.Context, t *testing.T) {
	memory, err := store.Open(t.Context(), filepath.Join(l.dir, backup.Memory), nil)
	must(t, err)
	var writers sync.WaitGroup
	writers.Go(func() {
		for ctx.Err() == nil {
			turn := conversationstore.Turn{Question: fmt.Sprintf("question %d", l.turns.Load()+1), Answer: strings.Repeat("answer ", 40)}
			if err := conversationstore.New(memory).AddTurn(t.Context(), "c", "p", turn); err != nil {
				t.Error(err)
				return
			}
			l.turns.Add(1)
		}
	})
	writers.Go(func() {
		for ctx.Err() == nil {
			if err := l.sync(t); err != nil {
				t.Error(err)
				return
			}
			l.syncs.Add(1)
		}
	})
	writers.Wait()
	must(t, memory.Close())
}

// sync adds an article to both libraries.
func (l *load) sync(t *testing.T) error {
	n := l.syncs.Load() + 1
	writeOld(t, filepath.Join(l.articles, fmt.Sprintf("a%06d.txt", n)), story("comet", int(n%7)+1))
	var err error
	for _, dir := range []string{l.dir, filepath.Join(l.dir, backup.Guilds, "17")} {
		err = errors.Join(err, run(t.Context(), []string{"index", "add", "--data", dir, "--embedder", "none", l.articles}, nothingSet, nil, t.Output(), t.Output()))
	}
	return err
}

// A backup that is made while all databases are written to holds each as it was at
// one moment: what was committed before it began, nothing twice, nothing half. When
// nobody writes, what is restored equals what was there, row by row.
func TestBackupUnderLoad(t *testing.T) {
	races.Skip(t, "it starts the program")
	program := realProgram(t)
	for i := range trials(t, 2) {
		l := &load{dir: t.TempDir(), articles: t.TempDir()}
		must(t, l.sync(t))
		l.syncs.Add(1)
		ctx, stop := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { l.run(ctx, t) })
		for l.turns.Load() < 50 && !t.Failed() {
			must(t, ctx.Err())
		}
		archive := filepath.Join(t.TempDir(), "b.tar.gz")
		leastTurns, leastSyncs := l.turns.Load(), l.syncs.Load()
		runs(t, program, l.dir, "backup", archive)
		mostTurns, mostSyncs := l.turns.Load()+1, l.syncs.Load()+1
		stop()
		running.Wait()
		restored := t.TempDir()
		runs(t, program, restored, "restore", archive)
		isPrefix(t, restored, backup.Memory, "SELECT question FROM turns ORDER BY id", "question %d", leastTurns, mostTurns)
		for _, library := range []string{sqlite.FileName, backup.Guilds + "/17/" + sqlite.FileName} {
			isPrefix(t, restored, library, "SELECT name FROM articles ORDER BY name", "a%06d", leastSyncs, mostSyncs)
		}
		runs(t, program, l.dir, "backup", archive) // in the place of the first
		runs(t, program, restored, "restore", "--force", archive)
		sameLibrary(t, fmt.Sprintf("trial %d", i), contents(t, restored), contents(t, l.dir))
		t.Logf("trial %d: %d turns and %d syncs, the backup began after %d and %d", i, l.turns.Load(), l.syncs.Load(), leastTurns, leastSyncs)
	}
}

// isPrefix checks that a query gives form with 1, 2, 3 and so on, in number between
// least and most.
func isPrefix(t *testing.T, dir, name, query, form string, least, most int64) {
	t.Helper()
	db, err := sql.Open("sqlite", sqlite.Address(filepath.Join(dir, name), "", "query_only(1)"))
	must(t, err)
	defer db.Close() //nolint:errcheck // only read from
	got := texts(t, db, query)
	for i, text := range got {
		if text != fmt.Sprintf(form, i+1) {
			t.Fatalf("%s: row %d is %q", name, i+1, text)
		}
	}
	if n := int64(len(got)); n < least || n > most {
		t.Errorf("%s has %d rows, want %d to %d", name, n, least, most)
	}
}
