package sentence

import (
	"strings"
	"unicode"
)

// The signs that end a sentence: those that want a space behind them, and
// those of scripts that write none.
const (
	narrowStops = ".!?…؟۔।॥։።⁇⁈⁉‼"
	wideStops   = "。！？．｡"
	closers     = "\"'”’»›“)]}」』）】》〉"
	openers     = "\"'“‘«‹„‚([{「『（【《〈»"
)

// isStop and isCloser look at every sign of a text, so they first tell apart
// the signs that need no table.
func isStop(r rune) bool {
	if r < 0x80 {
		return r == '.' || r == '!' || r == '?'
	}
	return !unicode.IsLetter(r) && strings.ContainsRune(narrowStops, r) || isWideStop(r)
}

func isWideStop(r rune) bool { return r > 0x2fff && strings.ContainsRune(wideStops, r) }

func isCloser(r rune) bool {
	if r < 0x80 {
		return r == '"' || r == '\'' || r == ')' || r == ']' || r == '}'
	}
	return !unicode.IsLetter(r) && strings.ContainsRune(closers, r)
}

func isOpener(r rune) bool { return r != 0 && strings.ContainsRune(openers, r) }

// IsOpeningQuote tells of quotation marks that can only open; the straight
// ones can do both.
func IsOpeningQuote(r rune) bool { return strings.ContainsRune("“‘«‹„‚「『", r) }

// opensPair tells whether r is a sign of pairs.
func opensPair(r rune) bool {
	if r < 0x80 {
		return r == '"' || r == '(' || r == '['
	}
	return !unicode.IsLetter(r) && pairs[r] != ""
}

// pairs gives the signs that may close what each opening sign opened.
var pairs = map[rune]string{
	'“': "”“", '„': "“”", '«': "»", '»': "«", '‹': "›", '「': "」", '『': "』",
	'(': ")", '[': "]", '（': "）", '《': "》", '【': "】", '"': "\"", '‘': "’",
}
