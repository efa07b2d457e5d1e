package talk

import (
	"context"
	"errors"
	"strings"
	"time"

	"footnote/bot/limit"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/words"
	"footnote/retrieval/answer"
)

// Answer answers a question on a screen. Whatever happens, something is shown,
// unless nobody asked, or ctx ends first: then the error is the context's, and
// the question may be asked again later.
func (d *Desk) Answer(ctx context.Context, q Question, s Screen) error {
	messages := d.reply(ctx, q, s)
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
	if err := d.Store.SetMessages(ctx, q.ID, shown); err != nil {
		d.Log.Error("a post's messages could not be kept", "post", q.ID, "error", err)
	}
	return nil
}

// reply is what to show in the end.
func (d *Desk) reply(ctx context.Context, q Question, s Screen) []render.Message {
	if strings.TrimSpace(q.Text) == "" {
		return []render.Message{notice(q.Locale, "question.empty")}
	}
	// A question that waits in line shows signs of life too.
	signs := d.startSigns(ctx, q, s)
	defer signs.stop()
	leave, err := d.Queue.Enter(ctx)
	if errors.Is(err, limit.ErrFull) {
		text := words.In(q.Locale).Say("queue.full", "when", moment(d.Now().Add(time.Minute)))
		return quiet(q, render.Notice(render.ColourDeclined, text))
	}
	if err != nil {
		return nil
	}
	messages, err := d.work(ctx, q, signs)
	leave()
	if err != nil && ctx.Err() == nil {
		return quiet(q, d.Problem(q.Locale, "a question was not answered", err, "question", q.ID, "guild", q.Guild))
	}
	return messages
}

// quiet keeps apologies from those who have not asked.
func quiet(q Question, m render.Message) []render.Message {
	if q.Unasked {
		return nil
	}
	return []render.Message{m}
}

// work answers within the desk's patience.
func (d *Desk) work(ctx context.Context, q Question, signs *signs) ([]render.Message, error) {
	ctx, cancel := context.WithTimeout(ctx, d.Patience)
	defer cancel()
	if q.Kind == Check {
		return d.check(ctx, q)
	}
	a, err := d.converse(ctx, q, signs.partial)
	if err != nil {
		return nil, err
	}
	if q.Unasked && !strong(q.Text, &a) {
		return nil, nil
	}
	return d.post(ctx, q, a)
}

// post keeps an answer and lays it out with its buttons.
func (d *Desk) post(ctx context.Context, q Question, a answer.Answer) ([]render.Message, error) {
	a.Question = q.Text
	library, err := d.library(ctx, q.Place)
	if err != nil {
		return nil, err
	}
	p := store.Post{
		ID: q.ID, Guild: q.Guild, Channel: q.Channel, Person: q.Person.ID, Locale: q.Locale,
		Private: q.Private, Conversation: conversation(q), Answer: a,
	}
	if err := d.Store.AddPost(ctx, p); err != nil {
		return nil, err
	}
	if err := d.remember(ctx, q, &a); err != nil {
		return nil, err
	}
	w := words.In(q.Locale)
	asked := q.Text
	if q.Shown {
		asked = ""
	}
	messages := render.Answer(w, library, &a, asked)
	last := &messages[len(messages)-1]
	if a.Rewritten != "" {
		render.AddNote(last, w.Say("note.understood", "question", a.Rewritten))
	}
	last.Rows = buttons(w, p, 0, 0)
	return messages, nil
}

// conversation names the turns that a question belongs to.
func conversation(q Question) string {
	if q.Conversation != "" {
		return q.Conversation
	}
	return q.ID
}

// remember keeps what later features need of an answer: the turn for
// follow-ups, the question for suggestions or as a gap. What was asked in
// private, or in a direct message, is suggested to nobody.
func (d *Desk) remember(ctx context.Context, q Question, a *answer.Answer) error {
	turn := store.Turn{Question: q.Text, Answer: a.Answer}
	if err := d.Store.AddTurn(ctx, conversation(q), q.Person.ID, turn); err != nil {
		return err
	}
	if q.Guild == "" || q.Private {
		return nil
	}
	if a.Answered {
		return d.Store.AddAnswered(ctx, q.Guild, q.Text)
	}
	return d.Store.AddGap(ctx, q.Guild, store.Gap{Post: q.ID, Question: q.Text, Why: store.Declined})
}
