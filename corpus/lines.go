package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of a text: its bytes without the surrounding white space.
type line struct {
	Span
	// indent is the number of bytes of white space before the line.
	indent int
}

// blank tells whether the line holds nothing but white space.
func (l line) blank() bool { return l.Start == l.End }

// scanLines divides text[s.Start:s.End] at its line ends: LF, CRLF, CR, form
// feed and the two separators of Unicode. Every line's range is trimmed.
func scanLines(text string, s Span) []line {
	var lines []line
	for pos := s.Start; pos < s.End; {
		n, sep := lineEnd(text[pos:s.End])
		lines = append(lines, trimLine(text, pos, pos+n))
		pos += n + sep
	}
	return lines
}

// lineEnd returns the length of the first line of text and of what ends it.
func lineEnd(text string) (n, sep int) {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\r' && i+1 < len(text) && text[i+1] == '\n':
			return i, 2
		case c == '\n' || c == '\r' || c == '\f' || c == '\v':
			return i, 1
		case c == 0xE2 && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
			return i, 3
		}
	}
	return len(text), 0
}

func trimLine(text string, start, end int) line {
	s := trimSpan(text, Span{start, end})
	return line{Span: s, indent: s.Start - start}
}

// trimSpan takes white space, byte order marks and other signs without ink off
// both ends of s.
func trimSpan(text string, s Span) Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !inkless(r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !inkless(r) {
			break
		}
		s.End -= n
	}
	return s
}

// inkless tells whether r is white space or one of the marks that show nothing
// at the edge of a line: control signs, zero-width space, byte order mark.
func inkless(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060'
}
