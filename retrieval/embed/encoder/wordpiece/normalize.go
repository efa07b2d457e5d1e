package wordpiece

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normalize prepares a text as the model's reference does: control characters
// go, every white space becomes a blank, CJK ideographs stand alone, accents
// are stripped and letters made small.
func normalize(text string) string {
	if plain(text) {
		return strings.ToLower(text)
	}
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case dropped(r):
		case space(r):
			b.WriteByte(' ')
		case ideograph(r):
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return fold(b.String())
}

// plain tells whether a text is printable ASCII, which only needs small letters.
func plain(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// fold decomposes letters, strips the accents and makes letters small, one by
// one and so without regard to their place in a word.
func fold(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range norm.NFD.String(text) {
		if r < utf8.RuneSelf || !unicode.Is(accent, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// dropped tells whether a character is removed: controls, formats, private use,
// and what stands for bytes that are not UTF-8.
func dropped(r rune) bool { return unicode.Is(control, r) }

// space tells whether a character separates words.
func space(r rune) bool { return unicode.Is(unicode.White_Space, r) }

// punctuation tells whether a character is a word of its own.
func punctuation(r rune) bool { return unicode.Is(punct, r) }

// ideographs are the blocks of Chinese characters, as the reference lists them:
// kana and hangul are not among them, and U+2B820 to U+2B91F are missing.
var ideographs = &unicode.RangeTable{
	R16: []unicode.Range16{{0x3400, 0x4dbf, 1}, {0x4e00, 0x9fff, 1}, {0xf900, 0xfaff, 1}},
	R32: []unicode.Range32{{0x20000, 0x2a6df, 1}, {0x2a700, 0x2b73f, 1}, {0x2b740, 0x2b81f, 1},
		{0x2b920, 0x2ceaf, 1}, {0x2f800, 0x2fa1f, 1}},
}

func ideograph(r rune) bool { return r >= 0x3400 && unicode.Is(ideographs, r) }
