package quality

import (
	"encoding/json"
	"strings"

	"footnote/retrieval/answer"
)

// Right tells whether the question was handled as it should be: answered from
// a right article with the right quote, or refused where there is no answer.
func (o *Outcome) Right() bool { return len(o.amiss()) == 0 }

// Amiss names in a few words what was not as it should be, "ok" where all was.
func (o *Outcome) Amiss() string {
	if o.Right() {
		return "ok"
	}
	return strings.Join(o.amiss(), "+")
}

// amiss lists what was not as it should be.
func (o *Outcome) amiss() []string {
	var amiss []string
	note := func(wrong bool, what string) {
		if wrong {
			amiss = append(amiss, what)
		}
	}
	switch {
	case !o.Question.Answerable:
		note(o.Answer.Answered, "answered")
	case !o.Answer.Answered:
		note(true, "refused")
	default:
		note(len(o.Question.Gold) > 0 && !o.FirstCitation, "article")
		note(!o.Quote, "quote")
		note(!o.AnswerRight, "answer")
	}
	note(o.Failed > 0, "unproven")
	return amiss
}

// MarshalJSON writes what became of the question, with the whole answer.
func (o *Outcome) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		ID         string        `json:"id"`
		Right      bool          `json:"right"`
		Amiss      string        `json:"amiss"`
		Answerable bool          `json:"answerable"`
		Rank       int           `json:"rank"`
		Answer     answer.Answer `json:"reply"`
	}{o.Question.ID, o.Right(), o.Amiss(), o.Question.Answerable, o.Rank, o.Answer})
}
