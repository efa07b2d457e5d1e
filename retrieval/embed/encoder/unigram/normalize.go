package unigram

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// normalize prepares a text as SentencePiece's rule nmt_nfkc does: controls go,
// what separates words or is invisible becomes a blank, and the rest is brought to
// the form NFKC.
func normalize(text string) string {
	if plain(text) {
		return text
	}
	return norm.NFKC.String(strings.Map(func(r rune) rune {
		switch {
		case blank(r):
			return ' '
		case dropped(r):
			return -1
		}
		return r
	}, text))
}

// plain reports whether a text is printable ASCII, which stays as it is.
func plain(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// blank reports whether a character counts as a blank: separators, what has no
// width, the mark of a word's beginning, and what stands for bytes that are not
// UTF-8.
func blank(r rune) bool {
	switch r {
	case '\t', '\n', '\f', '\r', 0x1680, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x2581, 0xfeff, 0xfffd:
		return true
	}
	return false
}

// dropped reports whether a control character is removed. Those that are neither
// blanks nor dropped stay, and are unknown.
func dropped(r rune) bool { return r > 0 && r < ' ' || r == 0x7f || r == 0x8f || r == 0x9f }
