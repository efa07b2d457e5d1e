package gaps

import (
	"cmp"
	"context"
	"errors"
	"strconv"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/bot/words"
	"footnote/retrieval/answer"
)

// Verbs of asking again what went unanswered, once there are other articles.
const (
	verbTry  = "gaptry"  // look what the answer would be
	verbSend = "gapsend" // give it to who asked
)

// tryGap shows a moderator what the articles answer to a group now.
func (h *Handler) tryGap(_ context.Context, p feature.Press, gap string, page int) (feature.Reply, error) {
	return feature.Reply{Work: &feature.Work{Private: true, Update: true, Do: func(ctx context.Context, s feature.Screen) error {
		g, err := h.groupOf(ctx, p, gap)
		if err != nil {
			return err
		}
		m, err := h.tried(ctx, p, g, page)
		if err != nil {
			return err
		}
		_, err = s.Show(ctx, []render.Message{m})
		return err
	}}}, nil
}

func (h *Handler) tried(ctx context.Context, p feature.Press, g group, page int) (render.Message, error) {
	if g == nil {
		return h.gapMessage(ctx, p, g, page)
	}
	a, library, err := h.askAgain(ctx, p.Guild, p.Locale, g[0])
	if err != nil {
		return render.Message{}, err
	}
	w := words.In(p.Locale)
	m := render.Answer(w, library, &a, g[0].Question)[0]
	row := render.Row{render.Button{Label: w.Say("button.back"), ID: feature.ButtonID(verbGap, g.id(), page)}}
	if a.Answered {
		send := render.Button{Label: w.Say("gaps.send"), Emoji: "📨", ID: feature.ButtonID(verbSend, g.id(), page), Style: render.Primary}
		row = append(render.Row{send}, row...)
	}
	m.Rows = []render.Row{row}
	return m, nil
}

// askAgain asks a gap's question where it was asked, by itself.
func (h *Handler) askAgain(ctx context.Context, guild, locale string, gap gapstore.Gap) (answer.Answer, feature.Library, error) {
	library, err := h.Resolver.Library(ctx, h.Access.Rights.At(ctx, guild, gap.Channel))
	if err != nil {
		return answer.Answer{}, nil, err
	}
	a, err := h.Answerer.Ask(ctx, answer.Question{Text: gap.Question, Language: locale, Guild: guild, Within: library})
	a.Question = gap.Question
	return a, library, err
}

// sendGap answers the posts of a group anew, and tells who asked. What is still
// not answered in its own wording stays a gap.
func (h *Handler) sendGap(_ context.Context, p feature.Press, gap string, page int) (feature.Reply, error) {
	return h.onGroup(p, gap, page, func(ctx context.Context, g group) (string, []render.Button, error) {
		told, shown := 0, 0
		for _, post := range g.posts() {
			done, reached, err := h.answerAnew(ctx, p, g, post)
			if err != nil {
				return "", nil, err
			}
			told += reached
			if done {
				shown++
			}
		}
		err := h.Store.AddAuditOf(ctx, p.Guild, p.Person.ID, "gaps.send", g.asked()[0])
		said := words.In(p.Locale).Say("gaps.sent", "told", strconv.Itoa(told), "posts", strconv.Itoa(shown))
		return said, nil, err
	}), nil
}

// answerAnew asks the question of a declined post again. Where there is an
// answer now it stands in the place of the refusal, and who asked is told.
func (h *Handler) answerAnew(ctx context.Context, p feature.Press, g group, id string) (done bool, told int, err error) {
	post, err := h.Store.PostIn(ctx, p.Guild, id)
	if err != nil || post.Answer.Answered {
		return false, 0, store.IgnoreNotFound(err)
	}
	var gaps group
	for _, gap := range g {
		if gap.Post == id {
			gaps = append(gaps, gap)
		}
	}
	a, library, err := h.askAgain(ctx, p.Guild, post.Locale, gaps[0])
	if err != nil || !a.Answered {
		return false, 0, err
	}
	askers, err := h.Store.Askers(ctx, p.Guild, gaps.ids())
	if err != nil {
		return false, 0, err
	}
	post.Answer = a
	if err := h.Store.AddPost(ctx, post); err != nil {
		return false, 0, err
	}
	if err := h.Store.SetGaps(ctx, p.Guild, gaps.ids(), gapstore.Filed); err != nil {
		return false, 0, err
	}
	h.Posts.RepaintAll(ctx, []string{id})
	for _, asker := range askers {
		w := words.In(cmp.Or(asker.Locale, post.Locale))
		m := render.Answer(w, library, &a, a.Question)[0]
		m.Content = w.Say("gaps.now", "channel", "<#"+post.Channel+">")
		if h.tellOne(ctx, p, asker, m) {
			told++
		}
	}
	return true, told, nil
}

// tellOne writes to who asked, in private, or where they take no messages, in
// the channel where they asked. It reports whether they were reached. Who has left
// the guild is not written to.
func (h *Handler) tellOne(ctx context.Context, p feature.Press, a gapstore.Asker, m render.Message) bool {
	if a.Person == p.Person.ID || h.Chat == nil {
		return false
	}
	_, err := h.Access.Rights.Member(ctx, p.Guild, a.Person)
	if errors.Is(err, feature.ErrGone) {
		return false
	}
	if err == nil {
		err = h.Chat.Direct(ctx, a.Person, m)
	}
	if errors.Is(err, feature.ErrNotAllowed) && a.Channel != "" && !h.askedInPrivate(ctx, a.Post) {
		m.Content = "<@" + a.Person + ">"
		_, err = h.Chat.Post(ctx, a.Channel, []render.Message{m})
	}
	if err != nil {
		h.Log.Warn("somebody who asked could not be told the answer", "guild", p.Guild, "post", a.Post, "error", err)
	}
	return err == nil
}
