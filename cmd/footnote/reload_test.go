//go:build unix

package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"footnote/cmd/footnote/app"
)

// SIGHUP takes over the level of the log and the budget, names what waits for a new
// start, and leaves all as it was where the file cannot be read.
func TestReload(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.yaml")
	write := func(text string) { must(t, os.WriteFile(file, []byte(text), 0o600)) }
	write("log:\n  level: warn\n")
	log := &lockedBuffer{}
	p := app.New("", nothingSet, strings.NewReader(""), log, log)
	p.ConfigFile = file
	a, err := p.Start(app.Source{})
	must(t, err)
	spending := app.NewBudget(&a.Config.Budget, nil)
	end := reloading(t.Context(), a, spending)
	says := func(text string) {
		t.Helper()
		must(t, syscall.Kill(os.Getpid(), syscall.SIGHUP))
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		for !strings.Contains(log.String(), text) {
			if ctx.Err() != nil {
				t.Fatalf("it lacks %q:\n%s", text, log)
			}
			time.Sleep(time.Millisecond)
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
