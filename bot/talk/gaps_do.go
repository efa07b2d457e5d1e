package talk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/words"
)

// openAddFor asks for a link to an article for a group.
func (d *Desk) openAddFor(_ context.Context, p feature.Press, gap string, page int) (feature.Reply, error) {
	if d.Articles == nil {
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
func (d *Desk) addFor(_ context.Context, f feature.Form, _ string, _ int) (feature.Reply, error) {
	if d.Articles == nil {
		m := feature.Notice(f.Locale, "gaps.add.none")
		return feature.Reply{Message: &m, Private: true}, nil
	}
	return d.addArticle(f.Request, strings.TrimSpace(f.Text), feature.Upload{}), nil
}

// putAside takes a group off the list: it is not for this guild, now and when
// it is asked again.
func (d *Desk) putAside(_ context.Context, p feature.Press, gap string, page int) (feature.Reply, error) {
	return d.onGroup(p, gap, page, func(ctx context.Context, g group) (string, []render.Button, error) {
		err := d.Store.SetGaps(ctx, p.Guild, g.ids(), store.Aside)
		if err == nil {
			err = d.Store.AddAuditOf(ctx, p.Guild, p.Person.ID, "gaps.aside", g.asked()[0])
		}
		w := words.In(p.Locale)
		undo := render.Button{Label: w.Say("gaps.undo"), Emoji: "↩️", ID: feature.ButtonID(verbBack, g.id(), page)}
		return w.Say("gaps.asided", "question", render.Escape(render.Cut(render.Clean(g[0].Question), 200))), []render.Button{undo}, err
	}), nil
}

// takeBack undoes what was put aside in one go: the gaps that mean the same.
func (d *Desk) takeBack(_ context.Context, p feature.Press, gap string, page int) (feature.Reply, error) {
	return feature.Reply{Work: &feature.Work{Private: true, Update: true, Do: func(ctx context.Context, s feature.Screen) error {
		ids, question, err := d.asideLike(ctx, p, gap)
		if err != nil {
			return err
		}
		if err := d.Store.SetGaps(ctx, p.Guild, ids, store.Waiting); err != nil {
			return err
		}
		if err := d.Store.AddAuditOf(ctx, p.Guild, p.Person.ID, "gaps.back", question); err != nil {
			return err
		}
		m, err := d.gapsMessage(ctx, p.Person, p.Place, page, "")
		if err != nil {
			return err
		}
		_, err = s.Show(ctx, []render.Message{m})
		return err
	}}}, nil
}

// asideLike are the gaps put aside that mean the same as one of them.
func (d *Desk) asideLike(ctx context.Context, p feature.Press, gap string) (ids []int64, question store.Asked, err error) {
	aside, err := d.gapsFor(ctx, p.Person, p.Place, d.Store.Asides)
	if err != nil {
		return nil, question, err
	}
	var questions []string
	for _, g := range aside {
		questions = append(questions, g.Question)
	}
	members, err := d.judge.Group(ctx, questions)
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
func (d *Desk) onGroup(p feature.Press, gap string, page int, do func(ctx context.Context, g group) (said string, more []render.Button, err error)) feature.Reply {
	return feature.Reply{Work: &feature.Work{Private: true, Update: true, Do: func(ctx context.Context, s feature.Screen) error {
		g, err := d.groupOf(ctx, p, gap)
		if err != nil {
			return err
		}
		said, more := words.In(p.Locale).Say("gaps.settled"), []render.Button(nil)
		if g != nil {
			if said, more, err = do(ctx, g); err != nil {
				return err
			}
		}
		m, err := d.gapsMessage(ctx, p.Person, p.Place, page, said, more...)
		if err != nil {
			return err
		}
		_, err = s.Show(ctx, []render.Message{m})
		return err
	}}}
}

// openReply asks for a moderator's answer to a group.
func (d *Desk) openReply(_ context.Context, p feature.Press, gap string, page int) (feature.Reply, error) {
	w := words.In(p.Locale)
	return feature.OpenForm(verbReply, gap, page, w.Say("gaps.reply"), render.Input{
		ID: feature.FieldText, Label: w.Say("gaps.reply.label"), Placeholder: w.Say("gaps.reply.hint"), Paragraph: true, Required: true, Max: render.MaxCurated,
	}), nil
}

// replyToGap takes a moderator's answer to a group: it is kept for when the
// question is asked again, told to who asked, and put with the posts.
func (d *Desk) replyToGap(ctx context.Context, f feature.Form, gap string, page int) (feature.Reply, error) {
	p, text := f.Press, render.Lines(f.Text)
	if text == "" {
		return d.openReply(ctx, p, gap, page)
	}
	return d.onGroup(p, gap, page, func(ctx context.Context, g group) (string, []render.Button, error) {
		said, err := d.settle(ctx, p, g, text)
		return said, nil, err
	}), nil
}

// settle keeps the answer to a group and spreads it, and says what was done.
func (d *Desk) settle(ctx context.Context, p feature.Press, g group, text string) (string, error) {
	answer := store.Curated{Guild: p.Guild, Questions: g.asked(), Text: text, Person: p.Person.ID, Name: p.Name}
	number, err := d.Store.AddCurated(ctx, answer)
	if err != nil {
		return "", err
	}
	if err := d.Store.AddAuditOf(ctx, p.Guild, p.Person.ID, "gaps.answer", g.asked()[0]); err != nil {
		return "", err
	}
	askers, err := d.Store.Askers(ctx, p.Guild, g.ids())
	if err != nil {
		return "", err
	}
	for _, post := range g.posts() {
		if err := d.Store.SetPostCurated(ctx, p.Guild, post, number); err != nil {
			return "", err
		}
	}
	if err := d.Store.SetGaps(ctx, p.Guild, g.ids(), store.Filed); err != nil {
		return "", err
	}
	answer.At = d.Now()
	shown := d.repaintAll(ctx, g.posts())
	told := d.tellAskers(ctx, p, g, answer, askers)
	return words.In(p.Locale).Say("gaps.replied", "told", strconv.Itoa(told), "posts", strconv.Itoa(shown)), nil
}

// tellAskers writes a moderator's answer to each who asked, and returns how
// many were reached.
func (d *Desk) tellAskers(ctx context.Context, p feature.Press, g group, answer store.Curated, askers []store.Asker) (told int) {
	for _, a := range askers {
		w := words.In(a.Locale)
		asked := g[0].Question
		if i := slices.IndexFunc(g, func(gap store.Gap) bool { return gap.Post == a.Post }); i >= 0 {
			asked = g[i].Question
		}
		m := render.Message{Embeds: []render.Embed{render.Moderator(w, moderators(answer, asked))}}
		m.Content = w.Say("curated.told", "channel", "<#"+a.Channel+">")
		if d.tellOne(ctx, p, a, m) {
			told++
		}
	}
	return told
}

// askedInPrivate tells whether only the asker saw a post, or that is not known
// any more: then nothing about it belongs into a channel.
func (d *Desk) askedInPrivate(ctx context.Context, post string) bool {
	p, err := d.Store.Post(ctx, post)
	return err != nil || p.Private
}
