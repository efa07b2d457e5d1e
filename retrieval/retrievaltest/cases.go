package retrievaltest

import (
	"os"
	"strings"
	"testing"
)

// Case is a case of a text file: its name and its fields, each in order of the file.
type Case struct {
	Name   string
	Fields map[string][]string
}

// Get returns the lines of a field as one text.
func (c Case) Get(key string) string { return strings.Join(c.Fields[key], "\n") }

// Cases reads the cases of a file, "=== name" and below it lines of "field: value".
func Cases(t testing.TB, file string) []Case {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []Case
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		if name, ok := strings.CutPrefix(line, "=== "); ok {
			cases = append(cases, Case{name, map[string][]string{}})
		} else if key, value, ok := strings.Cut(line, ": "); ok && len(cases) > 0 {
			fields := cases[len(cases)-1].Fields
			fields[key] = append(fields[key], value)
		}
	}
	if len(cases) == 0 {
		t.Fatal("no cases in " + file)
	}
	return cases
}
