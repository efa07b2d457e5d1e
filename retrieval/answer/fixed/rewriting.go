package fixed

import (
	"slices"
	"strings"
	"unicode"

	"footnote/retrieval/answer/asking"
)

// Rewrites reports whether a model's rewritten question is one of what was said, the
// question and the turns before it: in the language of the question it has a word of
// that, in another one (foreign) at least one of its names and numbers, where it has any;
// and it brings in no link, mention or markup.
func Rewrites(better, said string, foreign bool) bool {
	if bringsIn(better, said) {
		return false
	}
	fixed := fixedWords(said)
	if foreign {
		return len(fixed) == 0 || sharesAny(fixedWords(better), fixed)
	}
	return sharesAny(contentWords(better), contentWords(said))
}

// contentWords are the words of four letters and more, in lower case, and those
// that are fixed.
func contentWords(text string) []string {
	out := fixedWords(text)
	for _, w := range wordsOf(strings.ToLower(text)) {
		if len([]rune(w)) > 3 && !asking.IsQuestionWord(w) {
			out = append(out, w)
		}
	}
	return out
}

// fixedWords are what a translation keeps: names, as far as a capital within a
// sentence shows them, and numbers; in lower case.
func fixedWords(text string) []string {
	var out []string
	for i, w := range wordsOf(text) {
		first := []rune(w)[0]
		if unicode.IsDigit(first) || unicode.IsUpper(first) && i > 0 {
			out = append(out, strings.ToLower(w))
		}
	}
	return out
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) })
}

// sharesAny reports whether a word of one list is in the other: numbers whole,
// words by their first three letters, which "Moskau" and "Moscow" have in common.
func sharesAny(some, others []string) bool {
	return slices.ContainsFunc(some, func(w string) bool { return sharesWord(w, others) })
}

func sharesWord(word string, others []string) bool {
	return slices.ContainsFunc(others, func(o string) bool { return word == o || !isNumber(word) && beginning(word) == beginning(o) })
}

func isNumber(word string) bool { return unicode.IsDigit([]rune(word)[0]) }

func beginning(word string) string {
	r := []rune(word)
	return string(r[:min(3, len(r))])
}
