package ask

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/poststore"
	"footnote/bot/words"
	"footnote/retrieval/answer"
)

// verbSimilar shows a moderator's answer to a similar question.
const verbSimilar = "similar"

// found is what moderators answered before: to the same question, or to one
// that is similar. 0 means none.
type found struct{ same, similar int64 }

// curatedFor looks for a moderator's answer to a question of a guild, as it was
// asked or, in a conversation, as it was understood. Its absence is no failure,
// and neither is that of an encoder: the words then decide alone.
func (h *Handler) curatedFor(ctx context.Context, q *feature.Question, a *answer.Answer) (f found, err error) {
	if q.Guild == "" || q.Settings.Curated == feature.Off {
		return f, nil
	}
	sees := h.Access.SeenIn(ctx, q.Place)
	if q.Private {
		sees = h.Access.SeenBy(ctx, q.Person, q.Place)
	}
	f.same, f.similar, err = h.Moderators.Find(ctx, q.Guild, cmp.Or(a.Rewritten, q.Text), sees)
	return f, err
}

// curatedOf is the moderator's answer that stands with a post, if it has not
// been taken back since.
func (p *Posts) curatedOf(ctx context.Context, post *poststore.Post) (c gapstore.Curated, ok bool, err error) {
	if post.Curated == 0 {
		return c, false, nil
	}
	c, err = p.Store.Curated(ctx, post.Guild, post.Curated)
	if errors.Is(err, store.ErrNotFound) {
		return c, false, nil
	}
	return c, err == nil, err
}

// similarButton offers a moderator's answer to a similar question.
func similarButton(w words.Words, p *poststore.Post) []render.Row {
	if p.Similar == 0 {
		return nil
	}
	return []render.Row{{render.Button{
		Label: w.Say("curated.similar"), Emoji: "🧑‍🏫", ID: verbSimilar + "|" + p.ID + "|" + strconv.FormatInt(p.Similar, 10),
	}}}
}

// showSimilar shows, to the person alone, what a moderator answered to a
// similar question. The button's ID holds the post, for its guild.
func (h *Handler) showSimilar(ctx context.Context, p feature.Press, _ string, number int) (feature.Reply, error) {
	c, err := h.Store.Curated(ctx, p.Guild, int64(number))
	sees := h.Access.SeenBy(ctx, p.Person, p.Place)
	i := slices.IndexFunc(c.Questions, func(q store.Asked) bool { return sees(q.Channel) })
	if errors.Is(err, store.ErrNotFound) || err == nil && i < 0 {
		m := feature.Notice(p.Locale, "curated.gone")
		return feature.Reply{Message: &m, Private: true}, nil
	}
	if err != nil {
		return feature.Reply{}, err
	}
	m := render.Message{Embeds: []render.Embed{render.Moderator(words.In(p.Locale), c.Shown(c.Questions[i].Question))}}
	return feature.Reply{Message: &m, Private: true}, nil
}
