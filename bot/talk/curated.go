package talk

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
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
func (d *Desk) curatedFor(ctx context.Context, q *feature.Question, a *answer.Answer) (f found, err error) {
	if q.Guild == "" || q.Settings.Curated == feature.Off {
		return f, nil
	}
	list, err := d.Store.CuratedQuestions(ctx, q.Guild)
	if err != nil {
		return f, err
	}
	sees := d.access.SeenIn(ctx, q.Place)
	if q.Private {
		sees = d.access.SeenBy(ctx, q.Person, q.Place)
	}
	list = slices.DeleteFunc(list, func(c store.CuratedQuestion) bool { return !sees(c.Channel) })
	if len(list) == 0 {
		return f, nil
	}
	questions := make([]string, len(list))
	for i, c := range list {
		questions[i] = c.Question
	}
	i, same, err := d.judge.Find(ctx, cmp.Or(a.Rewritten, q.Text), questions)
	switch {
	case err != nil:
		d.Log.Warn("moderators' answers could not be compared by meaning", "guild", q.Guild, "error", err)
	case i >= 0 && same:
		f.same = list[i].Curated
	case i >= 0:
		f.similar = list[i].Curated
	}
	return f, nil
}

// curatedOf is the moderator's answer that stands with a post, if it has not
// been taken back since.
func (d *Desk) curatedOf(ctx context.Context, p *store.Post) (c store.Curated, ok bool, err error) {
	if p.Curated == 0 {
		return c, false, nil
	}
	c, err = d.Store.Curated(ctx, p.Guild, p.Curated)
	if errors.Is(err, store.ErrNotFound) {
		return c, false, nil
	}
	return c, err == nil, err
}

// moderators is a moderator's answer for laying out.
func moderators(c store.Curated, asked string) render.Curated {
	return render.Curated{Asked: asked, Text: c.Text, Name: c.Name, Date: c.At.UTC().Format(time.DateOnly)}
}

// curatedSeen is a moderator's answer with those of its questions that a person
// may see; it is unknown to who may see none.
func (d *Desk) curatedSeen(ctx context.Context, p feature.Press, number int64) (c store.Curated, known bool, err error) {
	c, err = d.Store.Curated(ctx, p.Guild, number)
	if errors.Is(err, store.ErrNotFound) {
		return c, false, nil
	}
	sees := d.access.SeenBy(ctx, p.Person, p.Place)
	c.Questions = slices.DeleteFunc(c.Questions, func(q store.Asked) bool { return !sees(q.Channel) })
	return c, err == nil && len(c.Questions) > 0, err
}

// showSimilar shows, to the person alone, what a moderator answered to a
// similar question. The button's ID holds the post, for its guild.
func (d *Desk) showSimilar(ctx context.Context, p feature.Press, _ string, number int) (feature.Reply, error) {
	c, known, err := d.curatedSeen(ctx, p, int64(number))
	if err != nil {
		return feature.Reply{}, err
	}
	if !known {
		m := feature.Notice(p.Locale, "curated.gone")
		return feature.Reply{Message: &m, Private: true}, nil
	}
	m := render.Message{Embeds: []render.Embed{render.Moderator(words.In(p.Locale), moderators(c, c.Questions[0].Question))}}
	return feature.Reply{Message: &m, Private: true}, nil
}

// similarButton offers a moderator's answer to a similar question.
func similarButton(w words.Words, p *store.Post) []render.Row {
	if p.Similar == 0 {
		return nil
	}
	return []render.Row{{render.Button{
		Label: w.Say("curated.similar"), Emoji: "🧑‍🏫", ID: verbSimilar + "|" + p.ID + "|" + strconv.FormatInt(p.Similar, 10),
	}}}
}
