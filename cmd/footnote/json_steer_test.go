package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// Nothing that a command writes with --json, or into the log, steers a terminal
// or turns the order of a line, whatever stands in an article or a question; a
// program reads the same characters all the same.
func TestJSONSteersNoTerminal(t *testing.T) {
	const evil = "\u009b31m\u202eevil\u2066"
	dir := t.TempDir()
	article := `{"_id":"ferry` + evil + `","title":"The ferry` + evil + `","text":"The ferry to Norholm` + evil + ` leaves at noon. It carries forty cars."}`
	must(t, os.WriteFile(filepath.Join(dir, "a.jsonl"), []byte(article+"\n"), 0o600))
	data := t.TempDir()
	for _, args := range [][]string{
		{"ask", "--json", "--embedder", "none", "--corpus", dir, "When does the ferry to Norholm leave? " + evil},
		{"search", "--json", "--embedder", "none", "--corpus", dir, "ferry Norholm " + evil},
		{"index", "add", "--json", "--embedder", "none", "--data", data, dir},
		{"index", "list", "--json", "--data", data},
		{"index", "status", "--json", "--data", data},
		{"article", "--json", "--corpus", dir, "ferry" + evil},
	} {
		var out, errs bytes.Buffer
		if err := run(t.Context(), args, nothingSet, strings.NewReader(""), &out, &errs); err != nil {
			t.Errorf("%v: %v\n%s", args[:2], err, errs.String())
			continue
		}
		for _, r := range out.String() + errs.String() {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
				t.Errorf("%v writes %U: %q", args[:2], r, out.String()+errs.String())
				break
			}
		}
		for line := range strings.Lines(out.String()) {
			if !json.Valid([]byte(line)) {
				t.Errorf("%v is no JSON: %s", args[:2], line)
			}
		}
	}
}
