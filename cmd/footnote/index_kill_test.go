//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/cmd/footnote/races"
	"footnote/retrieval/sqlite"
)

// kills is how many times a process is killed; -short makes it a tenth.
const kills = 100

// killing is what the trials have in common.
type killing struct {
	program, dir, url string
	// early, within and late count the kills by what was in the file: the state
	// before, something between, the state after.
	early, within, late atomic.Int64
}

// step is a command that is killed, and the libraries it goes between.
type step struct {
	name  string
	model string
	args  []string
	// from and to are data directories; from is "" for none.
	from, to string
	// takes is how long the command takes undisturbed.
	takes time.Duration
}

// The program is killed (SIGKILL) at random moments of add, sync and
// re-embedding. Each time the file must open and hold whole articles only, of the
// old or of the new state, and the next run must end in the state of a run
// that nobody disturbed.
func TestKill(t *testing.T) {
	races.Skip(t, "the program that it kills is built without the detector")
	n := kills
	if testing.Short() {
		n /= 10
	}
	k := &killing{program: filepath.Join(t.TempDir(), "footnote"), dir: filepath.Join(t.TempDir(), "articles")}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", k.program, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	_, k.url = models(t)
	steps := k.undisturbed(t)
	t.Run("trials", func(t *testing.T) {
		for i := range n {
			s := steps[i%len(steps)]
			t.Run(fmt.Sprintf("%s/%d", s.name, i), func(t *testing.T) {
				t.Parallel()
				k.trial(t, s, rand.New(rand.NewPCG(uint64(i), 7)))
			})
		}
	})
	t.Logf("killed %d times before the first change, %d times in between, %d times after the last",
		k.early.Load(), k.within.Load(), k.late.Load())
	if n == kills && k.within.Load() == 0 {
		t.Error("no process was killed in the middle of its work")
	}
}

// undisturbed makes the libraries before and after each step.
func (k *killing) undisturbed(t *testing.T) []step {
	writeStories(t, k.dir, 25, 400)
	steps := []step{
		{name: "sync", model: "one", args: []string{"index", "sync"}},
		{name: "reembed", model: "two", args: []string{"index", "sync"}},
		{name: "add", model: "one", args: []string{"index", "add", k.dir}},
	}
	first := t.TempDir()
	k.run(t, first, "one", "index", "add", k.dir)
	// The state that all trials start from and go to.
	for i := range 5 {
		must(t, os.Remove(filepath.Join(k.dir, fmt.Sprintf("file%02d.txt", i))))
		writeOld(t, filepath.Join(k.dir, fmt.Sprintf("file%02d.txt", 5+i)), story("meteor", 4+i))
		writeOld(t, filepath.Join(k.dir, fmt.Sprintf("new%02d.txt", i)), story(fmt.Sprintf("planet%d", i), 3))
	}
	steps[0].from, steps[1].from = first, t.TempDir()
	for i := range steps {
		s := &steps[i]
		s.to = t.TempDir()
		if s.from != "" {
			copyLibrary(t, s.from, s.to)
		}
		began := time.Now()
		k.run(t, s.to, s.model, s.args...)
		s.takes = time.Since(began)
		if i == 0 {
			copyLibrary(t, s.to, steps[1].from)
		}
	}
	return steps
}

// trial kills the command once or a few times and lets it end then.
func (k *killing) trial(t *testing.T, s step, random *rand.Rand) {
	data := t.TempDir()
	var before []string
	if s.from != "" {
		copyLibrary(t, s.from, data)
		before = dumpLibrary(t, s.from)
	}
	after := dumpLibrary(t, s.to)
	for range 1 + random.IntN(2) {
		delay := time.Duration(random.Float64() * 1.1 * float64(s.takes))
		k.kill(t, data, s, delay)
		k.wholeArticles(t, data, before, after)
	}
	k.run(t, data, s.model, s.args...)
	sameLibrary(t, "after the next run", dumpLibrary(t, data), after)
}

// kill starts the command and kills it after a while.
func (k *killing) kill(t *testing.T, data string, s step, delay time.Duration) {
	t.Helper()
	cmd := k.command(t, data, s.model, s.args...)
	must(t, cmd.Start())
	time.Sleep(delay)
	_ = cmd.Process.Kill() // it may have ended
	_ = cmd.Wait()
}

// wholeArticles checks what is in the file against the states before and after.
func (k *killing) wholeArticles(t *testing.T, data string, before, after []string) {
	t.Helper()
	info, err := os.Stat(filepath.Join(data, sqlite.FileName))
	if os.IsNotExist(err) || err == nil && info.Size() == 0 && !walExists(data) {
		k.early.Add(1)
		return // it was killed before it had made the file
	}
	store, err := sqlite.Open(t.Context(), data)
	if errors.Is(err, sqlite.ErrNone) && len(before) == 0 {
		k.early.Add(1)
		return // it was killed before the file was a library
	}
	if err != nil {
		t.Fatalf("after the kill: %v", err)
	}
	must(t, store.Close())
	now := dumpLibrary(t, data)
	switch {
	case slices.Equal(now, after):
		k.late.Add(1)
	case slices.Equal(now, before):
		k.early.Add(1)
	default:
		k.within.Add(1)
	}
	known := articleLines(before)
	for name, lines := range articleLines(after) {
		known[name] += "\x00" + lines
	}
	for name, lines := range articleLines(now) {
		if !strings.Contains("\x00"+known[name]+"\x00", "\x00"+lines+"\x00") {
			t.Errorf("%s is neither in its old nor in its new state:\n%s", name, lines)
		}
	}
}

func walExists(data string) bool {
	_, err := os.Stat(filepath.Join(data, sqlite.FileName+"-wal"))
	return err == nil
}

// articleLines gathers a dump's lines of each article and of its passages. The
// document that an article stands in is left out: it moves first.
func articleLines(dump []string) map[string]string {
	all := map[string]string{}
	for _, line := range dump {
		fields := strings.Fields(line)
		if fields[0] == "article" || fields[0] == "passage" {
			all[fields[1]] += line + "\n"
		}
	}
	return all
}

func (k *killing) command(t *testing.T, data, model string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), k.program, args...)
	cmd.Env = []string{"FOOTNOTE_DATA=" + data, "OPENAI_BASE_URL=" + k.url, "OPENAI_API_KEY=k",
		"FOOTNOTE_EMBEDDER=openai", "FOOTNOTE_EMBEDDING_MODEL=" + model}
	return cmd
}

func (k *killing) run(t *testing.T, data, model string, args ...string) {
	t.Helper()
	cmd := k.command(t, data, model, args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out.Bytes())
	}
}

// copyLibrary copies a library that nobody has open.
func copyLibrary(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(from, sqlite.FileName))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(to, sqlite.FileName), content, 0o600))
}
