// Package looks reads a text as an eye does, for whoever has to tell whether
// something in it looks like an address.
package looks

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// stops are characters that look like a full stop between two letters.
const stops = "。․‧·・•∙⋅⸱۔܁܂ꓸ꘎ᐧ᛫"

// Plain is a text in which all that looks alike is one: forms of letters and signs
// (NFKC), full stops of other scripts; and what is not seen, or put on a letter that
// does not know it, is left out.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unseen(r):
			return -1
		case strings.ContainsRune(stops, r):
			return '.'
		}
		return r
	}, norm.NFKC.String(s))
}

// unseen reports whether a character has no look of its own, or none worth reading.
func unseen(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) || r >= 0xE0000 && r <= 0xE0FFF || r == '\u115f' || r == '\u1160' || r == '\u3164'
}
