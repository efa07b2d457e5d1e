package ask

import (
	"context"

	"footnote/bot/feature"
	"footnote/retrieval/answer"
	"footnote/retrieval/terms"
)

// lastTurns is how much of a conversation is looked at.
const lastTurns = 6

// asked is a question in its conversation and its place, for an Answerer.
func (h *Handler) asked(ctx context.Context, q *feature.Question) (answer.Question, error) {
	asked := answer.Question{ID: q.ID, Text: q.Text, Language: q.Locale, Guild: q.Guild}
	library, err := q.Library(ctx)
	if err != nil {
		return asked, err
	}
	asked.Within = library
	if q.Conversation == "" {
		return asked, nil
	}
	turns, err := h.Store.Turns(ctx, q.Conversation, lastTurns)
	for _, t := range turns {
		asked.History = append(asked.History, answer.Turn(t))
	}
	return asked, err
}

// fewWords is how many words of content a question or claim needs to be taken
// up without anybody's asking.
const fewWords = 2

// strongShare is the share of a question's words that its answer has to hold
// for the bot to speak without having been asked.
const strongShare = 0.7

// strong reports whether an answer is so clear that it may be given unasked.
func strong(question string, a *answer.Answer) bool {
	asked := terms.Content(question)
	if !a.Answered || len(asked) < fewWords {
		return false
	}
	held := map[string]bool{}
	for _, c := range a.Citations {
		for _, t := range terms.Content(c.Quote) {
			held[t] = true
		}
	}
	found := 0
	for _, t := range asked {
		if held[t] {
			found++
		}
	}
	return float64(found) >= strongShare*float64(len(asked))
}
