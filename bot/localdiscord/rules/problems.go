// Package rules checks what Discord refuses and its OpenAPI description does
// not say: lengths over several fields, duplicate custom IDs, names of
// commands, what may stand beside components V2. Every check is pure and
// returns all that it finds, with the path of each field, as Discord does.
//
// Lengths are counted in UTF-16 code units, which is the larger of the two
// counts that Discord uses; a text that passes here passes there.
package rules

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// Problem is one thing wrong with a form. Path has dots between its parts:
// "embeds.0.title"; the empty path is the form itself.
type Problem struct {
	Path    string
	Code    string // Discord's, such as BASE_TYPE_MAX_LENGTH
	Message string
}

// Problems is a list in the order found; empty means that all is well.
type Problems []Problem

// String gives one line: path: message (code); ...
func (p Problems) String() string {
	parts := make([]string, len(p))
	for i, one := range p {
		parts[i] = fmt.Sprintf("%s: %s (%s)", one.Path, one.Message, one.Code)
	}
	return strings.Join(parts, "; ")
}

// Tree is the "errors" object of Discord's error bodies.
// Source: https://discord.com/developers/docs/reference#error-messages
func (p Problems) Tree() map[string]any {
	root := map[string]any{}
	for _, one := range p {
		node := root
		for _, part := range strings.FieldsFunc(one.Path, func(r rune) bool { return r == '.' }) {
			next, ok := node[part].(map[string]any)
			if !ok {
				next = map[string]any{}
				node[part] = next
			}
			node = next
		}
		list, _ := node["_errors"].([]map[string]string)
		node["_errors"] = append(list, map[string]string{"code": one.Code, "message": one.Message})
	}
	return root
}

func (p *Problems) add(path, code, format string, args ...any) {
	*p = append(*p, Problem{path, code, fmt.Sprintf(format, args...)})
}

// length checks a text that may be empty only where lowest is 0.
func (p *Problems) length(path, text string, lowest, highest int) {
	n := Length(text)
	switch {
	case n == 0 && lowest > 0:
		p.add(path, "BASE_TYPE_REQUIRED", "This field is required")
	case n < lowest || n > highest && lowest > 1:
		p.add(path, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", lowest, highest)
	default:
		p.most(path, n, highest)
	}
}

func (p *Problems) most(path string, n, highest int) {
	if n > highest {
		p.add(path, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", highest)
	}
}

func (p *Problems) count(path string, n, lowest, highest int) {
	if n < lowest || n > highest {
		p.add(path, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", lowest, highest)
	}
}

// Length is the number of UTF-16 code units of a text.
func Length(text string) int { return len(utf16.Encode([]rune(text))) }

func join(path string, parts ...any) string {
	for _, part := range parts {
		if path != "" {
			path += "."
		}
		path += fmt.Sprint(part)
	}
	return path
}
