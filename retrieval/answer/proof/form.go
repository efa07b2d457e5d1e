package proof

import (
	"regexp"
	"strings"
	"unicode"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/quotation"
)

// What no claim holds, whatever its quotes say: addresses, mentions and
// markup reach beyond the sentence.
var foreign = regexp.MustCompile(`(?i)https?://|www\.|discord\.gg|\]\(|<[@#!/a-z]|@everyone|@here|` + "```")

// maxClaim is the longest claim taken, in bytes: a sentence or two.
const maxClaim = 1200

// checkForm refuses what is no plain sentence, or hides something.
func checkForm(claim string, e evidence.Evidence) evidence.Fault {
	switch {
	case len(claim) > maxClaim:
		return evidence.Form.At("too long")
	case quotation.Letters(claim) == 0:
		return evidence.Form.At("no words")
	case len(strings.Fields(claim)) < leastWords && !strings.ContainsFunc(claim, unspaced):
		return evidence.Form.At("no sentence")
	}
	if bad := foreign.FindString(claim); bad != "" && !quotesHold(e, bad) {
		return evidence.Form.At(bad)
	}
	for _, w := range strings.FieldsFunc(claim, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if mixedScripts(w) {
			return evidence.Form.At(w)
		}
	}
	return evidence.Fault{}
}

// leastWords is what a sentence with a subject and a verb has at the least.
const leastWords = 2

// unspaced tells whether a letter is of a script that writes without spaces.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// quotesHold tells whether some quote holds s as it stands.
func quotesHold(e evidence.Evidence, s string) bool {
	for _, q := range e.Quotes {
		if strings.Contains(q.Text, s) {
			return true
		}
	}
	return false
}

// mixedScripts tells whether a word mixes Latin, Cyrillic and Greek letters,
// as words do whose letters only look like those of another word.
func mixedScripts(w string) bool {
	seen := 0
	for _, script := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek} {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(script, r) }) {
			seen++
		}
	}
	return seen > 1
}
