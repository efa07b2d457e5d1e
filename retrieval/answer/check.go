package answer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/answer/asking"
	"footnote/retrieval/terms"
)

// MaxQuestion is the longest question taken, in characters: what a Discord
// message of a paying member may hold.
const MaxQuestion = 4000

// Unaskable is why a question cannot be looked up, "" where it can.
func Unaskable(text string) Reason {
	switch {
	case strings.TrimSpace(text) == "":
		return Empty
	case utf8.RuneCountInString(text) > MaxQuestion:
		return TooLong
	case !utf8.ValidString(text):
		return NotText
	case !strings.ContainsFunc(text, isWordRune):
		return NoWords
	}
	for _, t := range terms.Tokens(text) {
		if !t.Stop && !asking.IsQuestionWord(strings.ToLower(text[t.Start:t.End])) {
			return ""
		}
	}
	return Vague
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
