package plaintext

import (
	"strings"
	"unicode/utf8"
)

// Line is one line of a text: its bytes without the surrounding white space.
type Line struct {
	Span
	// Indent is the number of bytes of white space before the line.
	Indent int
}

// Blank tells whether the line holds nothing but white space.
func (l Line) Blank() bool { return l.Start == l.End }

// Lines divides text[s.Start:s.End] at its line ends: LF, CRLF, CR, form
// feed and the two separators of Unicode. Every line's range is trimmed.
func Lines(text string, s Span) []Line {
	var lines []Line
	for pos := s.Start; pos < s.End; {
		n, sep := LineEnd(text[pos:s.End])
		lines = append(lines, TrimLine(text, pos, pos+n))
		pos += n + sep
	}
	return lines
}

// LineEnd returns the length of the first line of text and of what ends it.
func LineEnd(text string) (n, sep int) {
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

// TrimLine is the line of text from start to end.
func TrimLine(text string, start, end int) Line {
	s := Trim(text, Span{Start: start, End: end})
	return Line{Span: s, Indent: s.Start - start}
}

// Trim takes white space, byte order marks and other signs without ink off
// both ends of s.
func Trim(text string, s Span) Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !Inkless(r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !Inkless(r) {
			break
		}
		s.End -= n
	}
	return s
}
