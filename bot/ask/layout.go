package ask

import (
	"cmp"
	"context"
	"errors"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/poststore"
	"footnote/bot/words"
)

// Posts lay out answers that stand in channels, and show them anew.
type Posts struct {
	feature.Base
	Store interface {
		Post(ctx context.Context, id string) (poststore.Post, error)
		Messages(ctx context.Context, post string) ([]feature.Posted, error)
		SetMessages(ctx context.Context, post string, messages []feature.Posted) error
		Votes(ctx context.Context, post string) (up, down int, err error)
		Curated(ctx context.Context, guild string, id int64) (gapstore.Curated, error)
	}
}

// layout is a post as it stands in the chat: what a moderator said of it and
// answered instead, the answer, what became of its sources, and its buttons.
// up and down count its votes.
func (p *Posts) layout(ctx context.Context, e feature.Environment, at feature.Place, post *poststore.Post, up, down int) ([]render.Message, error) {
	library, err := e.Library(ctx)
	if err != nil {
		return nil, err
	}
	w := words.In(post.Locale)
	asked := post.Answer.Question
	if post.Shown {
		asked = ""
	}
	curated, ok, err := p.curatedOf(ctx, post)
	if err != nil {
		return nil, err
	}
	var messages []render.Message
	switch {
	case ok && !post.Answer.Answered:
		messages = []render.Message{{Embeds: []render.Embed{render.Moderator(w, curated.Shown(asked))}}}
	case ok:
		messages = render.InFront(render.Moderator(w, curated.Shown(asked)), render.Answer(w, library, &post.Answer, ""))
	default:
		messages = render.Answer(w, library, &post.Answer, asked)
	}
	if post.Wrong != "" {
		messages = render.InFront(render.Wrong(w, post.Wrong), messages)
	}
	last := &messages[len(messages)-1]
	if post.Answer.Rewritten != "" {
		render.AddNote(last, w.Say("note.understood", "question", render.WithoutLinks(post.Answer.Rewritten)))
	}
	if post.Note != poststore.Sound {
		render.AddNote(last, w.Say("note.sources."+string(post.Note)))
	}
	if !post.Answer.Answered && e.Settings.Sources.Restrict(at) {
		render.AddNote(last, w.Say("note.restricted"))
	}
	last.Rows = buttons(w, *post, up, down)
	return messages, nil
}

// anew shows a post anew where a button on it was pressed, which is its last part.
func (p *Posts) anew(ctx context.Context, press feature.Press, post *poststore.Post, up, down int) (feature.Reply, error) {
	messages, err := p.layout(ctx, press.Environment, press.Place, post, up, down)
	if err != nil {
		return feature.Reply{}, err
	}
	return feature.Reply{Update: &messages[len(messages)-1]}, nil
}

// layoutNow is a post as it stands in the chat now.
func (p *Posts) layoutNow(ctx context.Context, post *poststore.Post) ([]render.Message, error) {
	at := p.placeOf(ctx, post)
	e, err := p.Resolver.Environment(ctx, at)
	if err != nil {
		return nil, err
	}
	up, down, err := p.Store.Votes(ctx, post.ID)
	if err != nil {
		return nil, err
	}
	return p.layout(ctx, e, at, post, up, down)
}

// placeOf is where a post was asked for.
func (p *Posts) placeOf(ctx context.Context, post *poststore.Post) feature.Place {
	if post.Guild == "" {
		return feature.Place{Channel: post.Channel}
	}
	return p.Access.Rights.At(ctx, post.Guild, post.Channel)
}

// errUnshown: it is not known yet, or not any more, where a post is shown.
var errUnshown = errors.New("the post is not shown anywhere")

// Repaint shows a post anew where it stands. What only one person sees cannot
// be edited, and what is gone need not be.
func (p *Posts) Repaint(ctx context.Context, id string) error {
	post, err := p.Store.Post(ctx, id)
	if errors.Is(err, store.ErrNotFound) || err == nil && post.Private || p.Chat == nil {
		return nil
	}
	if err != nil {
		return err
	}
	messages, err := p.layoutNow(ctx, &post)
	if err != nil {
		return err
	}
	shown, err := p.Store.Messages(ctx, post.ID)
	if err != nil {
		return err
	}
	if len(shown) == 0 {
		return errUnshown
	}
	return p.replace(ctx, &post, shown, messages)
}

// replace puts messages in the place of those that a post is shown in, which may
// be more or fewer.
func (p *Posts) replace(ctx context.Context, post *poststore.Post, shown []feature.Posted, messages []render.Message) error {
	kept := shown[:min(len(shown), len(messages))]
	for i, at := range kept {
		if err := p.Chat.Edit(ctx, at, messages[i]); err != nil {
			return feature.IgnoreGone(err)
		}
	}
	for _, at := range shown[len(kept):] {
		if err := feature.IgnoreGone(p.Chat.Remove(ctx, at)); err != nil {
			return err
		}
	}
	if len(messages) > len(kept) {
		more, err := p.Chat.Post(ctx, cmp.Or(kept[0].Channel, post.Channel), messages[len(kept):])
		return errors.Join(err, p.Store.SetMessages(ctx, post.ID, append(kept, more...)))
	}
	return p.Store.SetMessages(ctx, post.ID, kept)
}

// RepaintAll shows posts anew and returns how many. One that Discord does not
// let the bot edit keeps no other from it.
func (p *Posts) RepaintAll(ctx context.Context, posts []string) (done int) {
	for _, id := range posts {
		err := p.Repaint(ctx, id)
		if errors.Is(err, errUnshown) {
			continue
		}
		if err != nil {
			p.Log.Warn("a post could not be shown anew", "post", id, "error", err)
			continue
		}
		done++
	}
	return done
}
