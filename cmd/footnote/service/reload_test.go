//go:build unix

package service

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"footnote/cmd/footnote/app"
)

// SIGHUP takes over the level of the log and the budget, names what waits for a new
// start, and leaves all as it was where the file cannot be read.
func TestReload(t *testing.T) {
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "config.yaml")
	write := func(text string) { must(os.WriteFile(file, []byte(text), 0o600)) }
	write("log:\n  level: warn\n")
	out, log := io.Pipe()
	lines := bufio.NewReader(out)
	p := app.New("", func(string) string { return "" }, strings.NewReader(""), log, log)
	p.ConfigFile = file
	a, err := p.Start(app.Source{})
	must(err)
	spending := app.NewBudget(&a.Config.Budget, nil)
	end := reloading(t.Context(), a, spending)
	says := func(text string) {
		t.Helper()
		must(syscall.Kill(os.Getpid(), syscall.SIGHUP))
		if line, err := lines.ReadString('\n'); err != nil || !strings.Contains(line, text) {
			t.Fatalf("it says %q, %v, and not %q", line, err, text)
		}
	}
	write("log:\n  level: debug\nbudget:\n  tokens_per_day: 1\ndata: /elsewhere\n")
	says(`changed="budget.tokens_per_day log.level" waiting_for_a_new_start=data`)
	if p.Level.Level() >= 0 {
		t.Error("the level is as it was")
	}
	write("log: [\n")
	says("the configuration is left as it was")
	write("log:\n  level: error\nbudget:\n  tokens_per_day: 7\ndata: /elsewhere\n")
	says(`changed="budget.tokens_per_day log.level" waiting_for_a_new_start=""`)
	end()
	if spending.Tokens != 7 {
		t.Errorf("the budget is %d tokens", spending.Tokens)
	}
}
