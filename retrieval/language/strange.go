package language

import (
	"strings"
	"unicode"

	"footnote/retrieval/text/lexicon"
)

const (
	// fewest is how many words of its own a sentence needs to be told.
	fewest = 4
	// ownWords is the share of the words of a sentence in English that English knows,
	// and commonWords that of a sentence in another language that are in its list.
	ownWords, commonWords = 0.5, 0.1
)

// spoken are the languages that a sentence can be held against.
var spoken = map[string]bool{English: true, "de": true, "es": true, "fr": true, "ru": true, "uk": true}

// Strange reports whether a sentence is in another tongue than the text around it,
// whose language is of: any other, also one that the package does not know. Names and
// numbers, and words of few letters in another script, tell nothing, and neither does a
// text in a language that the package does not know.
func Strange(sentence, of string) bool {
	if !spoken[of] {
		return false
	}
	own, words, foreign := 0, 0, 0
	for i, word := range strings.FieldsFunc(sentence, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		lower := strings.ToLower(word)
		switch {
		case otherScript(lower, of):
			foreign += len([]rune(lower)) // a word is not divided from the next in all of them
			continue
		case i > 0 && lower != word:
			continue
		}
		words++
		if knows(of, lower) {
			own++
		}
	}
	if foreign >= 2*fewest && foreign >= words {
		return true
	}
	share := commonWords
	if of == English {
		share = ownWords
	}
	return words >= fewest && float64(own) < share*float64(words)
}

// otherScript reports whether a word is in another script than a language.
func otherScript(word, of string) bool {
	script := unicode.Latin
	if of == "uk" || of == "ru" {
		script = unicode.Cyrillic
	}
	return strings.IndexFunc(word, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(script, r) }) >= 0
}

// knows reports whether a word is one of a language.
func knows(of, word string) bool {
	for _, tag := range lists()[word] {
		if tag == of {
			return true
		}
	}
	if of != English {
		return false
	}
	w := lexicon.Look(word)
	for p := lexicon.Noun; p <= lexicon.Adverb; p++ {
		if w.Is(p) {
			return true
		}
	}
	return false
}
