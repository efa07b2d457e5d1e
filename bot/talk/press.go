package talk

import (
	"context"
	"errors"
	"strings"

	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/words"
)

// Press is a button pressed, a form sent or a choice made.
type Press struct {
	// ID is that of the interaction.
	ID string
	// Button is the ID that this package gave the button or form.
	Button string
	// Message is the message it is on, Ephemeral whether only Person sees it.
	Message   string
	Ephemeral bool
	// Text is what was written into a form of one input, Fields what was
	// written into each by its ID, Values what was chosen.
	Text   string
	Fields map[string]string
	Values []string
	// Named is what the person may do in the channels among Values, as far as
	// Discord said it.
	Named map[string]Can
	Person
	Place
}

// Press answers a button, a form or a choice.
func (d *Desk) Press(ctx context.Context, p Press) (Reply, error) {
	verb, id, number := readID(p.Button)
	if do := d.presses[verb]; do != nil {
		return do(ctx, p, id, number)
	}
	switch verb {
	case verbSources:
		m, err := d.sourcesPage(ctx, p.Locale, p.Place, number)
		return Reply{Update: &m}, err
	}
	post, err := d.Store.Post(ctx, id)
	if errors.Is(err, store.ErrNotFound) || err == nil && post.Guild != p.Guild {
		m := notice(p.Locale, "forgotten")
		return Reply{Message: &m, Private: true}, nil
	}
	if err != nil {
		return Reply{}, err
	}
	return d.pressOn(ctx, p, post, verb, number)
}

// pressOn answers a button of a post that is kept.
func (d *Desk) pressOn(ctx context.Context, p Press, post store.Post, verb string, number int) (Reply, error) {
	switch verb {
	case verbPassages:
		m, err := d.passagesPage(ctx, p, post, 0)
		return Reply{Message: &m, Private: true}, err
	case verbPage:
		m, err := d.passagesPage(ctx, p, post, number)
		return Reply{Update: &m}, err
	case verbUp:
		return d.vote(ctx, p, post, 1)
	case verbDown:
		return d.voteDown(ctx, p, post)
	case verbDelete:
		return d.remove(ctx, p, post)
	case verbTell:
		return d.tell(ctx, p, post)
	case verbFollow:
		return d.follow(p, post), nil
	}
	return Reply{}, nil
}

// passagesPage shows the quotes of a post in their surroundings.
func (d *Desk) passagesPage(ctx context.Context, p Press, post store.Post, page int) (render.Message, error) {
	w := words.In(p.Locale)
	library, err := d.library(ctx, p.Place)
	if err != nil {
		return render.Message{}, err
	}
	pages := render.Passages(w, library, &post.Answer)
	if !post.Answer.Answered {
		pages = render.Nearest(w, library, &post.Answer)
	}
	if len(pages) == 0 {
		return notice(p.Locale, "forgotten"), nil
	}
	page = min(page, len(pages)-1)
	m := pages[page]
	m.Rows = pager(w, verbPage, post.ID, page, len(pages))
	return m, nil
}

func (d *Desk) vote(ctx context.Context, p Press, post store.Post, vote int) (Reply, error) {
	up, down, err := d.Store.Vote(ctx, post.ID, p.Person.ID, vote)
	if err != nil {
		return Reply{}, err
	}
	return Reply{Rows: buttons(words.In(post.Locale), post, up, down)}, nil
}

// voteDown counts the vote at the press, for the form may never be sent, and
// asks what was wrong.
func (d *Desk) voteDown(ctx context.Context, p Press, post store.Post) (Reply, error) {
	if p.Text == "" && !p.isForm() {
		if _, err := d.vote(ctx, p, post, -1); err != nil {
			return Reply{}, err
		}
		if err := d.fileVote(ctx, p, post); err != nil {
			return Reply{}, err
		}
		w := words.In(p.Locale)
		return Reply{Modal: &render.Modal{ID: id(verbDown, post.ID, 0), Title: w.Say("down.title"), Rows: []render.Row{{
			render.Input{ID: fieldText, Label: w.Say("down.label"), Paragraph: true, Max: 1000},
		}}}}, nil
	}
	r, err := d.vote(ctx, p, post, -1)
	if err != nil {
		return Reply{}, err
	}
	if err := d.Store.SetReason(ctx, post.ID, p.Person.ID, strings.TrimSpace(p.Text)); err != nil {
		return Reply{}, err
	}
	thanks := notice(p.Locale, "down.thanks")
	r.Thanks = &thanks
	return r, nil
}

// fileVote makes the question of a post that is voted down one of the gaps.
func (d *Desk) fileVote(ctx context.Context, p Press, post store.Post) error {
	if post.Guild == "" || post.Private {
		return nil
	}
	return d.Store.AddGap(ctx, post.Guild, store.Gap{
		Post: post.ID, Question: post.Answer.Question, Why: store.VotedDown, Channel: post.Channel, Seen: post.Seen, Locale: post.Locale,
		Askers: []string{post.Person, p.Person.ID},
	})
}

// isForm tells whether a form was sent, be it empty.
func (p *Press) isForm() bool { return len(p.Values) == 1 && p.Values[0] == FormSent }

// FormSent is the one value of a Press that comes from a form.
const FormSent = "form"

// remove deletes a post for who asked and for moderators.
func (d *Desk) remove(ctx context.Context, p Press, post store.Post) (Reply, error) {
	if p.Person.ID != post.Person && !p.Moderator {
		m := notice(p.Locale, "delete.refused")
		return Reply{Message: &m, Private: true}, nil
	}
	list := []store.Message{{ID: p.Message, Channel: p.Channel}}
	parts, err := d.Store.Messages(ctx, post.ID)
	if err != nil {
		return Reply{}, err
	}
	for _, m := range parts {
		if m.ID != p.Message {
			list = append(list, m)
		}
	}
	return Reply{Remove: list}, d.Store.RemovePost(ctx, post.ID)
}

// tell files a question for the moderators.
func (d *Desk) tell(ctx context.Context, p Press, post store.Post) (Reply, error) {
	if err := d.Store.Tell(ctx, post, p.Person.ID); err != nil {
		return Reply{}, err
	}
	post.Told = true
	thanks := notice(p.Locale, "told")
	return Reply{Rows: buttons(words.In(post.Locale), post, 0, 0), Thanks: &thanks}, nil
}
