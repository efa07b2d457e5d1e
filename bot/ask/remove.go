package ask

import (
	"context"
	"slices"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/poststore"
	"footnote/bot/words"
)

// mayRemove reports whether a person may delete a post: who asked for it, and
// moderators.
func mayRemove(p *feature.Press, post *poststore.Post) bool {
	return p.Person.ID == post.Person || p.Moderator
}

// askToRemove asks once whether a post is to be deleted, where others read it.
// What only one person sees, or stands where the bot is no member and can delete
// nothing later, goes at once.
func (h *Handler) askToRemove(ctx context.Context, p feature.Press, post poststore.Post, _ int) (feature.Reply, error) {
	if !mayRemove(&p, &post) || p.Ephemeral || p.Guild == "" {
		return h.remove(ctx, p, post.ID, 0)
	}
	w := words.In(p.Locale)
	m := render.Notice(render.ColourProblem, w.Say("delete.sure"))
	id := feature.ButtonID(verbRemove, post.ID+":"+p.Message, 0)
	m.Rows = []render.Row{{render.Button{Label: w.Say("button.delete"), Emoji: "🗑️", ID: id, Style: render.Danger}}}
	return feature.Reply{Message: &m, Private: true}, nil
}

// remove deletes a post for who may: the message that the button is on, the one
// that id names after the post, and the others that it is known to stand in.
func (h *Handler) remove(ctx context.Context, p feature.Press, id string, _ int) (feature.Reply, error) {
	id, message, asked := strings.Cut(id, ":")
	post, err := h.Store.PostIn(ctx, p.Guild, id)
	if err != nil {
		m := feature.Notice(p.Locale, "forgotten")
		return feature.Reply{Message: &m, Private: true}, store.IgnoreNotFound(err)
	}
	if !mayRemove(&p, &post) {
		m := feature.Notice(p.Locale, "delete.refused")
		return feature.Reply{Message: &m, Private: true}, nil
	}
	list := []feature.Posted{{ID: p.Message, Channel: p.Channel}}
	if asked {
		list = append(list, feature.Posted{ID: message, Channel: p.Channel})
	}
	parts, err := h.Store.Messages(ctx, post.ID)
	if err != nil {
		return feature.Reply{}, err
	}
	for _, m := range parts {
		if !slices.ContainsFunc(list, func(one feature.Posted) bool { return one.ID == m.ID }) {
			list = append(list, m)
		}
	}
	return feature.Reply{Remove: list}, h.Store.RemovePost(ctx, post.ID)
}
