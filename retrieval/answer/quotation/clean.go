package quotation

import (
	"strings"
	"unicode"
)

// Invisible tells whether a character shows nothing: controls, zero-width
// joiners and spaces, marks that turn the direction of writing, tags.
func Invisible(r rune) bool {
	return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) ||
		r >= 0xFE00 && r <= 0xFE0F || r == 0x034F || r == 0x115F || r == 0x1160 || r == 0x3164
}

// Clean drops the characters of a claim that show nothing and puts it on one line.
func Clean(claim string) string {
	claim = strings.ToValidUTF8(claim, "")
	claim = strings.Map(func(r rune) rune {
		if Invisible(r) {
			return -1
		}
		return r
	}, claim)
	return strings.Join(strings.Fields(claim), " ")
}
