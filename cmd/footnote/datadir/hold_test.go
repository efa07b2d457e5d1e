package datadir

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestOneBotADirectory holds that the second to hold a data directory is told who
// has it, and that it is free once that one has gone.
func TestOneBotADirectory(t *testing.T) {
	dir := t.TempDir()
	release, err := HoldBot(dir, "a test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := HoldBot(dir, "a test"); err == nil || !strings.Contains(err.Error(), "a test, process "+strconv.Itoa(os.Getpid())) {
		t.Errorf("the second is told %v", err)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	again, err := HoldBot(dir, "a test")
	if err != nil {
		t.Fatalf("a directory that is free cannot be held: %v", err)
	}
	if err := again(); err != nil {
		t.Error(err)
	}
}
