package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// TestMain lets the test binary stand in for the program.
func TestMain(m *testing.M) {
	if os.Getenv("MOCKOPENAI_BE_MAIN") == "1" {
		main()
		return
	}
	os.Exit(m.Run())
}

func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), "MOCKOPENAI_BE_MAIN=1")
	return cmd
}

func TestProgramSaysWhereItListensAndStops(t *testing.T) {
	cmd := program(t, "--addr", "127.0.0.1:0", "--persona", "mute", "--fault", "once:429:2", "--fault", "no-base64", "--seed", "7")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if err != nil || !ok || !strings.HasPrefix(url, "http://127.0.0.1:") || !strings.HasSuffix(url, "/v1") {
		t.Fatalf("first line %q, %v", line, err)
	}
	resp, err := http.Get(url + "/models")
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%v, %v", resp, err)
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("after SIGTERM: %v", err)
	}
}

func TestWrongUsageExitsWithTwo(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--persona", "poet"}, "use one of grounded, fabricator, obedient, mute, rambler"},
		{[]string{"--fault", "flood"}, "unknown fault"},
		{[]string{"--refuse", "spam"}, "unknown refusal"},
		{[]string{"--colour", "red"}, "colour"},
		{[]string{"--seed", "x"}, "seed"},
		{[]string{"serve"}, "unexpected argument"},
	} {
		var stderr bytes.Buffer
		cmd := program(t, c.args...)
		cmd.Stderr = &stderr
		err := cmd.Run()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 2 || !strings.Contains(stderr.String(), c.want) {
			t.Errorf("%v: %v, %q; want status 2 and %q", c.args, err, stderr.String(), c.want)
		}
		if strings.Count(stderr.String(), "\n") != 1 {
			t.Errorf("%v: more than a sentence: %q", c.args, stderr.String())
		}
	}
}

func TestAnAddressInUseFails(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in, out := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- run(ctx, []string{"--addr", "127.0.0.1:0"}, out, io.Discard) }()
	line, _ := bufio.NewReader(in).ReadString('\n')
	addr := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "listening on http://"), "/v1")
	err := run(ctx, []string{"--addr", addr}, io.Discard, io.Discard)
	var usage usageError
	if err == nil || errors.As(err, &usage) || !strings.Contains(err.Error(), "--addr") {
		t.Errorf("%v", err)
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("stopping: %v", err)
	}
}

func TestHelpNamesFaultsAndPersonas(t *testing.T) {
	var help bytes.Buffer
	if err := run(t.Context(), []string{"--help"}, io.Discard, &help); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"slow:TOKENS_PER_SECOND", "fabricator", "127.0.0.1:8081"} {
		if !strings.Contains(help.String(), want) {
			t.Errorf("%q is missing in %s", want, help.String())
		}
	}
}
