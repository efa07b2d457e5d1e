package house

import (
	"go/ast"
	"os"
	"path/filepath"
	"testing"
)

// undocumented lists a file's public names that no comment explains. A group
// of constants, variables or types may share the comment above the group.
func undocumented(name string, file *ast.File) []finding {
	var found []finding
	report := func(public string) {
		found = append(found, finding{name + ": " + public + ": documented", "a public name without a comment"})
	}
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && publicReceiver(d) && d.Doc == nil {
				report(d.Name.Name)
			}
		case *ast.GenDecl:
			for _, public := range silentNames(d) {
				report(public)
			}
		}
	}
	return found
}

// publicReceiver tells whether a function is one, or a method of a public type.
func publicReceiver(f *ast.FuncDecl) bool {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return true
	}
	receiver := f.Recv.List[0].Type
	for {
		switch t := receiver.(type) {
		case *ast.StarExpr:
			receiver = t.X
		case *ast.IndexExpr:
			receiver = t.X
		case *ast.IndexListExpr:
			receiver = t.X
		case *ast.Ident:
			return t.IsExported()
		default:
			return true
		}
	}
}

// silentNames lists the public names of a declaration that no comment covers.
func silentNames(d *ast.GenDecl) []string {
	var names []string
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if s.Name.IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
				names = append(names, s.Name.Name)
			}
		case *ast.ValueSpec:
			for _, n := range s.Names {
				if n.IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
					names = append(names, n.Name)
				}
			}
		}
	}
	return names
}

// moduleRoot is the folder that holds go.mod.
func moduleRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above this package")
		}
		dir = parent
	}
}
