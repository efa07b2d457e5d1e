package ask

import (
	"time"

	"footnote/bot/feature"
	"footnote/retrieval/answer"
)

// Result is what became of a question.
type Result string

// The results of questions. One that is parked for the next run has none yet.
const (
	Answered Result = "answered"
	Declined Result = "declined"
	// Curated: a moderator had answered it before.
	Curated Result = "curated"
	// Checked: a message was held against the articles.
	Checked Result = "checked"
	// Talked: it was small talk.
	Talked Result = "smalltalk"
	// Silent: nobody had asked, and what was found was not said.
	Silent Result = "silent"
	// Full: too many questions were under way.
	Full Result = "full"
	// Limited: the person, the channel or the server had asked too much.
	Limited Result = "limited"
	// Failed: it went wrong, and the person was told so.
	Failed Result = "failed"
)

// Outcome is what became of one question, without whose it was.
type Outcome struct {
	Kind   feature.Kind
	Result Result
	// Mode is how it was answered, "" where it was not.
	Mode answer.Mode
	// Took is the time from its arrival, with the wait in line, until the reply
	// was ready to be shown.
	Took time.Duration
	// Waited is the part of Took that it stood in line.
	Waited time.Duration
}

// observe begins to watch a question; the function returned tells Observe.
func (h *Handler) observe(q *feature.Question) (*Outcome, func()) {
	began, o := h.Now(), &Outcome{Kind: q.Kind}
	return o, func() {
		if o.Took = h.Now().Sub(began); h.Observe != nil && o.Result != "" {
			h.Observe(*o)
		}
	}
}

// of notes how a question was answered.
func (o *Outcome) of(a *answer.Answer, f found) {
	switch {
	case a.Answered:
		o.Result, o.Mode = Answered, a.Mode
	case f.same != 0:
		o.Result = Curated
	default:
		o.Result = Declined
	}
}
