// Package rendertest compares what the bot sends with files, for the tests of several
// packages.
package rendertest

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"footnote/bot/render"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Golden compares what is sent with the file of a name in testdata.
func Golden(t *testing.T, name string, sent any) {
	t.Helper()
	if list, ok := sent.([]render.Message); ok {
		var components [][]any
		for _, m := range list {
			components = append(components, m.Blocks())
		}
		sent = components
	}
	var got bytes.Buffer
	e := json.NewEncoder(&got)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(sent); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name+".golden.json")
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s is not as in %s (%v): run go test -update and look at the difference\n%s", name, path, err, &got)
	}
}
