package sandbox

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestMain makes the tests' own program a child where it is asked to be one.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "child" {
		tasks := map[string]Tasks{"prepared": {Handle: sayPrepared, Prepare: prepare}}
		for kind, handle := range hostile {
			tasks[kind] = Tasks{Handle: handle}
		}
		if err := Serve(os.Stdin, os.Stdout, tasks); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// hostile are handlers that do what a parser may be made to do.
var hostile = map[string]Handler{
	"echo":   func(p []byte) ([]byte, error) { return p, nil },
	"refuse": func([]byte) ([]byte, error) { return nil, &Refusal{Reason: "is blank", Line: 3} },
	"panic":  func([]byte) ([]byte, error) { panic("a bug") },
	"stack":  func([]byte) ([]byte, error) { return nil, deeper(0) },
	"hang":   func([]byte) ([]byte, error) { time.Sleep(time.Hour); return nil, nil },
	"spin": func([]byte) ([]byte, error) {
		for n := uint64(1); n != 0; n += 2 { // odd for ever
		}
		return nil, nil
	},
	"memory": func([]byte) ([]byte, error) {
		var all []byte
		for len(all) < 1<<40 {
			all = append(all, make([]byte, 16<<20)...)
		}
		return all[:1], nil
	},
	"huge":   func([]byte) ([]byte, error) { n := 13 << 30; return nil, fmt.Errorf("%d", len(make([]byte, n))) },
	"long":   func([]byte) ([]byte, error) { return make([]byte, 8<<20), nil },
	"exit":   func([]byte) ([]byte, error) { os.Exit(7); return nil, nil },
	"output": func([]byte) ([]byte, error) { fmt.Print(strings.Repeat("x", 1<<20)); return nil, nil },
}

func deeper(n int) error {
	if n < 0 {
		return nil
	}
	return fmt.Errorf("%d: %w", n, deeper(n+1))
}

func started(t *testing.T, limits Limits) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(Start(func() *exec.Cmd { return exec.Command(self, "child") }, limits))
}

// preparations is how often the child has prepared, and slowly how long that takes it.
var preparations byte

const slowly = 4 * time.Second

func prepare() error { time.Sleep(slowly); preparations++; return nil }

func sayPrepared([]byte) ([]byte, error) { return []byte{preparations}, nil }

// TestPrepares holds that a child prepares once for a kind, and that a task has its
// whole time after that.
func TestPrepares(t *testing.T) {
	started(t, Limits{Memory: 256 << 20, Reply: 1 << 20, Time: slowly - time.Second, Preparing: time.Minute})
	for range 2 {
		if got, err := Do(t.Context(), "prepared", nil, nil); err != nil || len(got) != 1 || got[0] != 1 {
			t.Errorf("got %v, %v, want one preparation", got, err)
		}
	}
}

// TestHostile holds that whatever a handler does ends in a sentence, and that the
// next task is carried out all the same.
func TestHostile(t *testing.T) {
	wants := map[string]string{
		"refuse": "is blank", "panic": "damaged", "stack": "nested too deeply",
		"memory": "memory", "huge": "memory", "long": "more text", "exit": "ends the program", "output": "ends the program",
	}
	if !Limited || detectorMemory > 0 {
		t.Log("memory and stack are not tried: this system sets no limit, or the race detector takes more than it")
		delete(wants, "memory")
		delete(wants, "huge")
		delete(wants, "stack")
	}
	holds(t, Limits{Memory: 256 << 20, Reply: 4 << 20, Time: time.Minute, Preparing: time.Minute}, wants)
}

// TestTooLong holds that what never ends is ended, and the next task carried out.
func TestTooLong(t *testing.T) {
	holds(t, Limits{Memory: 256 << 20, Reply: 1 << 20, Time: 3 * time.Second, Preparing: time.Minute}, map[string]string{"hang": "seconds to read", "spin": "seconds to read"})
}

func holds(t *testing.T, limits Limits, wants map[string]string) {
	t.Helper()
	started(t, limits)
	for kind, want := range wants {
		t.Run(kind, func(t *testing.T) {
			_, err := Do(t.Context(), kind, []byte("x"), nil)
			var refused *Refusal
			if !errors.As(err, &refused) || !strings.Contains(refused.Reason, want) {
				t.Errorf("got %v, want a refusal with %q", err, want)
			}
			if got, err := Do(t.Context(), "echo", []byte("still here"), nil); err != nil || string(got) != "still here" {
				t.Errorf("then %q, %v", got, err)
			}
		})
	}
}

// TestStopped holds that stopping ends tasks under way, and that a cancelled
// context does.
func TestStopped(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	stop := Start(func() *exec.Cmd { return exec.Command(self, "child") }, Limits{Memory: 256 << 20, Reply: 1 << 20, Time: time.Minute, Preparing: time.Minute})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 2)
	go func() { _, err := Do(ctx, "hang", nil, nil); done <- err }()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled task gives %v", err)
	}
	go func() { _, err := Do(context.Background(), "hang", nil, nil); done <- err }()
	for len(current.Load().free) == cap(current.Load().free) {
		time.Sleep(time.Millisecond) // until the task has its child
	}
	stop()
	if err := <-done; err == nil {
		t.Error("a task that was stopped gives no error")
	}
	if got, err := Do(t.Context(), "echo", []byte("here"), func(p []byte) ([]byte, error) { return append(p, '!'), nil }); err != nil || string(got) != "here!" {
		t.Errorf("without children: %q, %v", got, err)
	}
}
