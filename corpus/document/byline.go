package document

import (
	"strings"
	"unicode"

	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

// bywords are the small words that begin a line with an author's name.
var bywords = plaintext.Words("by von par por di de door av af od від автор: автор автора текст: text: autor: autor autorin: auteur:")

// IsByline tells whether a line is "By" and names, perhaps with a role or a date
// behind a comma.
func IsByline(s string) bool {
	first, rest, ok := strings.Cut(s, " ")
	if !ok || len(first) > 16 || !bywords[strings.ToLower(first)] || len(s) > 120 {
		return false
	}
	names := 0
	for w := range strings.FieldsSeq(rest) {
		if r := []rune(w)[0]; !unicode.IsUpper(r) {
			break
		}
		names++
	}
	return names >= 1 && !sentence.Ends(s)
}
