package plaintext

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// OneLine squeezes all white space of s to single spaces.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Key is a line in small letters without punctuation at its ends.
func Key(s string) string {
	s = strings.ToLower(OneLine(s))
	return strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Printable takes the signs that show nothing out of a paragraph.
func Printable(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || !Inkless(r):
			return r
		case unicode.IsSpace(r):
			return ' '
		}
		return -1
	}, s)
	return strings.TrimSpace(s)
}

// PrintableLine is s on one line without signs that show nothing.
func PrintableLine(s string) string {
	return OneLine(Printable(strings.ToValidUTF8(s, "\ufffd")))
}

// Superscript writes digits as superscripts, so that ten to the third does not become
// a hundred and three. Other raised text is as clear as it stands.
func Superscript(s string) string {
	const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹"
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return []rune(superscripts)[r-'0']
		}
		return r
	}, s)
}

// RuneStart is the start of the rune that holds byte i.
func RuneStart(text string, i int) int {
	for i > 0 && i < len(text) && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}

// Number is the number that s is in digits, 0 where it is none.
func Number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// Words reads a list of words; lines that begin with # are comments.
func Words(file string) map[string]bool {
	words := make(map[string]bool)
	for l := range strings.Lines(file) {
		if strings.HasPrefix(l, "#") {
			continue
		}
		for w := range strings.FieldsSeq(l) {
			words[w] = true
		}
	}
	return words
}

// Inkless tells whether r is white space or one of the marks that show nothing
// at the edge of a line: control signs, zero-width space, byte order mark.
func Inkless(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060'
}

// RunesAhead is the length of the first n runes of s in bytes.
func RunesAhead(s string, n int) int {
	for i := range s {
		if n--; n < 0 {
			return i
		}
	}
	return len(s)
}
