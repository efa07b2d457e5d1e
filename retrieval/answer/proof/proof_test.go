package proof

import (
	"os"
	"strings"
	"testing"
	"time"
)

// testCase is a case of a text file: its fields, in order of the file.
type testCase struct {
	name   string
	fields map[string][]string
}

func (c testCase) get(key string) string { return strings.Join(c.fields[key], "\n") }

func readCases(t *testing.T, file string) []testCase {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []testCase
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		if name, ok := strings.CutPrefix(line, "=== "); ok {
			cases = append(cases, testCase{name, map[string][]string{}})
		} else if key, value, ok := strings.Cut(line, ": "); ok && len(cases) > 0 {
			fields := cases[len(cases)-1].fields
			fields[key] = append(fields[key], value)
		}
	}
	if len(cases) == 0 {
		t.Fatal("no cases in " + file)
	}
	return cases
}

func TestFind(t *testing.T) {
	for _, c := range readCases(t, "testdata/find.txt") {
		t.Run(c.name, func(t *testing.T) {
			got := "nothing"
			if s, ok := Find(c.get("text"), c.get("quote")); ok {
				got = c.get("text")[s.Start:s.End]
			}
			if got != c.get("want") {
				t.Errorf("Find(%q) = %q, want %q", c.get("quote"), got, c.get("want"))
			}
		})
	}
}

func TestClaims(t *testing.T) {
	for _, c := range readCases(t, "testdata/claims.txt") {
		t.Run(c.name, func(t *testing.T) {
			e := evidenceOf(t, c)
			j := Judge(Clean(c.get("claim")), e)
			got := "ok"
			if j.Verdict != BorneOut {
				got = "drop " + string(j.Fault.Kind)
			}
			if got != c.get("want") {
				t.Errorf("got %q (%v), want %q", got, j.Fault, c.get("want"))
			}
		})
	}
}

func evidenceOf(t *testing.T, c testCase) Evidence {
	e := Evidence{Around: c.fields["around"], Language: c.get("language")}
	for _, line := range c.fields["quote"] {
		parts := strings.Split(line, " | ")
		q := Quote{Text: parts[0]}
		if len(parts) == 3 {
			var err error
			if q.Published, err = time.Parse(time.DateOnly, parts[2]); err != nil {
				t.Fatal(err)
			}
			q.Source = parts[1]
		}
		e.Quotes = append(e.Quotes, q)
	}
	return e
}

func FuzzFind(f *testing.F) {
	f.Add("The council approved new ferries.", "the Council … ferries")
	f.Add("a\xffb 市议会批准了新的渡轮", "市议会批准了新的")
	f.Fuzz(func(t *testing.T, text, quote string) {
		s, ok := Find(text, quote)
		if ok && (s.Start < 0 || s.Start >= s.End || s.End > len(text)) {
			t.Errorf("Find gave %v of %d bytes", s, len(text))
		}
	})
}
