package gaps

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store/gapstore"
	"footnote/bot/words"
)

// answersPage is how many of the moderators' answers stand on a page.
const answersPage = 10

func (h *Handler) turnAnswers(ctx context.Context, p feature.Press, _ string, page int) (feature.Reply, error) {
	m, err := h.answersMessage(ctx, p, page, "")
	return feature.Reply{Update: &m}, err
}

// answersMessage lists a guild's moderators' answers, newest first.
func (h *Handler) answersMessage(ctx context.Context, p feature.Press, page int, said string) (render.Message, error) {
	all, err := h.answersSeen(ctx, p)
	if err != nil {
		return render.Message{}, err
	}
	w := words.In(p.Locale)
	pages := max(1, (len(all)+answersPage-1)/answersPage)
	page = min(page, pages-1)
	choose := render.Select{ID: feature.ButtonID(verbAnswer, "", page), Placeholder: w.Say("answers.choose"), Min: 1}
	var lines []string
	if said != "" {
		lines = append(lines, said, "")
	}
	for i, c := range all[page*answersPage : min(len(all), (page+1)*answersPage)] {
		asked := render.Clean(c.Questions[0].Question)
		at := strconv.Itoa(page*answersPage + i + 1)
		lines = append(lines, "**"+at+".** "+render.Escape(render.Cut(asked, 200)), "-# "+render.Escape(render.Cut(render.Clean(c.Text), 120)))
		choose.Options = append(choose.Options, render.Option{Label: at + ". " + asked, Value: strconv.FormatInt(c.ID, 10)})
	}
	if len(all) == 0 {
		lines = append(lines, w.Say("answers.none"))
	}
	m := render.Notice(render.ColourCurated, strings.Join(lines, "\n"))
	m.Embeds[0].Title = w.Say("answers.title", "count", strconv.Itoa(len(all)))
	if len(choose.Options) > 0 {
		m.Rows = append(m.Rows, render.Row{choose})
	}
	m.Rows = append(m.Rows, feature.Pager(w, verbAnswers, "", page, pages)...)
	m.Rows = append(m.Rows, render.Row{render.Button{Label: w.Say("gaps.button"), ID: feature.ButtonID(verbGaps, "", 0)}})
	return m, nil
}

// chooseAnswer shows one of the moderators' answers, which was chosen.
func (h *Handler) chooseAnswer(ctx context.Context, p feature.Press, number string, page int) (feature.Reply, error) {
	if len(p.Values) == 1 {
		number = p.Values[0]
	}
	c, known, err := h.curatedNumbered(ctx, p, number)
	if err != nil {
		return feature.Reply{}, err
	}
	if !known {
		m, err := h.answersMessage(ctx, p, page, words.In(p.Locale).Say("curated.gone"))
		return feature.Reply{Update: &m}, err
	}
	w := words.In(p.Locale)
	m := render.Message{Embeds: []render.Embed{render.Moderator(w, c.Shown(c.Questions[0].Question))}}
	if len(wordingsOf(c)) > 1 {
		m.Embeds = append(m.Embeds, render.Embed{
			Title: w.Say("gaps.wordings"), Description: strings.Join(feature.Bullets(wordingsOf(c)[1:]), "\n"), Colour: render.ColourPlain,
		})
	}
	m.Rows = []render.Row{{
		render.Button{Label: w.Say("answers.rewrite"), Emoji: "✍️", ID: feature.ButtonID(verbRewrite, number, page)},
		render.Button{Label: w.Say("answers.withdraw"), Emoji: "🗑️", ID: feature.ButtonID(verbWithdraw, number, page), Style: render.Danger},
		render.Button{Label: w.Say("button.back"), ID: feature.ButtonID(verbAnswers, "", page)},
	}}
	return feature.Reply{Update: &m}, nil
}

// answersSeen are a guild's moderators' answers to what a person may see, newest
// first.
func (h *Handler) answersSeen(ctx context.Context, p feature.Press) (list []gapstore.Curated, err error) {
	list, err = h.Store.AllCurated(ctx, p.Guild)
	sees := h.Access.SeenBy(ctx, p.Person, p.Place)
	for i := range list {
		list[i].Questions = seenOf(list[i].Questions, sees)
	}
	return slices.DeleteFunc(list, func(c gapstore.Curated) bool { return len(c.Questions) == 0 }), err
}

// wordingsOf are the different questions of a moderator's answer.
func wordingsOf(c gapstore.Curated) (list []string) {
	for _, q := range c.Questions {
		if !slices.Contains(list, q.Question) {
			list = append(list, q.Question)
		}
	}
	return list
}

// curatedNumbered is the answer that a button's ID names.
func (h *Handler) curatedNumbered(ctx context.Context, p feature.Press, number string) (c gapstore.Curated, known bool, err error) {
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return c, false, nil
	}
	return h.curatedSeen(ctx, p, n)
}

// openRewrite asks for a moderator's answer in other words.
func (h *Handler) openRewrite(ctx context.Context, p feature.Press, number string, page int) (feature.Reply, error) {
	c, known, err := h.curatedNumbered(ctx, p, number)
	if err != nil || !known {
		m := feature.Notice(p.Locale, "curated.gone")
		return feature.Reply{Message: &m, Private: true}, err
	}
	w := words.In(p.Locale)
	return feature.OpenForm(verbRewrite, number, page, w.Say("answers.rewrite"), render.Input{
		ID: feature.FieldText, Label: w.Say("gaps.reply.label"), Value: c.Text, Paragraph: true, Required: true, Max: render.MaxCurated,
	}), nil
}

// rewriteAnswer changes a moderator's answer, also where it is shown already.
func (h *Handler) rewriteAnswer(ctx context.Context, f feature.Form, number string, page int) (feature.Reply, error) {
	p, text := f.Press, render.Lines(f.Text)
	if text == "" {
		return h.openRewrite(ctx, p, number, page)
	}
	c, known, err := h.curatedNumbered(ctx, p, number)
	if err != nil || !known {
		m := feature.Notice(p.Locale, "curated.gone")
		return feature.Reply{Message: &m, Private: true}, err
	}
	return h.changeAnswer(p, c, page, "answers.rewrite", "answers.rewritten", func(ctx context.Context) error {
		return h.Store.SetCurated(ctx, p.Guild, c.ID, text, p.Person.ID, p.Name)
	}), nil
}

// withdrawAnswer takes a moderator's answer back, also from where it is shown.
func (h *Handler) withdrawAnswer(ctx context.Context, p feature.Press, number string, page int) (feature.Reply, error) {
	c, known, err := h.curatedNumbered(ctx, p, number)
	if err != nil || !known {
		m := feature.Notice(p.Locale, "curated.gone")
		return feature.Reply{Message: &m, Private: true}, err
	}
	return h.changeAnswer(p, c, page, "answers.withdraw", "answers.withdrawn", func(ctx context.Context) error {
		return h.Store.RemoveCurated(ctx, p.Guild, c.ID)
	}), nil
}

// changeAnswer changes a moderator's answer, writes that into the audit log and
// shows the posts that hold it anew.
func (h *Handler) changeAnswer(p feature.Press, c gapstore.Curated, page int, action, said string, change func(context.Context) error) feature.Reply {
	return feature.Reply{Work: &feature.Work{Private: true, Update: true, Do: func(ctx context.Context, s feature.Screen) error {
		posts, err := h.Store.PostsWithCurated(ctx, p.Guild, c.ID)
		if err != nil {
			return err
		}
		if err := change(ctx); err != nil {
			return err
		}
		if err := h.Store.AddAuditOf(ctx, p.Guild, p.Person.ID, action, c.Questions[0]); err != nil {
			return err
		}
		h.Posts.RepaintAll(ctx, posts)
		m, err := h.answersMessage(ctx, p, page, words.In(p.Locale).Say(said))
		if err != nil {
			return err
		}
		_, err = s.Show(ctx, []render.Message{m})
		return err
	}}}
}
