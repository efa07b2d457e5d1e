package house

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Bounds of types and packages.
const (
	mostMethods = 40 // on one type
	mostFiles   = 20 // of a package, without tests
)

// stores are the packages that may hold SQL: those of the two databases, and what
// copies and mends their files.
var stores = []string{"bot/store", "retrieval/sqlite", "cmd/footnote/backup", "cmd/footnote/repair", "cmd/footnote/shared"}

func TestTypesAndPackagesKeepTheirSize(t *testing.T) {
	s := readShape(t, moduleRoot(t))
	for _, broken := range s.broken() {
		t.Error(broken)
	}
}

// Each rule is broken once, so that it is known to be able to fail.
func TestTheRulesOfShapeCanFail(t *testing.T) {
	dir := t.TempDir()
	var methods strings.Builder
	for i := range mostMethods + 1 {
		fmt.Fprintf(&methods, "func (t *T) M%d() {}\n", i)
	}
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("big/big.go", "package big\n\ntype T struct{}\n\n"+methods.String())
	for i := range mostFiles + 1 {
		write(fmt.Sprintf("many/f%d.go", i), "package many\n")
	}
	write("coded/doc.go", "package coded\n\nvar X = 1\n")
	write("query/q.go", "package query\n\nconst q = `SELECT id FROM posts WHERE id = ?`\n")
	var rules []string
	for _, b := range readShape(t, dir).broken() {
		rules = append(rules, strings.SplitN(b, ":", 2)[0])
	}
	slices.Sort(rules)
	if want := []string{"big.T", "coded", "many", "query/q.go"}; !slices.Equal(rules, want) {
		t.Errorf("broken are %q, want %q", rules, want)
	}
}

// shape is what the rules above look at.
type shape struct {
	methods, files map[string]int
	coded, queries []string // doc.go files with code, and files with SQL
}

// statement is how a statement of SQL begins, up to its table.
var statement = regexp.MustCompile(`^\s*(SELECT [\s\S]+ FROM|INSERT (OR \w+ )?INTO|UPDATE (OR \w+ )?\w+ SET|DELETE FROM|CREATE TABLE) `)

func readShape(t *testing.T, root string) *shape {
	t.Helper()
	s := &shape{methods: map[string]int{}, files: map[string]int{}}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return filepath.SkipDir
		case d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err == nil {
			s.add(filepath.ToSlash(name), file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// add notes a file.
func (s *shape) add(name string, file *ast.File) {
	folder := strings.TrimSuffix(name, "/"+filepath.Base(name))
	s.files[folder]++
	code := false
	for _, decl := range file.Decls {
		if g, ok := decl.(*ast.GenDecl); !ok || g.Tok != token.IMPORT {
			code = true
		}
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv != nil {
			s.methods[folder+"."+receiver(f)]++
		}
	}
	if filepath.Base(name) == "doc.go" && code {
		s.coded = append(s.coded, folder)
	}
	if slices.ContainsFunc(stores, func(p string) bool { return folder == p || strings.HasPrefix(folder, p+"/") }) {
		return
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && statement.MatchString(strings.Trim(lit.Value, "`\"")) {
			s.queries = append(s.queries, name)
		}
		return true
	})
}

// receiver is the name of the type that a method is of.
func receiver(f *ast.FuncDecl) string {
	e := f.Recv.List[0].Type
	if star, ok := e.(*ast.StarExpr); ok {
		e = star.X
	}
	if generic, ok := e.(*ast.IndexExpr); ok {
		e = generic.X
	}
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return "?"
}

// broken returns a sentence for each rule that is broken.
func (s *shape) broken() []string {
	var list []string
	measure := func(sizes map[string]int, most int, what string) {
		for name, n := range sizes {
			if n > most {
				list = append(list, fmt.Sprintf("%s: %d %s, at most %d", name, n, what, most))
			}
		}
	}
	measure(s.methods, mostMethods, "methods")
	measure(s.files, mostFiles, "files")
	for _, folder := range s.coded {
		list = append(list, folder+": doc.go holds code")
	}
	for _, name := range s.queries {
		list = append(list, name+": SQL outside of "+strings.Join(stores, ", "))
	}
	return list
}
