package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime/debug"
	"strings"
	"testing"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/terminal"
)

// started is the program with its settings, from an environment and what a command line
// chooses; what it says goes to log.
func started(t testing.TB, getenv func(string) string, log io.Writer, from app.Source) *app.App {
	t.Helper()
	p := app.New(version(), getenv, strings.NewReader(""), log, log)
	t.Cleanup(p.Close)
	a, err := p.Start(from)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// nothingSet is an environment without any variable.
func nothingSet(string) string { return "" }

// A person who interrupts while the program waits for a question gets out,
// even though the read of standard input is still pending.
func TestInterruptWhileWaitingForInput(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	stdin, typed := io.Pipe()
	t.Cleanup(func() { _ = typed.Close() })
	answered := make(chan struct{})
	done := make(chan error, 1)
	go func() {
		done <- run(ctx, []string{"ask", "-"}, nothingSet, stdin, onWrite(answered), io.Discard)
	}()
	if _, err := io.WriteString(typed, "Who is Ushakov?\n"); err != nil {
		t.Fatal(err)
	}
	<-answered // the line is answered although the input has not ended
	cancel()
	err := <-done
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want the context's error", err)
	}
	var stderr bytes.Buffer
	if status := report(err, terminal.New(&stderr, nothingSet)); status != exitFailure || !strings.Contains(stderr.String(), "stopped") {
		t.Errorf("status %d, said %q", status, &stderr)
	}
}

// onWrite is a writer that closes a channel at the first write.
func onWrite(written chan struct{}) io.Writer { return &firstWrite{written: written} }

type firstWrite struct{ written chan struct{} }

func (w *firstWrite) Write(p []byte) (int, error) {
	if w.written != nil {
		close(w.written)
		w.written = nil
	}
	return len(p), nil
}

// A reader of our output that fails for another reason than being gone is a
// failure: half an answer must not look like a whole one.
func TestOutputThatFailsIsAnError(t *testing.T) {
	full := errors.New("no space left")
	for _, args := range [][]string{{"ask", "Who is Ushakov?"}, {"article"}, {"search", "Ushakov"}, {"ask", "--json", "Who is Ushakov?"}} {
		err := run(t.Context(), args, nothingSet, strings.NewReader(""), failing{full}, io.Discard)
		if !errors.Is(err, full) {
			t.Errorf("%v: got %v, want the writer's error", args, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestNamed(t *testing.T) {
	revision := []debug.BuildSetting{{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.modified", Value: "true"}}
	for _, c := range []struct {
		release, commit string
		info            debug.BuildInfo
		want            string
	}{
		{"v1.2.3", "", debug.BuildInfo{Settings: revision}, "v1.2.3, commit 0123456789ab-modified"},
		{"v1.2.3", "fedcba9876543210", debug.BuildInfo{}, "v1.2.3, commit fedcba987654"},
		{"v1.2.3", "", debug.BuildInfo{}, "v1.2.3"},
		{"", "0123", debug.BuildInfo{}, "devel 0123"},
		{"", "", debug.BuildInfo{Settings: revision}, "devel 0123456789ab-modified"},
		{"", "", debug.BuildInfo{Main: debug.Module{Version: "v0.4.0"}}, "v0.4.0"},
		{"", "", debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "devel"},
	} {
		if got := named(c.release, c.commit, &c.info); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
