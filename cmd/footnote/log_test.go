package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A logger made elsewhere than in app.Process.Start would not know the configured
// level.
func TestOnePlaceMakesLoggers(t *testing.T) {
	made := 0
	err := filepath.WalkDir(".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		n := strings.Count(string(text), "slog.NewTextHandler(") + strings.Count(string(text), "slog.NewJSONHandler(")
		if n > 0 && filepath.ToSlash(name) != "app/process.go" {
			t.Errorf("%s makes a logger of its own: use that of app.App", name)
		}
		made += n
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if made != 1 {
		t.Errorf("%d loggers are made, not 1", made)
	}
}
