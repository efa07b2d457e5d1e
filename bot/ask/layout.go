package ask

import (
	"cmp"
	"context"
	"errors"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/poststore"
	"footnote/bot/words"
)

// layout is a post as it stands in the chat: what a moderator said of it and
// answered instead, the answer, what became of its sources, and its buttons.
// up and down count its votes.
func (h *Handler) layout(ctx context.Context, e feature.Environment, at feature.Place, p *poststore.Post, up, down int) ([]render.Message, error) {
	library, err := e.Library(ctx)
	if err != nil {
		return nil, err
	}
	w := words.In(p.Locale)
	asked := p.Answer.Question
	if p.Shown {
		asked = ""
	}
	curated, ok, err := h.curatedOf(ctx, p)
	if err != nil {
		return nil, err
	}
	var messages []render.Message
	switch {
	case ok && !p.Answer.Answered:
		messages = []render.Message{{Embeds: []render.Embed{render.Moderator(w, curated.Shown(asked))}}}
	case ok:
		messages = render.InFront(render.Moderator(w, curated.Shown(asked)), render.Answer(w, library, &p.Answer, ""))
	default:
		messages = render.Answer(w, library, &p.Answer, asked)
	}
	if p.Wrong != "" {
		messages = render.InFront(render.Wrong(w, p.Wrong), messages)
	}
	last := &messages[len(messages)-1]
	if p.Answer.Rewritten != "" {
		render.AddNote(last, w.Say("note.understood", "question", render.WithoutLinks(p.Answer.Rewritten)))
	}
	if p.Note != poststore.Sound {
		render.AddNote(last, w.Say("note.sources."+string(p.Note)))
	}
	if !p.Answer.Answered && e.Settings.Sources.Restrict(at) {
		render.AddNote(last, w.Say("note.restricted"))
	}
	last.Rows = buttons(w, *p, up, down)
	return messages, nil
}

// layoutNow is a post as it stands in the chat now.
func (h *Handler) layoutNow(ctx context.Context, p *poststore.Post) ([]render.Message, error) {
	at := h.placeOf(ctx, p)
	e, err := h.Resolver.Environment(ctx, at)
	if err != nil {
		return nil, err
	}
	up, down, err := h.Store.Votes(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	return h.layout(ctx, e, at, p, up, down)
}

// placeOf is where a post was asked for.
func (h *Handler) placeOf(ctx context.Context, p *poststore.Post) feature.Place {
	if p.Guild == "" {
		return feature.Place{Channel: p.Channel}
	}
	return h.Access.Rights.At(ctx, p.Guild, p.Channel)
}

// errUnshown: it is not known yet, or not any more, where a post is shown.
var errUnshown = errors.New("the post is not shown anywhere")

// Repaint shows a post anew where it stands. What only one person sees cannot
// be edited, and what is gone need not be.
func (h *Handler) Repaint(ctx context.Context, id string) error {
	p, err := h.Store.Post(ctx, id)
	if errors.Is(err, store.ErrNotFound) || err == nil && p.Private || h.Chat == nil {
		return nil
	}
	if err != nil {
		return err
	}
	messages, err := h.layoutNow(ctx, &p)
	if err != nil {
		return err
	}
	shown, err := h.Store.Messages(ctx, p.ID)
	if err != nil {
		return err
	}
	if len(shown) == 0 {
		return errUnshown
	}
	return h.replace(ctx, &p, shown, messages)
}

// replace puts messages in the place of those that a post is shown in, which may
// be more or fewer.
func (h *Handler) replace(ctx context.Context, p *poststore.Post, shown []feature.Posted, messages []render.Message) error {
	kept := shown[:min(len(shown), len(messages))]
	for i, at := range kept {
		if err := h.Chat.Edit(ctx, at, messages[i]); err != nil {
			return feature.IgnoreGone(err)
		}
	}
	for _, at := range shown[len(kept):] {
		if err := feature.IgnoreGone(h.Chat.Remove(ctx, at)); err != nil {
			return err
		}
	}
	if len(messages) > len(kept) {
		more, err := h.Chat.Post(ctx, cmp.Or(kept[0].Channel, p.Channel), messages[len(kept):])
		return errors.Join(err, h.Store.SetMessages(ctx, p.ID, append(kept, more...)))
	}
	return h.Store.SetMessages(ctx, p.ID, kept)
}

// RepaintAll shows posts anew and returns how many. One that Discord does not
// let the bot edit keeps no other from it.
func (h *Handler) RepaintAll(ctx context.Context, posts []string) (done int) {
	for _, id := range posts {
		err := h.Repaint(ctx, id)
		if errors.Is(err, errUnshown) {
			continue
		}
		if err != nil {
			h.Log.Warn("a post could not be shown anew", "post", id, "error", err)
			continue
		}
		done++
	}
	return done
}
