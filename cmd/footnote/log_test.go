package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A logger made elsewhere than in program.logger would not know the configured
// level.
func TestOnePlaceMakesLoggers(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		n := strings.Count(string(text), "slog.NewTextHandler(") + strings.Count(string(text), "slog.NewJSONHandler(")
		if n > 0 && name != "models.go" {
			t.Errorf("%s makes a logger of its own: use program.logger", name)
		}
		made += n
	}
	if made != 1 {
		t.Errorf("%d loggers are made, not 1", made)
	}
}
