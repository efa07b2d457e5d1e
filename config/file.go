package config

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// parseFile reads a YAML file into settings by key. Keys that there are not and
// values that are no values are errors that name the line; they do not keep the
// rest from being read.
func parseFile(path string, content []byte) (map[string]given, error) {
	file, err := parser.ParseBytes(content, 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %s", path, oneLine(yaml.FormatError(err, false, false)))
	}
	r := fileReader{path: path, found: map[string]given{}}
	for _, doc := range file.Docs {
		if doc.Body != nil {
			r.read("", doc.Body)
		}
	}
	return r.found, errors.Join(r.wrong...)
}

// fileReader walks the nodes of a file.
type fileReader struct {
	path  string
	found map[string]given
	wrong []error
}

func (r *fileReader) fail(line int, format string, args ...any) {
	r.wrong = append(r.wrong, fmt.Errorf("%s, line %d: %s", r.path, line, fmt.Sprintf(format, args...)))
}

// read takes in a node that stands under a key; "" is the top of the file.
func (r *fileReader) read(key string, node ast.Node) {
	switch n := node.(type) {
	case *ast.MappingNode:
		for _, v := range n.Values {
			r.pair(key, v)
		}
	case *ast.MappingValueNode:
		r.pair(key, n)
	case *ast.NullNode, *ast.CommentGroupNode:
	default:
		r.leaf(key, node)
	}
}

func (r *fileReader) pair(under string, v *ast.MappingValueNode) {
	key := strings.Trim(v.Key.String(), `"'`)
	if under != "" {
		key = under + "." + key
	}
	r.known(key, v)
}

// known checks a key before it reads what stands under it.
func (r *fileReader) known(key string, v *ast.MappingValueNode) {
	line := v.Key.GetToken().Position.Line
	if !isSetting(key) && !isSection(key) {
		r.fail(line, "there is no setting %q%s", key, suggestion(key))
		return
	}
	r.read(key, v.Value)
}

// leaf takes a value, or a list of values joined by commas.
func (r *fileReader) leaf(key string, node ast.Node) {
	line := node.GetToken().Position.Line
	if !isSetting(key) {
		r.fail(line, "%s", misplaced(key))
		return
	}
	value := ""
	switch n := node.(type) {
	case *ast.SequenceNode:
		var parts []string
		for _, item := range n.Values {
			parts = append(parts, scalar(item))
		}
		value = strings.Join(parts, ",")
	default:
		value = scalar(node)
	}
	r.found[key] = given{strings.TrimSpace(value), fmt.Sprintf("%s, line %d", r.path, line)}
}

func misplaced(key string) string {
	if key == "" {
		return "settings are written as key: value"
	}
	return fmt.Sprintf("%q is a section: indent its settings below it", key)
}

// scalar is a plain value as it is written, without quotation marks.
func scalar(node ast.Node) string {
	if s, ok := node.(*ast.StringNode); ok {
		return s.Value
	}
	if s, ok := node.(*ast.LiteralNode); ok {
		return s.Value.Value
	}
	return node.GetToken().Value
}

func isSetting(key string) bool {
	for _, s := range settings {
		if s.key == key {
			return true
		}
	}
	return false
}

func isSection(key string) bool {
	for _, s := range settings {
		if strings.HasPrefix(s.key, key+".") {
			return true
		}
	}
	return false
}

// suggestion names the setting that a wrong key comes nearest to.
func suggestion(key string) string {
	best, least := "", 4
	for _, s := range settings {
		if d := distance(key, s.key); d < least {
			best, least = s.key, d
		}
	}
	if best == "" {
		return ": see `footnote config` for those there are"
	}
	return ": did you mean " + best + "?"
}

// distance is the Levenshtein distance of two short strings (Wagner and
// Fischer 1974).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			diagonal, row[j] = row[j], min(row[j]+1, row[j-1]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Example is a configuration file with every setting, commented out at its
// default, and what it does.
func Example() string {
	var b strings.Builder
	b.WriteString("# Footnote's configuration. Remove the # in front of what you set.\n")
	section := ""
	for _, s := range settings {
		name, indent := s.key, ""
		if head, rest, ok := strings.Cut(s.key, "."); ok {
			if head != section {
				fmt.Fprintf(&b, "\n#%s:\n", head)
				section = head
			}
			name, indent = rest, "  "
		}
		fmt.Fprintf(&b, "%s# %s; %s (%s)\n#%s%s: %s\n", indent, s.doc, s.allowed, s.env, indent, name, s.fallback)
	}
	return b.String()
}
