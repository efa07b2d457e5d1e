package golden

import (
	"strconv"

	"footnote/bot/store/gapstore"
	"footnote/retrieval/quality"
)

// Questions are a server's golden questions, by their place in the list, from 1.
func Questions(list []gapstore.Golden) []quality.Question {
	questions := make([]quality.Question, len(list))
	for i, q := range list {
		questions[i] = quality.Question{ID: strconv.Itoa(i + 1), Text: q.Question, Answerable: q.Expected != ""}
		if q.Expected != "" {
			questions[i].Answers = []string{q.Expected}
		}
	}
	return questions
}
