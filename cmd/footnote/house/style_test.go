package house

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The size of a room.
const (
	longestFunction = 60  // lines, with its signature and closing brace
	longestFile     = 300 // lines, tests too
	mostBranches    = 15  // cyclomatic complexity
)

// exceptions are the findings that stand, each with its reason. The key is
// "path: rule" or "path: function: rule".
var exceptions = map[string]string{}

func TestTheHouseIsInOrder(t *testing.T) {
	used := map[string]bool{}
	for _, f := range inspectTree(t, moduleRoot(t)) {
		if exceptions[f.key] != "" {
			used[f.key] = true
			continue
		}
		t.Error(f)
	}
	for key, reason := range exceptions {
		if !used[key] {
			t.Errorf("the exception %q (%s) is not needed any more: take it out", key, reason)
		}
	}
}

// A rule that cannot fail guards nothing: one source breaks each.
func TestTheHouseRulesCanFail(t *testing.T) {
	long := strings.Repeat("\t_ = 1\n", longestFunction)
	branchy := strings.Repeat("\tif a && b {\n\t}\n", mostBranches/2+1)
	source := "package p\n\nfunc Public() {\n" + long + "}\n\ntype Open struct{}\n\nconst Loud = 1\n\n" +
		"func branchy(a, b bool) {\n" + branchy + "}\n" + strings.Repeat("// filler\n", longestFile)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "p.go"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range inspectTree(t, dir) {
		got = append(got, f.key)
	}
	slices.Sort(got)
	want := []string{
		"p.go: Loud: documented", "p.go: Open: documented", "p.go: Public: documented",
		"p.go: Public: function length", "p.go: branchy: complexity", "p.go: file length",
		".: package comment",
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got findings\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// finding is a broken rule: the key an exception would have, and a sentence.
type finding struct{ key, detail string }

func (f finding) String() string { return f.key + ": " + f.detail }

// inspectTree parses every Go file below root, except what other people wrote.
func inspectTree(t *testing.T, root string) []finding {
	t.Helper()
	var found []finding
	packages := map[string]bool{} // folder -> has a package comment
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		file, sizes, err := inspectFile(path, filepath.ToSlash(name))
		if err != nil {
			return err
		}
		found = append(found, sizes...)
		folder := filepath.ToSlash(filepath.Dir(name))
		packages[folder] = packages[folder] || file.Doc != nil
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for folder, documented := range packages {
		if !documented {
			found = append(found, finding{folder + ": package comment", "no file says what the package is for"})
		}
	}
	return found
}

// inspectFile applies the rules that need one file only.
func inspectFile(path, name string) (*ast.File, []finding, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, source, parser.ParseComments)
	if err != nil {
		return nil, nil, err
	}
	if ast.IsGenerated(file) {
		return file, nil, nil
	}
	var found []finding
	if lines := strings.Count(string(source), "\n"); lines > longestFile {
		found = append(found, finding{name + ": file length", fmt.Sprintf("%d lines, at most %d", lines, longestFile)})
	}
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok {
			found = append(found, inspectFunction(fset, name, f)...)
		}
	}
	if !strings.HasSuffix(name, "_test.go") {
		found = append(found, undocumented(name, file)...)
	}
	return file, found, nil
}

// inspectFunction measures a function's length and branches.
func inspectFunction(fset *token.FileSet, name string, f *ast.FuncDecl) []finding {
	var found []finding
	key := name + ": " + f.Name.Name
	lines := fset.Position(f.End()).Line - fset.Position(f.Pos()).Line + 1
	if lines > longestFunction {
		found = append(found, finding{key + ": function length", fmt.Sprintf("%d lines, at most %d", lines, longestFunction)})
	}
	if n := complexity(f); n > mostBranches {
		found = append(found, finding{key + ": complexity", fmt.Sprintf("%d, at most %d", n, mostBranches)})
	}
	return found
}

// complexity is McCabe's cyclomatic number: one more than the branches.
func complexity(f *ast.FuncDecl) int {
	n := 1
	ast.Inspect(f, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			n++
		case *ast.CaseClause:
			if node.List != nil {
				n++
			}
		case *ast.CommClause:
			if node.Comm != nil {
				n++
			}
		case *ast.BinaryExpr:
			if node.Op == token.LAND || node.Op == token.LOR {
				n++
			}
		}
		return true
	})
	return n
}
