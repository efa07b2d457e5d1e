package bot

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"footnote/bot/store"
	"footnote/bot/talk"
)

// job is a question under way, with what is needed to answer it after a
// restart. It is kept as JSON until the answer is shown.
type job struct {
	talk.Question
	// Token is the interaction's; "" for a message.
	Token string `json:"token,omitempty"`
	// Shown are the messages that hold the answer so far.
	Shown []store.Message `json:"shown,omitempty"`
	// loose: it is not kept over a restart.
	loose bool
	// Tries counts the processes that began to answer.
	Tries int `json:"tries,omitempty"`
	// resumed: an earlier process had begun to answer.
	resumed bool
}

// maxTries is how many processes try to answer a question. One that ended two
// would end every further one too.
const maxTries = 2

// answer keeps a question and answers it, unless the bot is shutting down.
func (b *Bot) answer(ctx context.Context, j *job) {
	b.begin(ctx, j)
	if b.stop.Load() {
		return // it is kept, and the next process resumes it
	}
	b.finish(ctx, j)
}

// begin notes that this process begins to answer a job.
func (b *Bot) begin(ctx context.Context, j *job) {
	j.Tries++
	b.keep(ctx, j)
}

// keep writes a job down. Without it the job is not resumed, and all else works.
func (b *Bot) keep(ctx context.Context, j *job) {
	if j.loose {
		return
	}
	body, err := json.Marshal(j)
	if err == nil {
		err = b.Store.AddPending(context.WithoutCancel(ctx), store.Pending{ID: j.Question.ID, At: j.At, Body: body})
	}
	if err != nil {
		b.Log.Error("a question could not be kept over a restart", "question", j.Question.ID, "error", err)
	}
}

// lifeMargin is how long before an interaction's end the last try begins.
const lifeMargin = 5 * time.Second

// finish answers a job and forgets it, unless it was parked before it was shown.
func (b *Bot) finish(ctx context.Context, j *job) {
	timed, cancel := context.WithDeadline(ctx, j.At.Add(b.Life-min(lifeMargin, b.Life/10)))
	defer cancel()
	err := b.tryToAnswer(timed, j)
	if err != nil && errors.Is(context.Cause(ctx), errParked) {
		j.Tries-- // it did not end the process
		b.keep(ctx, j)
		return
	}
	if err != nil {
		b.Log.Error("an answer could not be shown", "question", j.Question.ID, "guild", j.Guild, "error", err)
	}
	// What is shown is forgotten also where the end comes just then: the next
	// run would answer it again.
	if err := b.Store.RemovePending(context.WithoutCancel(ctx), j.Question.ID); err != nil {
		b.Log.Error("a question under way could not be forgotten", "question", j.Question.ID, "error", err)
	}
}

// tryToAnswer answers a job; a panic becomes an apology with a number.
func (b *Bot) tryToAnswer(ctx context.Context, j *job) (err error) {
	s := &screen{b: b, j: j, unsure: j.resumed}
	defer func() {
		if cause := recover(); cause != nil {
			b.panicked("answering a question", cause)
			if j.Unasked {
				return
			}
			m := b.desk.Problem(j.Locale, "a question was not answered", errPanic, "question", j.Question.ID)
			_, err = s.Show(ctx, one(m))
		}
	}()
	if j.Tries > maxTries {
		m := b.desk.Problem(j.Locale, "a question that ended the process is given up", errEnds, "question", j.Question.ID)
		_, err = s.Show(ctx, one(m))
		return err
	}
	return b.desk.Answer(ctx, j.Question, s)
}

// resume answers what an earlier process left, as long as Discord lets it.
func (b *Bot) resume(ctx context.Context) {
	left, err := b.Store.TakePending(ctx, b.started.Add(-b.Life))
	if err != nil {
		b.Log.Error("questions under way could not be resumed", "error", err)
		return
	}
	for _, p := range left {
		if p.At.After(b.started) {
			continue // this process is at it
		}
		j := &job{resumed: true}
		if err := json.Unmarshal(p.Body, j); err != nil || j.Question.ID != p.ID {
			b.Log.Error("a question under way cannot be read", "question", p.ID, "error", err)
			continue
		}
		b.Log.Info("resuming a question of an earlier run", "question", p.ID)
		b.begin(ctx, j)
		b.spawn("resuming a question", func(ctx context.Context) { b.finish(ctx, j) })
	}
}
