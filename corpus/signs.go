package corpus

import "strings"

// The signs that end a sentence: those that want a space behind them, and
// those of scripts that write none.
const (
	narrowStops = ".!?…؟۔।॥։።⁇⁈⁉‼"
	wideStops   = "。！？．｡"
	closers     = "\"'”’»›“)]}」』）】》〉"
	openers     = "\"'“‘«‹„‚([{「『（【《〈»"
)

func isStop(r rune) bool     { return strings.ContainsRune(narrowStops, r) || isWideStop(r) }
func isWideStop(r rune) bool { return r > 0x7f && strings.ContainsRune(wideStops, r) }
func isCloser(r rune) bool   { return r != 0 && strings.ContainsRune(closers, r) }
func isOpener(r rune) bool   { return r != 0 && strings.ContainsRune(openers, r) }

// isOpeningQuote tells of quotation marks that can only open; the straight
// ones can do both.
func isOpeningQuote(r rune) bool { return strings.ContainsRune("“‘«‹„‚「『", r) }

// pairs gives the signs that may close what each opening sign opened.
var pairs = map[rune]string{
	'“': "”“", '„': "“”", '«': "»", '»': "«", '‹': "›", '「': "」", '『': "』",
	'(': ")", '[': "]", '（': "）", '《': "》", '【': "】", '"': "\"", '‘': "’",
}
