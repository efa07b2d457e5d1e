package golden

import (
	"fmt"
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

// Load reads the operator's golden questions from the file of FOOTNOTE_GOLDEN.
func Load(path string) ([]quality.Question, error) {
	questions, err := quality.Load(path)
	if err != nil {
		return nil, fmt.Errorf("the golden questions cannot be read, correct the file or FOOTNOTE_GOLDEN: %w", err)
	}
	return questions, nil
}
