package gaps

import (
	"context"
	"errors"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/poststore"
	"footnote/bot/words"
	"footnote/retrieval/answer"
)

// corrections mark answers as wrong.
type corrections struct {
	Store Store
	Posts Posts
}

// Verbs of corrections; their IDs hold the post.
const (
	verbWrong = "wrong" // the form
	verbRight = "right" // take it back
)

// Inputs of the form.
const (
	fieldReason   = "reason"
	fieldExpected = "expected"
)

// open opens the form for the answer whose context menu was used.
func (c *corrections) open(ctx context.Context, in feature.Invocation) (feature.Reply, error) {
	none := feature.Notice(in.Locale, "correct.none")
	if in.Target == nil {
		return feature.Reply{Message: &none, Private: true}, nil
	}
	post, err := c.Store.PostOf(ctx, in.Target.ID)
	if errors.Is(err, store.ErrNotFound) || err == nil && post.Guild != in.Guild {
		return feature.Reply{Message: &none, Private: true}, nil
	}
	if err != nil {
		return feature.Reply{}, err
	}
	w := words.In(in.Locale)
	return feature.Reply{Modal: &render.Modal{ID: feature.ButtonID(verbWrong, post.ID, 0), Title: w.Say("correct.title"), Inputs: []render.Input{
		{ID: fieldReason, Label: w.Say("correct.reason"), Value: post.Wrong, Paragraph: true, Required: true, Max: 500},
		{ID: fieldExpected, Label: w.Say("correct.expected"), Placeholder: w.Say("correct.expected.hint"), Max: 300},
	}}}, nil
}

// mark marks a post as wrong: its message says so, its question becomes a
// case in the guild's evaluation set and one of the gaps.
func (c *corrections) mark(ctx context.Context, p feature.Form, id string, _ int) (feature.Reply, error) {
	post, err := c.Store.PostIn(ctx, p.Guild, id)
	if err != nil {
		m := feature.Notice(p.Locale, "forgotten")
		return feature.Reply{Message: &m, Private: true}, store.IgnoreNotFound(err)
	}
	marked := gapstore.Case{
		Post: post.ID, Question: post.Answer.Understood(), Reason: strings.TrimSpace(p.Fields[fieldReason]),
		Expected: strings.TrimSpace(p.Fields[fieldExpected]), Wrong: quotesOf(&post.Answer),
	}
	return feature.Reply{Work: &feature.Work{Private: true, Do: func(ctx context.Context, s feature.Screen) error {
		if err := c.Store.Correct(ctx, p.Guild, marked); err != nil {
			return err
		}
		gap := gapstore.Gap{Post: post.ID, Question: marked.Question, Why: gapstore.Corrected, Channel: post.Channel, Seen: post.Seen, Locale: post.Locale, Askers: []string{post.Person}}
		if err := c.Store.AddGap(ctx, p.Guild, gap); err != nil {
			return err
		}
		if err := c.Store.AddAuditOf(ctx, p.Guild, p.Person.ID, "answer.correct", askedOf(&post)); err != nil {
			return err
		}
		return c.showMarked(ctx, p.Press, post.ID, s)
	}}}, nil
}

// showMarked shows a post anew and tells the moderator what may follow.
func (c *corrections) showMarked(ctx context.Context, p feature.Press, post string, s feature.Screen) error {
	w := words.In(p.Locale)
	said := w.Say("correct.done")
	if c.Posts.RepaintAll(ctx, []string{post}) == 0 {
		said = w.Say("correct.unedited")
	}
	m := render.Notice(render.ColourPlain, said)
	row := render.Row{render.Button{Label: w.Say("correct.undo"), Emoji: "↩️", ID: feature.ButtonID(verbRight, post, 0)}}
	gaps, err := c.Store.Gaps(ctx, p.Guild, mostGaps)
	if err != nil {
		return err
	}
	for _, g := range gaps {
		if g.Post == post && g.Why == gapstore.Corrected {
			row = append(row, render.Button{Label: w.Say("gaps.reply"), Emoji: "✍️", ID: feature.ButtonID(verbReply, gapID(g), 0), Style: render.Primary})
		}
	}
	m.Rows = []render.Row{row}
	_, err = s.Show(ctx, []render.Message{m})
	return err
}

// unmark takes back that a post is wrong.
func (c *corrections) unmark(ctx context.Context, p feature.Press, id string, _ int) (feature.Reply, error) {
	post, err := c.Store.PostIn(ctx, p.Guild, id)
	if err != nil {
		m := feature.Notice(p.Locale, "forgotten")
		return feature.Reply{Message: &m, Private: true}, store.IgnoreNotFound(err)
	}
	return feature.Reply{Work: &feature.Work{Private: true, Update: true, Do: func(ctx context.Context, s feature.Screen) error {
		if err := c.Store.Uncorrect(ctx, p.Guild, post.ID); err != nil {
			return err
		}
		if err := c.Store.AddAuditOf(ctx, p.Guild, p.Person.ID, "answer.uncorrect", askedOf(&post)); err != nil {
			return err
		}
		c.Posts.RepaintAll(ctx, []string{post.ID})
		_, err := s.Show(ctx, []render.Message{feature.Notice(p.Locale, "correct.undone")})
		return err
	}}}, nil
}

// askedOf is the question of a post.
func askedOf(p *poststore.Post) store.Asked {
	return store.Asked{Question: p.Answer.Understood(), Channel: p.Seen}
}

// quotesOf are what an answer rests on.
func quotesOf(a *answer.Answer) []answer.Quote {
	var list []answer.Quote
	for _, c := range a.Citations {
		list = append(list, answer.Quote{Article: c.Article, Quote: c.Quote, Start: c.Start, End: c.End})
	}
	return list
}
