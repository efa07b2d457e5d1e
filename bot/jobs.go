package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync"
	"time"

	"footnote/bot/discord"
	"footnote/bot/feature"
	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
	"footnote/bot/store/stores"
)

// job is a question under way, with what is needed to answer it after a
// restart. It is kept as JSON until the answer is shown.
type job struct {
	feature.Question
	// Token is the interaction's; "" for a message. It is kept as Sealed, and by
	// versions up to 0.9 as Clear.
	Token  string `json:"-"`
	Sealed []byte `json:"sealed,omitempty"`
	Clear  string `json:"token,omitempty"`
	// Shown are the messages that hold the answer so far.
	Shown []feature.Posted `json:"shown,omitempty"`
	// Command: it is no question, and is not carried out again after a restart.
	Command bool `json:"command,omitempty"`
	// loose: it is not kept over a restart.
	loose bool
	// Tries counts the processes that began to answer.
	Tries int `json:"tries,omitempty"`
	// resumed: an earlier process had begun to answer.
	resumed bool
}

// jobKeeper writes jobs down, so that the next process knows them.
type jobKeeper struct {
	kept   *stores.All
	tokens sealer
	log    *slog.Logger
	// owed are the IDs of questions that could not be forgotten yet.
	owed sync.Map
	// time is how long writing a job down, or striking it out, may take: its
	// acknowledgement waits.
	time time.Duration
}

// maxTries is how many processes try to answer a question. One that ended two
// would end every further one too.
const maxTries = 2

// answer answers a question that begin has noted, unless the bot is shutting
// down: the next process resumes it then.
func (b *Bot) answer(ctx context.Context, j *job) {
	if b.stop.Load() {
		b.park(ctx, j)
		return
	}
	b.finish(ctx, j)
}

// park leaves a job to the next process.
func (k *jobKeeper) park(ctx context.Context, j *job) {
	j.Tries--          // it did not end the process
	_ = k.keep(ctx, j) // logged
}

// begin notes that this process begins to answer a job. It comes before Discord
// is told that the question arrived, so that a process which is killed leaves no
// acknowledged question behind that the next one does not know. The error is
// store.ErrLost where the database does not answer: what is acknowledged then would be
// lost with the process.
func (k *jobKeeper) begin(ctx context.Context, j *job) error {
	j.Tries++
	return k.keep(ctx, j)
}

// keep writes a job down. Without it the job is not resumed, and all else works.
func (k *jobKeeper) keep(ctx context.Context, j *job) error {
	if j.loose {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), k.time)
	defer cancel()
	j.Sealed = k.tokens.seal(j.Token)
	body, err := json.Marshal(j)
	if err == nil {
		err = k.kept.AddPending(ctx, conversationstore.Pending{ID: j.Question.ID, At: j.At, Body: body})
	}
	if err != nil {
		k.log.Error("a question could not be kept over a restart", "question", j.Question.ID, "error", err)
	}
	return err
}

// lifeMargin is how long before an interaction's end the last try begins.
const lifeMargin = 5 * time.Second

// finish answers a job and forgets it, unless it was parked before it was shown.
func (b *Bot) finish(ctx context.Context, j *job) {
	timed, cancel := context.WithDeadline(ctx, j.At.Add(b.Life-min(lifeMargin, b.Life/10)))
	defer cancel()
	err := b.tryToAnswer(timed, j)
	if err != nil && errors.Is(context.Cause(ctx), errParked) {
		b.park(ctx, j)
		return
	}
	if err != nil {
		b.Log.Error("an answer could not be shown", "question", j.Question.ID, "guild", j.Guild, "error", err)
	}
	b.forget(ctx, j)
}

// forget removes a job that is done, also where the end comes just then: the
// next run would answer it again.
func (k *jobKeeper) forget(ctx context.Context, j *job) {
	if j.loose {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), k.time)
	defer cancel()
	if err := k.kept.RemovePending(ctx, j.Question.ID); err != nil {
		k.owed.Store(j.Question.ID, true)
		k.log.Warn("a question that has its answer could not be forgotten yet", "question", j.Question.ID, "error", err)
	}
}

// catchUp forgets what could not be forgotten when it had its answer.
func (k *jobKeeper) catchUp(ctx context.Context) {
	ctx, cancel := context.WithTimeout(store.Across(context.WithoutCancel(ctx)), k.time)
	defer cancel()
	for id := range k.owed.Range {
		if k.kept.RemovePending(ctx, id.(string)) != nil {
			return // the store still fails
		}
		k.owed.Delete(id)
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
			m := feature.Problem(b.Log, j.Locale, "a question was not answered", errPanic, "question", j.Question.ID)
			_, err = s.Show(ctx, one(m))
		}
	}()
	if lost := j.lost(); lost != nil {
		m := feature.Problem(b.Log, j.Locale, "what an earlier process began is given up", lost, "question", j.Question.ID)
		_, err = s.Show(ctx, one(m))
		return err
	}
	return b.core.Ask.Answer(ctx, j.Question, s)
}

// lost says why a job is apologised for instead of being done, nil where it is
// to be done.
func (j *job) lost() error {
	switch {
	case j.Command && j.resumed:
		return errInterrupted
	case j.Tries > maxTries:
		return errEnds
	}
	return nil
}

// unpack reads a job that an earlier process has kept.
func (k *jobKeeper) unpack(p conversationstore.Pending) (*job, error) {
	j := &job{}
	if err := json.Unmarshal(p.Body, j); err != nil {
		return nil, err
	}
	if j.Question.ID != p.ID {
		return nil, errors.New("it is kept under another ID")
	}
	token, err := k.tokens.open(j.Sealed)
	j.Token, j.Clear, j.resumed = cmp.Or(token, j.Clear), "", true
	return j, err
}

// takeOverEvery is how often a process looks for questions of others that have ended.
const takeOverEvery = 5 * time.Second

// takeOver has a bot resume what its other processes leave when they end, until ctx ends.
func takeOver(ctx, life context.Context, b *Bot) {
	for discord.Sleep(ctx, takeOverEvery) == nil {
		b.catchUp(life)
		if !b.Store.Joined() {
			continue
		}
		left, err := b.kept.TakeOver(life, time.Now().Add(-b.Life))
		b.resume(life, left, err)
	}
}

// resume answers what an earlier process left, as long as Discord lets it.
func (b *Bot) resume(ctx context.Context, left []conversationstore.Pending, err error) {
	if err != nil {
		b.Log.Error("questions under way could not be resumed", "error", err)
		return
	}
	for _, p := range left {
		j, err := b.unpack(p)
		if err != nil {
			b.Log.Error("a question under way cannot be read", "question", p.ID, "error", err)
			continue
		}
		b.Log.Info("resuming a question of an earlier run", "question", p.ID)
		_ = b.begin(store.In(ctx, j.Guild), j) // logged, and kept already
		b.spawn("resuming a question", func(ctx context.Context) { b.finish(store.In(ctx, j.Guild), j) })
	}
}
