package gaps

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/bot/words"
)

// openAddFor asks for a link to an article for a group.
func (h *Handler) openAddFor(_ context.Context, p feature.Press, gap string, page int) (feature.Reply, error) {
	if h.AddArticle == nil {
		m := feature.Notice(p.Locale, "gaps.add.none")
		return feature.Reply{Message: &m, Private: true}, nil
	}
	w := words.In(p.Locale)
	return feature.OpenForm(verbAddFor, gap, page, w.Say("gaps.add"), render.Input{
		ID: feature.FieldText, Label: w.Say("gaps.add.label"), Placeholder: "https://", Required: true, Max: 1000,
	}), nil
}

// addFor takes a link to an article for a group, and adds it as /articles add
// does.
func (h *Handler) addFor(_ context.Context, f feature.Form, _ string, _ int) (feature.Reply, error) {
	if h.AddArticle == nil {
		m := feature.Notice(f.Locale, "gaps.add.none")
		return feature.Reply{Message: &m, Private: true}, nil
	}
	return h.AddArticle(f.Request, strings.TrimSpace(f.Text)), nil
}

// putAside takes a group off the list: it is not for this guild, now and when
// it is asked again.
func (h *Handler) putAside(_ context.Context, p feature.Press, gap string, page int) (feature.Reply, error) {
	return h.onGroup(p, gap, page, func(ctx context.Context, g group) (string, []render.Button, error) {
		err := h.Store.SetGaps(ctx, p.Guild, g.ids(), gapstore.Aside)
		if err == nil {
			err = h.Store.AddAuditOf(ctx, p.Guild, p.Person.ID, "gaps.aside", g.asked()[0])
		}
		w := words.In(p.Locale)
		undo := render.Button{Label: w.Say("gaps.undo"), Emoji: "↩️", ID: feature.ButtonID(verbBack, g.id(), page)}
		return w.Say("gaps.asided", "question", render.Escape(render.Cut(render.Clean(g[0].Question), 200))), []render.Button{undo}, err
	}), nil
}

// takeBack undoes what was put aside in one go: the gaps that mean the same.
func (h *Handler) takeBack(_ context.Context, p feature.Press, gap string, page int) (feature.Reply, error) {
	return feature.Reply{Work: &feature.Work{Private: true, Update: true, Do: func(ctx context.Context, s feature.Screen) error {
		ids, question, err := h.asideLike(ctx, p, gap)
		if err != nil {
			return err
		}
		if err := h.Store.SetGaps(ctx, p.Guild, ids, gapstore.Waiting); err != nil {
			return err
		}
		if err := h.Store.AddAuditOf(ctx, p.Guild, p.Person.ID, "gaps.back", question); err != nil {
			return err
		}
		m, err := h.gapsMessage(ctx, p.Person, p.Place, page, "")
		if err != nil {
			return err
		}
		_, err = s.Show(ctx, []render.Message{m})
		return err
	}}}, nil
}

// asideLike are the gaps put aside that mean the same as one of them.
func (h *Handler) asideLike(ctx context.Context, p feature.Press, gap string) (ids []int64, question store.Asked, err error) {
	aside, err := h.gapsFor(ctx, p.Person, p.Place, h.Store.Asides)
	if err != nil {
		return nil, question, err
	}
	var questions []string
	for _, g := range aside {
		questions = append(questions, g.Question)
	}
	members, err := h.Judge.Group(ctx, questions)
	if err != nil {
		return nil, question, err
	}
	for _, indexes := range members {
		i := slices.IndexFunc(indexes, func(i int) bool { return gapID(aside[i]) == gap })
		if i < 0 {
			continue
		}
		for _, j := range indexes {
			ids = append(ids, aside[j].ID)
		}
		return ids, group{aside[indexes[i]]}.asked()[0], nil
	}
	return nil, question, nil
}

// onGroup does something to a group and shows the list after it.
func (h *Handler) onGroup(p feature.Press, gap string, page int, do func(ctx context.Context, g group) (said string, more []render.Button, err error)) feature.Reply {
	return feature.Reply{Work: &feature.Work{Private: true, Update: true, Do: func(ctx context.Context, s feature.Screen) error {
		g, err := h.groupOf(ctx, p, gap)
		if err != nil {
			return err
		}
		said, more := words.In(p.Locale).Say("gaps.settled"), []render.Button(nil)
		if g != nil {
			if said, more, err = do(ctx, g); err != nil {
				return err
			}
		}
		m, err := h.gapsMessage(ctx, p.Person, p.Place, page, said, more...)
		if err != nil {
			return err
		}
		_, err = s.Show(ctx, []render.Message{m})
		return err
	}}}
}

// openReply asks for a moderator's answer to a group.
func openReply(_ context.Context, p feature.Press, gap string, page int) (feature.Reply, error) {
	w := words.In(p.Locale)
	return feature.OpenForm(verbReply, gap, page, w.Say("gaps.reply"), render.Input{
		ID: feature.FieldText, Label: w.Say("gaps.reply.label"), Placeholder: w.Say("gaps.reply.hint"), Paragraph: true, Required: true, Max: render.MaxCurated,
	}), nil
}

// replyToGap takes a moderator's answer to a group: it is kept for when the
// question is asked again, told to who asked, and put with the posts.
func (h *Handler) replyToGap(ctx context.Context, f feature.Form, gap string, page int) (feature.Reply, error) {
	p, text := f.Press, render.Lines(f.Text)
	if text == "" {
		return openReply(ctx, p, gap, page)
	}
	return h.onGroup(p, gap, page, func(ctx context.Context, g group) (string, []render.Button, error) {
		said, err := h.settle(ctx, p, g, text)
		return said, nil, err
	}), nil
}

// settle keeps the answer to a group and spreads it, and says what was done.
func (h *Handler) settle(ctx context.Context, p feature.Press, g group, text string) (string, error) {
	answer := gapstore.Curated{Guild: p.Guild, Questions: g.asked(), Text: text, Person: p.Person.ID, Name: p.Name}
	number, err := h.Store.AddCurated(ctx, answer)
	if err != nil {
		return "", err
	}
	if err := h.Store.AddAuditOf(ctx, p.Guild, p.Person.ID, "gaps.answer", g.asked()[0]); err != nil {
		return "", err
	}
	askers, err := h.Store.Askers(ctx, p.Guild, g.ids())
	if err != nil {
		return "", err
	}
	for _, post := range g.posts() {
		if err := h.Store.SetPostCurated(ctx, p.Guild, post, number); err != nil {
			return "", err
		}
	}
	if err := h.Store.SetGaps(ctx, p.Guild, g.ids(), gapstore.Filed); err != nil {
		return "", err
	}
	answer.At = h.Now()
	shown := h.Posts.RepaintAll(ctx, g.posts())
	told := h.tellAskers(ctx, p, g, answer, askers)
	return words.In(p.Locale).Say("gaps.replied", "told", strconv.Itoa(told), "posts", strconv.Itoa(shown)), nil
}

// tellAskers writes a moderator's answer to each who asked, and returns how
// many were reached.
func (h *Handler) tellAskers(ctx context.Context, p feature.Press, g group, answer gapstore.Curated, askers []gapstore.Asker) (told int) {
	for _, a := range askers {
		w := words.In(a.Locale)
		asked := g[0].Question
		if i := slices.IndexFunc(g, func(gap gapstore.Gap) bool { return gap.Post == a.Post }); i >= 0 {
			asked = g[i].Question
		}
		m := render.Message{Embeds: []render.Embed{render.Moderator(w, answer.Shown(asked))}}
		m.Content = w.Say("curated.told", "channel", "<#"+a.Channel+">")
		if h.tellOne(ctx, p, a, m) {
			told++
		}
	}
	return told
}

// askedInPrivate reports whether only the asker saw a post, or that is not known
// any more: then nothing about it belongs into a channel.
func (h *Handler) askedInPrivate(ctx context.Context, post string) bool {
	p, err := h.Store.Post(ctx, post)
	return err != nil || p.Private
}
