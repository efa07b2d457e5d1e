package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// sentence is a string that a reader could be shown: three words or more, from a capital
// to a full stop.
var sentence = regexp.MustCompile(`^\p{Lu}[^\n]*\pL [^\n]*\pL [^\n]*\pL[.!?]$`)

// TestTheEngineSpeaksInValues: what a reader is told is said in one of six languages
// by whoever shows it, so that the engine holds no sentence. Prompts are files.
func TestTheEngineSpeaksInValues(t *testing.T) {
	for _, said := range sentences(t, filepath.Join(moduleRoot(t), "retrieval")) {
		t.Error(said)
	}
}

// The rule is broken once, so that it is known that it can fail.
func TestTheRuleOfValuesCanFail(t *testing.T) {
	dir := t.TempDir()
	source := "package p\n\nconst a = \"The articles say nothing.\"\n\nvar b = errors.New(\"no such article\")\n\nconst c = \"Beside the question\"\n"
	if err := os.WriteFile(filepath.Join(dir, "p.go"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := sentences(t, dir); len(got) != 1 || !strings.Contains(got[0], "The articles say nothing.") {
		t.Errorf("found %q", got)
	}
}

// sentences are those in the Go files below a folder, each with its place. Tests and what
// serves them alone are left out.
func sentences(t *testing.T, root string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "retrievaltest") {
			return filepath.SkipDir
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil && sentence.MatchString(text) {
					found = append(found, fset.Position(lit.Pos()).String()+": "+lit.Value)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
