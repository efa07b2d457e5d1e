// Package fixed tells what of a text stays the same in other words and in other languages,
// places, names and numbers, and holds a model's rewording and translation to it.
package fixed

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
	lang "footnote/retrieval/language"
	"footnote/retrieval/terms"
	placenames "footnote/retrieval/text/place"
)

// Parts are those of a question that stay the same in other languages: the
// places it names, its other names, by the consonants that every spelling keeps,
// and its numbers.
type Parts struct {
	places         []int
	names, numbers []string
}

// leastSounds is how many consonants a name must have to be compared.
const leastSounds = 3

// Of reads them. In German every noun has a capital, so that of its names
// places alone are told.
func Of(text string) Parts {
	f := Parts{places: placesIn(text)}
	german := lang.Of(text) == "de"
	for i, t := range terms.Tokens(text) {
		form := text[t.Start:t.End]
		switch first, _ := utf8.DecodeRuneInString(form); {
		case unicode.IsDigit(first):
			f.numbers = append(f.numbers, form)
		case i > 0 && !german && unicode.IsUpper(first) && len(placesIn(form)) == 0:
			if s := sounds(form); len(s) >= leastSounds {
				f.names = append(f.names, s)
			}
		}
	}
	return f
}

// Nowhere is the share of the names and numbers that none of the passages holds.
func (f Parts) Nowhere(hits []retrieval.Hit) float64 {
	var all strings.Builder
	for _, h := range hits {
		all.WriteString(h.Passage.Article.Title + " " + h.Passage.Heading + " " + h.Passage.Text() + "\n")
	}
	return f.Lacking(all.String())
}

// Lacking is the share of the names and numbers that a text does not hold, 0 where
// there are none.
func (f Parts) Lacking(text string) float64 {
	all := len(f.places) + len(f.names) + len(f.numbers)
	if all == 0 {
		return 0
	}
	var heard, forms []string
	for _, t := range terms.Tokens(text) {
		form := text[t.Start:t.End]
		forms = append(forms, form)
		if first, _ := utf8.DecodeRuneInString(form); unicode.IsUpper(first) {
			heard = append(heard, sounds(form))
		}
	}
	n := 0
	for _, name := range f.names {
		if !slices.ContainsFunc(heard, func(h string) bool { return alikeSounds(name, h) }) {
			n++
		}
	}
	for _, number := range f.numbers {
		if !slices.Contains(forms, number) {
			n++
		}
	}
	here := placesIn(text)
	for _, p := range f.places {
		if !slices.Contains(here, p) {
			n++
		}
	}
	return float64(n) / float64(all)
}

// placesIn are the numbers of the places that a text names.
func placesIn(text string) (list []int) {
	for _, m := range placenames.Of(placenames.Words(text)) {
		list = append(list, m.Place)
	}
	return list
}

// alikeSounds reports whether one is the other with an ending.
func alikeSounds(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) >= leastSounds && len(b)-len(a) <= 2 && strings.HasPrefix(b, a)
}

// soundOf is the consonant that a letter stands for, in Latin and in Cyrillic;
// vowels and what spellings leave out or add stand for none.
var soundOf = map[rune]string{
	'b': "b", 'c': "k", 'd': "d", 'f': "f", 'g': "g", 'k': "k", 'l': "l", 'm': "m", 'n': "n", 'p': "p", 'q': "k",
	'r': "r", 's': "s", 't': "t", 'v': "v", 'w': "v", 'x': "ks", 'z': "s", 'ç': "s", 'ñ': "n", 'ß': "s",
	'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'ж': "s", 'з': "s", 'к': "k", 'л': "l", 'м': "m", 'н': "n",
	'п': "p", 'р': "r", 'с': "s", 'т': "t", 'ф': "f", 'х': "k", 'ц': "ts", 'ч': "ks", 'ш': "s", 'щ': "s",
}

// sounds are the consonants of a name, without doubled ones.
func sounds(name string) string {
	var b strings.Builder
	last := ""
	for _, r := range strings.ToLower(name) {
		s := soundOf[r]
		if s != "" && s != last {
			b.WriteString(s)
		}
		last = s
	}
	return b.String()
}
