package boilerplate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus/sentence"
)

// shape is what the rules for blocks look at: how a line looks, not what it says.
type shape struct {
	runes, words int
	// ends: it closes with a full stop, question or exclamation mark.
	ends bool
	// asks: it closes with a question mark.
	asks bool
	// leads: it closes with a colon.
	leads bool
	// stops counts the sentence ends before the last sign.
	stops int
	// capitals is the share of words of four letters or more with a capital.
	capitals float64
	// lower: it begins with a small letter.
	lower bool
	// quoted: it begins with a quotation mark.
	quoted bool
	// broken: it closes with a dash, comma or semicolon.
	broken bool
	// numbers counts the words that hold a digit.
	numbers int
}

// shapeOf measures a block's text.
func shapeOf(s string) shape {
	var f shape
	f.runes = utf8.RuneCountInString(s)
	last := sentence.LastInk(s)
	f.ends = sentence.Ends(s)
	f.asks = f.ends && (last == '?' || last == '？' || last == '؟')
	f.leads = last == ':' || last == '：'
	f.broken = strings.ContainsRune("—–-,;，、", last)
	first, _ := utf8.DecodeRuneInString(s)
	f.lower = unicode.IsLower(first)
	f.quoted = sentence.IsOpeningQuote(first) || first == '"'
	f.countWords(s)
	f.stops = sentence.InnerStops(s)
	return f
}

// countWords counts words, where two signs of a script without spaces make
// one, those with digits, and the share of longer ones that begin with a capital.
func (f *shape) countWords(s string) {
	long, capital, dense := 0, 0, 0
	for w := range strings.FieldsSeq(s) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if w == "" {
			continue
		}
		f.words++
		if strings.ContainsFunc(w, unicode.IsDigit) {
			f.numbers++
		}
		dense += denseRunes(w)
		if r, _ := utf8.DecodeRuneInString(w); utf8.RuneCountInString(w) >= 4 {
			long++
			if unicode.IsUpper(r) {
				capital++
			}
		}
	}
	if long > 0 {
		f.capitals = float64(capital) / float64(long)
	}
	f.words += dense / 2
}

// denseRunes counts the signs of scripts without spaces.
func denseRunes(s string) int {
	n := 0
	for _, r := range s {
		if isDense(r) {
			n++
		}
	}
	return n
}

// isDense tells whether r belongs to a script that puts no spaces between words.
func isDense(r rune) bool {
	return r > 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Khmer, unicode.Lao, unicode.Myanmar)
}
