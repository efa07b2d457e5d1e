//go:build unix

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/races"
)

// stateOf makes a data directory of a state of its own.
func stateOf(t *testing.T, turns, articles int) string {
	t.Helper()
	l := &load{dir: t.TempDir(), articles: t.TempDir()}
	writeStories(t, l.articles, articles, turns)
	must(t, l.sync(t))
	memory, err := store.Open(t.Context(), filepath.Join(l.dir, backup.Memory), nil)
	must(t, err)
	for i := range turns {
		must(t, conversationstore.New(memory).AddTurn(t.Context(), "c", "p", conversationstore.Turn{Question: fmt.Sprint("question ", i), Answer: "a"}))
	}
	must(t, memory.Close())
	return l.dir
}

// killed is how the states were that kills left.
type killed struct{ before, after int }

// killOnce starts a command and kills it at a moment of the second half of the time it
// takes, or a little later: before that it only reads.
func killOnce(t *testing.T, program, data string, takes time.Duration, random *rand.Rand, args ...string) {
	t.Helper()
	cmd := programAt(t.Context(), program, data, args...)
	must(t, cmd.Start())
	time.Sleep(time.Duration((0.5 + 0.8*random.Float64()) * float64(takes)))
	_ = cmd.Process.Kill() // it may have ended
	_ = cmd.Wait()
}

// count says which of two states something is in.
func (k *killed) count(t *testing.T, got, before, after []string) {
	t.Helper()
	switch {
	case slices.Equal(got, before):
		k.before++
	case slices.Equal(got, after):
		k.after++
	default:
		t.Errorf("%d rows are neither the %d from before nor the %d from after", len(got), len(before), len(after))
	}
}

// A backup that is killed leaves the earlier archive of that name or the new one,
// and the next one is made.
func TestKilledBackup(t *testing.T) {
	races.Skip(t, "it starts the program")
	program := realProgram(t)
	old, now := stateOf(t, 20, 3), stateOf(t, 600, 20)
	want := map[string][]string{"old": contents(t, old), "now": contents(t, now)}
	archive, random := filepath.Join(t.TempDir(), "b.tar.gz"), rand.New(rand.NewPCG(16, 1))
	began := time.Now()
	runs(t, program, now, "backup", archive)
	takes := time.Since(began)
	var k killed
	for range trials(t, 4) {
		runs(t, program, old, "backup", archive)
		killOnce(t, program, now, takes, random, "backup", archive)
		restored := t.TempDir()
		runs(t, program, restored, "restore", archive)
		k.count(t, contents(t, restored), want["old"], want["now"])
	}
	runs(t, program, now, "backup", archive)
	if left, _ := filepath.Glob(archive + ".*"); len(left) > 0 {
		t.Errorf("%v are left", left)
	}
	t.Logf("killed in %v: %d archives from before, %d from after", takes, k.before, k.after)
}

// A restore that is killed leaves the state before or the state after, in all
// databases alike.
func TestKilledRestore(t *testing.T) {
	races.Skip(t, "it starts the program")
	program := realProgram(t)
	old, now := stateOf(t, 20, 3), stateOf(t, 600, 20)
	before, after := contents(t, old), contents(t, now)
	random, folder := rand.New(rand.NewPCG(16, 2)), t.TempDir()
	for name, dir := range map[string]string{"old": old, "now": now} {
		runs(t, program, dir, "backup", filepath.Join(folder, name))
	}
	began := time.Now()
	runs(t, program, t.TempDir(), "restore", filepath.Join(folder, "now"))
	takes := time.Since(began)
	var k killed
	data := t.TempDir()
	for i := range trials(t, 4) {
		runs(t, program, data, "restore", "--force", filepath.Join(folder, "old"))
		killOnce(t, program, data, takes, random, "restore", "--force", filepath.Join(folder, "now"))
		// Any command finishes what was cut off.
		runs(t, program, data, "backup", filepath.Join(folder, fmt.Sprint(i)))
		k.count(t, contents(t, data), before, after)
	}
	must(t, backup.Finish(data))
	t.Logf("killed in %v: %d states from before, %d from after", takes, k.before, k.after)
}

// A rollback that is killed leaves the one state of the library or the other, and a
// running program takes over what is put in place.
func TestKilledRollback(t *testing.T) {
	races.Skip(t, "it starts the program")
	program, data, articles := realProgram(t), t.TempDir(), t.TempDir()
	file := filepath.Join(t.TempDir(), "golden.jsonl")
	must(t, os.WriteFile(file, []byte(`{"_id":"1","text":"What was seen by many?","answerable":true,"answers":["comet"]}`+"\n"), 0o600))
	env := map[string]string{"FOOTNOTE_DATA": data, "FOOTNOTE_EMBEDDER": embedder.None, "FOOTNOTE_GOLDEN": file}
	getenv := func(name string) string { return env[name] }
	add := func() {
		must(t, run(t.Context(), []string{"index", "add", "--force", articles}, getenv, nil, t.Output(), t.Output()))
	}
	writeStories(t, articles, 3, 5)
	add()
	before := contents(t, data)
	library, stop, err := started(t, getenv, t.Output(), app.Source{}).OpenFollowing(t.Context())
	must(t, err)
	defer stop()
	writeOld(t, filepath.Join(articles, "more.txt"), story("meteor", 2))
	add()
	after := contents(t, data)
	waitFor(t, "the new state", func() bool { return library.Len() == 9 })
	runs(t, program, data, "index", "rollback")
	waitFor(t, "the state before", func() bool { return library.Len() == 8 })
	began := time.Now()
	runs(t, program, data, "index", "rollback")
	takes, random := time.Since(began), rand.New(rand.NewPCG(16, 3))
	var k killed
	for range trials(t, 4) {
		killOnce(t, program, data, takes, random, "index", "rollback")
		k.count(t, contents(t, data), before, after)
		if backup.Rollback(t.Context(), data) != nil { // cut off between its two renamings
			add()
		}
	}
	t.Logf("killed in %v: %d states from before, %d from after", takes, k.before, k.after)
}
