// Package frontmatter reads what stands in YAML or TOML at the head of a text.
package frontmatter

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"footnote/corpus/document"
	"footnote/corpus/plaintext"
)

// maxFrontMatter bounds the YAML that is parsed, in bytes: front matter is a
// handful of lines, and aliases in YAML can grow without measure.
const maxFrontMatter = 64 << 10

// Span finds the front matter between two lines of "---" (YAML) or "+++"
// (TOML) at the very start of text. inner is the range between the lines, and
// block includes both. Both are empty where there is no front matter: a rule
// or a table may begin a text with dashes too, so the first line must look
// like a key.
func Span(text string) (block, inner plaintext.Span) {
	limit := min(len(text), maxFrontMatter)
	lines := plaintext.Lines(text, plaintext.Span{Start: 0, End: limit})
	if len(lines) < 2 || lines[0].Indent > len("\ufeff") {
		return plaintext.Span{}, plaintext.Span{}
	}
	fence := text[lines[0].Start:lines[0].End]
	if fence != "---" && fence != "+++" || !looksLikeKey(text[lines[1].Start:lines[1].End]) {
		return plaintext.Span{}, plaintext.Span{}
	}
	for _, l := range lines[1:] {
		if s := text[l.Start:l.End]; s == fence || s == "..." {
			return plaintext.Span{Start: lines[0].Start, End: l.End}, plaintext.Span{Start: lines[0].End, End: l.Start}
		}
	}
	return plaintext.Span{}, plaintext.Span{}
}

// looksLikeKey tells whether a line begins "key:" or "key =", is a comment or
// ends the block at once.
func looksLikeKey(s string) bool {
	if s == "---" || s == "+++" || strings.HasPrefix(s, "#") {
		return true
	}
	i := strings.IndexAny(s, ":=")
	return i > 0 && len(strings.Fields(s[:i])) == 1
}

// Read reads the YAML or TOML at the head of text. Without any it returns
// nothing; a Problem tells which line of it is wrong.
func Read(text string) (document.Metadata, *document.Problem) {
	_, inner := Span(text)
	if inner.Len() <= 0 {
		return document.Metadata{}, nil
	}
	read, problem := topFields, yamlProblem
	if strings.HasPrefix(strings.TrimLeft(text, "\ufeff"), "+++") {
		read, problem = tomlFields, tomlProblem
	}
	fields, err := read(text[inner.Start:inner.End])
	if err != nil {
		return document.Metadata{}, problem(err)
	}
	get := func(names ...string) string {
		for _, name := range names {
			if fields[name] != "" {
				return fields[name]
			}
		}
		return ""
	}
	return document.Metadata{
		Title: get("title"), URL: get("url", "link", "canonical"), Source: get("source", "publisher"),
		Author: get("author", "authors", "by"), Published: get("published", "date"),
	}, nil
}

// topFields returns the plain values of a YAML mapping by their names in small
// letters. It looks at the syntax only and follows no alias: a dozen lines of
// aliases can stand for gigabytes.
func topFields(source string) (map[string]string, error) {
	file, err := parser.ParseBytes([]byte(source), 0)
	if err != nil {
		return nil, err
	}
	fields := make(map[string]string)
	for _, doc := range file.Docs {
		var values []*ast.MappingValueNode
		switch body := doc.Body.(type) {
		case *ast.MappingNode:
			values = body.Values
		case *ast.MappingValueNode:
			values = []*ast.MappingValueNode{body}
		}
		for _, v := range values {
			if key := strings.ToLower(v.Key.GetToken().Value); fields[key] == "" {
				fields[key] = scalar(v.Value)
			}
		}
	}
	return fields, nil
}

// scalar writes a YAML value as one string: a list becomes its parts, joined
// by commas, and a mapping nothing.
func scalar(n ast.Node) string {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value
	case *ast.TagNode:
		return scalar(n.Value)
	case *ast.SequenceNode:
		var parts []string
		for _, e := range n.Values {
			if _, nested := e.(*ast.SequenceNode); nested {
				continue
			}
			if s := scalar(e); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	}
	return ""
}

func yamlProblem(err error) *document.Problem {
	p := document.Problemf("has front matter that is not valid YAML: mend it or put the values in quotation marks").Because(err)
	var syntax yaml.Error
	if errors.As(err, &syntax) && syntax.GetToken() != nil {
		p.Reason = "has front matter that is not valid YAML (" + syntax.GetMessage() + "): mend it or put the value in quotation marks"
		p.Line = syntax.GetToken().Position.Line
	}
	return p
}

// tomlFields returns the plain values at the top of a TOML document by their
// names in small letters, as topFields does for YAML.
func tomlFields(source string) (map[string]string, error) {
	var all map[string]any
	if _, err := toml.Decode(source, &all); err != nil {
		return nil, err
	}
	fields := make(map[string]string)
	for key, value := range all {
		fields[strings.ToLower(key)] = tomlScalar(value)
	}
	return fields, nil
}

// tomlScalar writes a value as one string: a list becomes its parts, joined by
// commas, and a table nothing.
func tomlScalar(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case time.Time:
		return v.Format(time.RFC3339)
	case []any:
		var parts []string
		for _, part := range v {
			parts = append(parts, tomlScalar(part))
		}
		return strings.Join(parts, ", ")
	case map[string]any, []map[string]any:
		return ""
	}
	return fmt.Sprint(value)
}

// tomlProblem says what is wrong with the front matter, and in which line of the
// document: what is parsed begins with the end of its first.
func tomlProblem(err error) *document.Problem {
	var wrong toml.ParseError
	if !errors.As(err, &wrong) {
		return document.Problemf("has front matter that is not valid TOML: mend it").Because(err)
	}
	return document.Problemf("has front matter that is not valid TOML (%s): mend it", wrong.Message).At(wrong.Position.Line).Because(err)
}
