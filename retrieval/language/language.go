// Package language tells in which of the languages that the program knows a text
// is written, by the words that every sentence has and by letters. A question is
// too short for counting pairs of letters.
package language

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

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
// where that cannot be told. Cyrillic letters alone are taken as Ukrainian.
func Of(text string) string {
	if len(text) > mostBytes {
		text = strings.ToValidUTF8(text[:mostBytes], "")
	}
	score := map[string]float64{}
	text = strings.ToLower(text)
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		of := lists()[word]
		for _, tag := range of {
			score[tag] += 1 / float64(len(of))
		}
	}
	cyrillic := false
	for _, r := range text {
		cyrillic = cyrillic || unicode.Is(unicode.Cyrillic, r)
		for tag, weight := range letters[r] {
			score[tag] += weight
		}
	}
	tag, high := best(score)
	if high < least {
		tag = ""
	}
	if tag == "" && cyrillic {
		tag = "uk"
	}
	return tag
}

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
