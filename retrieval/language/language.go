// Package language tells in which language a text is written: one of those that
// the program knows by the words that every sentence has and by letters, since a
// question is too short for counting groups of letters; any other by those.
package language

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"github.com/abadojack/whatlanggo"

	"footnote/retrieval/terms"
)

//go:embed words.txt
var wordsFile string

// English is the tag of the language that the program knows best.
const English = "en"

// mostBytes is how much of a text is looked at.
const mostBytes = 2000

// letters are those that tell a language, and for how much of a word each counts.
var letters = map[rune]map[string]float64{}

func init() {
	for tag, set := range map[string]string{"de": "äöüß", "fr": "çœêèàùâîôûëï", "es": "ñ¿¡áíóú", "uk": "іїєґ", "ru": "ыэёъ"} {
		for _, r := range set {
			letters[r] = map[string]float64{tag: letterWeight}
		}
	}
	letters['é'] = map[string]float64{"fr": letterWeight / 2, "es": letterWeight / 2}
}

const (
	// letterWeight is what a letter counts beside a word, 1.
	letterWeight = 0.4
	// least is what a text must have to be of a language: half a word of its own.
	least = 0.5
	// manyLetters is how many letters of a text in Ukrainian hold one of its own
	// (one in fourteen) nearly always.
	manyLetters = 14
)

// lists holds the languages of each word.
var lists = sync.OnceValue(func() map[string][]string {
	of := map[string][]string{}
	for _, line := range terms.Lines(wordsFile) {
		words := strings.Fields(line)
		for _, word := range words[1:] {
			of[word] = append(of[word], words[0])
		}
	}
	return of
})

// Of returns the BCP 47 tag of the text's language: de, en, es, fr, ru or uk; ""
// where that cannot be told. Cyrillic letters alone are taken as Ukrainian, and where there
// are many without one of its own as Russian.
func Of(text string) string {
	tag, _ := of(text)
	return tag
}

// leastShare is the share of a text's words that are in the list of its language
// at the least, and groupedBytes how long a text of another one needs.
const (
	leastShare   = 0.3
	groupedBytes = 12
)

// Any is Of where enough of the text's words are of that language, and tells other
// languages by their groups of letters, where that is reliable. Those of short
// texts in Cyrillic are not.
func Any(text string) string {
	tag, share := of(text)
	if share >= leastShare || share > 0 && (tag == "ru" || tag == "uk") || len(text) < groupedBytes {
		return tag
	}
	if i := whatlanggo.Detect(beginning(text)); i.IsReliable() {
		return i.Lang.Iso6391()
	}
	return tag
}

func beginning(text string) string {
	if len(text) <= mostBytes {
		return text
	}
	return strings.ToValidUTF8(text[:mostBytes], "")
}

// of returns also the share of the words that are in the list of the language.
func of(text string) (tag string, share float64) {
	text = strings.ToLower(beginning(text))
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	score, listed := map[string]float64{}, map[string]int{}
	for _, word := range words {
		of := lists()[word]
		for _, tag := range of {
			score[tag] += 1 / float64(len(of))
			listed[tag]++
		}
	}
	cyrillic := 0
	for _, r := range text {
		if unicode.Is(unicode.Cyrillic, r) {
			cyrillic++
		}
		for tag, weight := range letters[r] {
			score[tag] += weight
		}
	}
	tag, high := best(score)
	if high < least {
		tag = ""
	}
	switch {
	case tag == "" && cyrillic >= manyLetters:
		tag = "ru"
	case tag == "" && cyrillic > 0:
		tag = "uk"
	}
	return tag, float64(listed[tag]) / float64(max(1, len(words)))
}

// Common reports whether a word is one that nearly every text of some language has.
func Common(word string) bool { return len(lists()[strings.ToLower(word)]) > 0 }

// Foreign reports whether a tag is of a language whose words are not compared
// with those of English.
func Foreign(tag string) bool { return tag != "" && tag != English }

// best returns the language of the highest score, "" where several have it.
func best(score map[string]float64) (tag string, high float64) {
	for t, s := range score {
		switch {
		case s > high:
			tag, high = t, s
		case s == high:
			tag = ""
		}
	}
	return tag, high
}
