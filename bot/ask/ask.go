package ask

import (
	"context"
	"errors"
	"strings"
	"time"

	"footnote/bot/feature"
	"footnote/bot/limit"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/poststore"
	"footnote/bot/words"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/smalltalk"
)

// Answer answers a question on a screen. Whatever happens, something is shown,
// unless nobody asked, or ctx ends first: then the error is the context's, and
// the question may be asked again later.
func (h *Handler) Answer(ctx context.Context, q feature.Question, s feature.Screen) error {
	ctx = retrieval.Referring(ctx, q.ID)
	err := h.resolve(ctx, &q)
	if err == nil {
		q.Locale = q.Settings.Locale(q.Locale, q.Private)
	}
	messages := h.reply(ctx, q, s, err)
	if err := context.Cause(ctx); err != nil {
		return err
	}
	if len(messages) == 0 {
		return nil
	}
	shown, err := s.Show(ctx, messages)
	if err != nil {
		return err
	}
	if err := h.Store.AddMessages(ctx, q.ID, shown); err != nil {
		h.Log.Error("a post's messages could not be kept", "post", q.ID, "error", err)
	}
	return nil
}

// reply is what to show in the end.
func (h *Handler) reply(ctx context.Context, q feature.Question, s feature.Screen, unresolved error) []render.Message {
	if strings.TrimSpace(q.Text) == "" {
		return []render.Message{feature.Notice(q.Locale, "question.empty")}
	}
	o, over := h.observe(&q)
	defer over()
	if kind := smallTalk(ctx, h.Answerer, &q); kind != smalltalk.Question {
		o.Result = Talked
		return quiet(q, talkReply(q.Locale, kind))
	}
	if unresolved != nil {
		o.Result = Failed
		return h.failed(q, unresolved)
	}
	// A question that waits in line shows progress too.
	shown := h.startProgress(ctx, q, s)
	defer shown.stop()
	asked, leave, err := h.enter(ctx, &q, o)
	var messages []render.Message
	if err == nil {
		messages, err = h.work(ctx, q, asked, shown, o)
		leave()
	}
	switch {
	case errors.Is(err, limit.ErrFull):
		o.Result = Full
		text := words.In(q.Locale).Say("queue.full", "when", feature.AtClock(h.Now().Add(time.Minute)))
		return quiet(q, render.Notice(render.ColourDeclined, text))
	case err != nil && ctx.Err() == nil:
		o.Result = Failed
		return h.failed(q, err)
	}
	return messages
}

// enter waits in line. leave must be called in the end where there is no error.
func (h *Handler) enter(ctx context.Context, q *feature.Question, o *Outcome) (asked answer.Question, leave func(), err error) {
	if asked, err = h.asked(ctx, q); err != nil {
		return asked, nil, err
	}
	inLine := h.Now()
	leave, err = turn(h.Answerer, h.Queue, q.Kind, asked)(ctx)
	o.Waited = h.Now().Sub(inLine)
	return asked, leave, err
}

// turn is how a question waits for its turn.
func turn(by Answerer, queue *limit.Queue, kind feature.Kind, asked answer.Question) func(ctx context.Context) (leave func(), err error) {
	r, ok := by.(Rememberer)
	if !ok || kind != feature.Ask {
		return queue.Enter
	}
	switch known, underWay := r.Remembers(asked); {
	case known:
		return func(context.Context) (func(), error) { return func() {}, nil }
	case underWay:
		return queue.Wait
	}
	return queue.Enter
}

// failed says that a question could not be answered.
func (h *Handler) failed(q feature.Question, err error) []render.Message {
	return quiet(q, feature.Problem(h.Log, q.Locale, "a question was not answered", err, "question", q.ID, "guild", q.Guild))
}

// quiet keeps apologies from those who have not asked.
func quiet(q feature.Question, m render.Message) []render.Message {
	if q.Unasked {
		return nil
	}
	return []render.Message{m}
}

// work answers within the patience with an answer.
func (h *Handler) work(ctx context.Context, q feature.Question, asked answer.Question, shown *progress, o *Outcome) ([]render.Message, error) {
	ctx, cancel := context.WithTimeout(ctx, h.Patience)
	defer cancel()
	if q.Kind == feature.Check {
		o.Result = Checked
		return h.check(ctx, q)
	}
	began := h.Now()
	asked.Progress = func(a answer.Answer) { shown.partial(fitting(&q.Settings, a)) }
	a, err := h.Answerer.Ask(ctx, asked)
	if err != nil {
		return nil, err
	}
	a.Question = q.Text
	if a, err = h.unlessMarked(ctx, &q, a); err != nil {
		return nil, err
	}
	f, err := h.curatedFor(ctx, &q, &a)
	if err != nil {
		return nil, err
	}
	if q.Unasked && f.same == 0 && !strong(q.Text, &a) {
		o.Result = Silent
		return nil, nil
	}
	o.of(&a, f)
	return h.post(ctx, q, fitting(&q.Settings, a), f, h.Now().Sub(began))
}

// post keeps an answer that took some time, with what moderators have answered,
// and lays it out.
func (h *Handler) post(ctx context.Context, q feature.Question, a answer.Answer, f found, took time.Duration) ([]render.Message, error) {
	p := poststore.Post{
		ID: q.ID, Guild: q.Guild, Channel: q.Channel, Seen: q.Seen(), Person: q.Person.ID, Locale: q.Locale,
		Private: q.Private, Conversation: conversation(q), Shown: q.Shown, Curated: f.same, Similar: f.similar, Answer: a,
	}
	// Where the disk is full, or another process holds the file, the answer is shown
	// all the same.
	keeping, cancel := context.WithTimeout(ctx, h.KeepTime)
	defer cancel()
	err := h.Store.Together(keeping, func(ctx context.Context) error {
		return errors.Join(h.Store.AddPost(ctx, p), h.remember(ctx, q, &a, f), h.count(ctx, &p, took))
	})
	if err != nil {
		h.Log.Error("an answer could not be kept, its buttons and follow-ups do not work", "question", q.ID, "guild", q.Guild, "error", err)
	}
	return h.Posts.layout(ctx, q.Environment, q.Place, &p, 0, 0) // a new post has no votes
}

// conversation names the turns that a question belongs to.
func conversation(q feature.Question) string {
	if q.Conversation != "" {
		return q.Conversation
	}
	return q.ID
}

// remember keeps what later features need of an answer: the turn for
// follow-ups, the question for suggestions or as a gap, as it was understood:
// "and Rubio?" says nothing by itself. What was asked in
// private, or in a direct message, is suggested to nobody.
func (h *Handler) remember(ctx context.Context, q feature.Question, a *answer.Answer, f found) error {
	if q.Guild == "" || q.Private {
		return nil
	}
	if a.Answered || f.same != 0 {
		return h.Store.AddAnswered(ctx, q.Guild, store.Asked{Question: a.Understood(), Channel: q.Seen()})
	}
	return h.Store.AddGap(ctx, q.Guild, gapstore.Gap{
		Post: q.ID, Question: a.Understood(), Why: gapstore.Declined, Channel: q.Channel, Seen: q.Seen(), Locale: q.Locale, Askers: []string{q.Person.ID},
	})
}
