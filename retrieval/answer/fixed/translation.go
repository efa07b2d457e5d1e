package fixed

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/retrieval/text/looks"
)

// active is what Discord or a reader would take for more than words, in a text made
// plain: addresses, mentions, and the marks of links, formats and tags.
var active = regexp.MustCompile("(?i)[a-z][a-z0-9+.-]*:[/\\\\]{2}\\S*|\\b(?:[\\p{L}\\p{N}-]+\\.)+\\p{L}{2,}\\S*|\\bdiscord\\s*\\.\\s*\\p{L}{2,}\\S*|<[^>\\n]*>?|@\\p{L}+|[\\[\\]<>`*_~|#@\\\\]+")

// plainWords is a text of a model's without links, mentions and markup.
func plainWords(text string) string {
	plain := looks.Plain(text)
	if !active.MatchString(plain) {
		return text
	}
	return strings.Join(strings.Fields(active.ReplaceAllString(plain, " ")), " ")
}

// bringsIn reports whether a text of a model's has a link, mention or markup that is
// not in what it was made of.
func bringsIn(text, of string) bool {
	of = looks.Plain(of)
	return slices.ContainsFunc(active.FindAllString(looks.Plain(text), -1), func(part string) bool { return !strings.Contains(of, part) })
}

// Translation is a model's translation of a quote where it keeps to it, and
// "" else. No proof knows what it says: so it has the quote's numbers and no
// others, at least half of its names each way, and about its length; and what is
// more than words is no translation.
func Translation(translation, quote string) string {
	long, short := utf8.RuneCountInString(translation), utf8.RuneCountInString(quote)
	if translation == "" || long > 3*short+20 || 3*long+20 < short || bringsIn(translation, quote) {
		return ""
	}
	theirs, ours := fixedWords(translation), fixedWords(quote)
	if !slices.Equal(numbersOf(theirs), numbersOf(ours)) || !halfIn(namesOf(ours), wordsIn(translation)) || !halfIn(namesOf(theirs), wordsIn(quote)) {
		return ""
	}
	return plainWords(translation)
}

func wordsIn(text string) []string { return wordsOf(strings.ToLower(text)) }

func numbersOf(fixed []string) []string {
	out := slices.DeleteFunc(slices.Clone(fixed), func(w string) bool { return !isNumber(w) })
	slices.Sort(out)
	return slices.Compact(out)
}

func namesOf(fixed []string) []string { return slices.DeleteFunc(slices.Clone(fixed), isNumber) }

// halfIn reports whether at least half of the names are among the words.
func halfIn(names, words []string) bool {
	n := 0
	for _, w := range names {
		if sharesWord(w, words) {
			n++
		}
	}
	return 2*n >= len(names)
}
