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
	f.same, f.similar, err = h.Moderators.Find(ctx, q.Guild, cmp.Or(a.Rewritten, q.Text), h.sight(ctx, q))
	return f, err
}

// sight is what may be told of where a question is answered.
func (h *Handler) sight(ctx context.Context, q *feature.Question) feature.Sight {
	if q.Private {
		return h.Access.SeenBy(ctx, q.Person, q.Place)
	}
	return h.Access.SeenIn(ctx, q.Place)
}

// unlessMarked takes back an answer that rests on what a moderator marked as wrong
// when the same was asked before, and says so.
func (h *Handler) unlessMarked(ctx context.Context, q *feature.Question, a answer.Answer) (answer.Answer, error) {
	if q.Guild == "" || !a.Answered {
		return a, nil
	}
	m, ok, err := h.Moderators.Marked(ctx, q.Guild, cmp.Or(a.Rewritten, q.Text), h.sight(ctx, q))
	if err != nil || !ok || !restsOn(&a, m.Wrong) {
		return a, err
	}
	w := words.In(q.Locale)
	said := w.Say("marked", "reason", render.Clean(m.Reason))
	if m.Expected != "" {
		said += " " + w.Say("marked.expected", "expected", render.Clean(m.Expected))
	}
	return answer.Answer{Question: a.Question, Mode: a.Mode, Outcome: answer.Refused, Rewritten: a.Rewritten, Refusal: said,
		Claims: []answer.Claim{}, Citations: []answer.Citation{}, Nearest: []answer.Quote{}}, nil
}

// restsOn reports whether an answer cites something of quotes.
func restsOn(a *answer.Answer, quotes []answer.Quote) bool {
	return slices.ContainsFunc(a.Citations, func(c answer.Citation) bool {
		return slices.ContainsFunc(quotes, func(q answer.Quote) bool {
			return q.Article == c.Article && q.Start < c.End && c.Start < q.End
		})
	})
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
