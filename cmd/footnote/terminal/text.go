package terminal

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// Clean takes out of text what could steer a terminal or turn the order of
// what stands on a line, or says something that nobody sees: control characters but
// the line break and tab, the marks for bidirectional embedding, override and
// isolation, tags and other marks without a look. Broken UTF-8 is shown as the
// replacement character.
func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\u2028' || r == '\u2029':
			return '\n'
		case unicode.IsControl(r) || unseen(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// unseen reports whether a character is a mark for the order of text or has no look
// of its own. Those that join or part letters and emoji have none and are needed.
func unseen(r rune) bool {
	return unicode.Is(unicode.Cf, r) && !unicode.In(r, unicode.Join_Control, unicode.Prepended_Concatenation_Mark) || r >= 0xE0000 && r <= 0xE0FFF
}

// EscapeJSON writes in encoded JSON as \u escapes what could steer a terminal, turn
// the order of what stands on a line, or is not seen. These characters stand in strings
// alone, where the escape means the same; encoding/json escapes the rest.
func EscapeJSON(encoded []byte) []byte {
	if bytes.IndexFunc(encoded, steers) < 0 {
		return encoded
	}
	var out []byte
	for len(encoded) > 0 {
		r, size := utf8.DecodeRune(encoded)
		if steers(r) {
			for _, unit := range utf16.AppendRune(nil, r) {
				out = fmt.Appendf(out, "\\u%04x", unit)
			}
		} else {
			out = append(out, encoded[:size]...)
		}
		encoded = encoded[size:]
	}
	return out
}

// steers reports whether a character is none to be printed: a control character
// but the line break that ends a line of JSON, or one that is not seen.
func steers(r rune) bool { return r != '\n' && (unicode.IsControl(r) || unseen(r)) }

// oneLine is Clean with every run of white space as one space.
func oneLine(text string) string {
	return strings.Join(strings.Fields(Clean(text)), " ")
}

// wrap breaks cleaned text into lines of at most width columns, at white space
// where there is any. Lines that are blank are left out.
func wrap(text string, width int) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		var current line
		for word := range strings.FieldsSeq(paragraph) {
			if !current.add(word, width) {
				lines = append(lines, current.flush()...)
				lines = append(lines, current.pour(word, width)...)
			}
		}
		lines = append(lines, current.flush()...)
	}
	return lines
}

// line is a line of text that is being filled.
type line struct {
	text    strings.Builder
	columns int
}

// add appends a word where it fits, behind a space where it is not the first.
func (l *line) add(word string, width int) bool {
	columns := displaywidth.String(word)
	switch {
	case l.text.Len() == 0 && columns <= width:
	case l.text.Len() > 0 && l.columns+1+columns <= width:
		l.text.WriteByte(' ')
		l.columns++
	default:
		return false
	}
	l.text.WriteString(word)
	l.columns += columns
	return true
}

// pour fills lines with a word that may be wider than one, breaking it between
// characters as people see them. It returns the full lines and keeps the rest.
func (l *line) pour(word string, width int) []string {
	var full []string
	characters := displaywidth.StringGraphemes(word)
	for characters.Next() {
		if l.columns+characters.Width() > width {
			full = append(full, l.flush()...)
		}
		l.text.WriteString(characters.Value())
		l.columns += characters.Width()
	}
	return full
}

// flush empties the line and returns what it held, if anything.
func (l *line) flush() []string {
	text := l.text.String()
	l.text.Reset()
	l.columns = 0
	if text == "" {
		return nil
	}
	return []string{text}
}

// prefixed joins lines, the first after first and the others after rest.
func prefixed(lines []string, first, rest string) string {
	var b strings.Builder
	for i, line := range lines {
		if i == 0 {
			b.WriteString(first)
		} else {
			b.WriteString(rest)
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}
