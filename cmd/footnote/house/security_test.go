package house

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// testNamed is a test as SECURITY.md names it: `package: TestName`.
var testNamed = regexp.MustCompile("`([a-z/]+): ((?:Test|Fuzz)\\w+)`")

// hasTest reports whether a package has a test of a name.
func hasTest(t *testing.T, pkg, name string) bool {
	files, err := filepath.Glob(filepath.Join("../../..", pkg, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "\nfunc "+name+"(") {
			return true
		}
	}
	return false
}

// Every defence in SECURITY.md names a test that there is.
func TestDefencesAreTested(t *testing.T) {
	named := testNamed.FindAllStringSubmatch(project(t, "SECURITY.md"), -1)
	if len(named) < 40 {
		t.Errorf("SECURITY.md names only %d tests", len(named))
	}
	for _, m := range named {
		if !hasTest(t, m[1], m[2]) {
			t.Errorf("SECURITY.md names %s in %s, which there is not", m[2], m[1])
		}
	}
	if hasTest(t, "bot", "TestThatThereIsNot") {
		t.Error("a test that there is not was found")
	}
}
