package answer

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/answer/asking"
	"footnote/retrieval/terms"
)

// MaxQuestion is the longest question taken, in characters: what a Discord
// message of a paying member may hold.
const MaxQuestion = 4000

// CheckQuestion tells in one sentence what is wrong with a question that
// cannot be looked up, and what to do; nil where nothing is.
func CheckQuestion(text string) error {
	switch n := utf8.RuneCountInString(text); {
	case strings.TrimSpace(text) == "":
		return questionError("The question is empty: ask about something the articles report.")
	case n > MaxQuestion:
		return questionError(fmt.Sprintf("The question has %d characters: shorten it to at most %d.", n, MaxQuestion))
	case !utf8.ValidString(text):
		return questionError("The question is not valid UTF-8 text: send it as UTF-8.")
	case !strings.ContainsFunc(text, isWordRune):
		return questionError("The question holds no words: ask about something the articles report.")
	}
	for _, t := range terms.Tokens(text) {
		if !t.Stop && !asking.IsQuestionWord(strings.ToLower(text[t.Start:t.End])) {
			return nil
		}
	}
	return questionError("The question names nothing to look up: say whom or what it is about.")
}

// questionError is a sentence for whoever asked.
type questionError string

func (e questionError) Error() string { return string(e) }

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
