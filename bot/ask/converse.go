package ask

import (
	"context"

	"footnote/bot/feature"
	"footnote/retrieval/answer"
	"footnote/retrieval/terms"
)

// lastTurns is how much of a conversation is looked at.
const lastTurns = 6

// converse answers a question in its conversation.
func (h *Handler) converse(ctx context.Context, q feature.Question, partial func(answer.Answer)) (answer.Answer, error) {
	library, err := q.Library(ctx)
	if err != nil {
		return answer.Answer{}, err
	}
	asked := answer.Question{ID: q.ID, Text: q.Text, Language: q.Locale, Guild: q.Guild, Within: library, Progress: partial}
	if q.Conversation != "" {
		turns, err := h.Store.Turns(ctx, q.Conversation, lastTurns)
		if err != nil {
			return answer.Answer{}, err
		}
		for _, t := range turns {
			asked.History = append(asked.History, answer.Turn(t))
		}
	}
	return h.Answerer.Ask(ctx, asked)
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
