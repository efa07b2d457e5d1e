package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Ends tells whether s closes with a sign that ends a sentence.
func Ends(s string) bool { return isStop(LastInk(s)) }

// LastInk is the last rune of s that is no closing quotation mark or bracket.
func LastInk(s string) rune {
	s = stripClosers(s)
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// stripClosers takes closing marks, and references such as [3], off the end.
func stripClosers(s string) string {
	for {
		r, n := utf8.DecodeLastRuneInString(s)
		switch note := noteBehind(s); {
		case note > 0:
			s = s[:len(s)-note]
		case n > 0 && (isCloser(r) || unicode.IsSpace(r)):
			s = s[:len(s)-n]
		default:
			return s
		}
	}
}

// noteBehind is the length of a reference such as [3] or [12,13] at the end of s.
func noteBehind(s string) int {
	if !strings.HasSuffix(s, "]") {
		return 0
	}
	from := max(0, len(s)-longestNote)
	i := strings.LastIndexByte(s[from:], '[')
	if i < 0 {
		return 0
	}
	return noteAhead(s[from+i:])
}

// InnerStops counts full stops, question and exclamation marks with a space
// behind them.
func InnerStops(s string) int {
	n := 0
	for i, r := range s {
		if !isStop(r) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		if unicode.IsSpace(next) || isWideStop(r) && next != utf8.RuneError {
			n++
		}
	}
	return n
}
