package render

import (
	"strings"
	"unicode"
)

// mostMarks is how many combining marks a character may carry. Vietnamese and
// pointed Hebrew need two or three; a pile of them runs over its neighbours.
const mostMarks = 3

// Clean takes out of a text what is not seen or makes other text hard to read:
// control and direction characters, zero-width ones, tags, piles of combining
// marks. White space of any kind and length becomes one space, so that a text
// cannot begin a line of its own. What it returns is valid UTF-8.
func Clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	marks, space := 0, false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || r == '\u2800' || r == '\u3164':
			space = b.Len() > 0
			continue
		case unseen(r):
			continue
		case unicode.In(r, unicode.Mn, unicode.Me):
			if marks++; marks > mostMarks {
				continue
			}
		default:
			marks = 0
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unseen reports whether a character has no look of its own. The joiners stay:
// Persian and emoji are written with them.
func unseen(r rune) bool {
	switch {
	case r == '\u200c' || r == '\u200d':
		return false
	case r >= 0xE0000 && r <= 0xE0FFF:
		// Tags; flags of regions are the only use, and the base flag remains.
		return true
	case r == '\u034f' || r == '\u115f' || r == '\u1160' || r == '\u17b4' || r == '\u17b5' || r == '\uffa0':
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co) || r == unicode.ReplacementChar
}
