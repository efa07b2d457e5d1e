package articles

import (
	"cmp"
	"context"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
	"footnote/corpus"
)

// Fields of the form with what is known of an article.
const (
	fieldTitle  = "title"
	fieldSource = "source"
	fieldDate   = "date"
	fieldURL    = "url"
)

// openDetails answers /articles edit with a form: title, outlet, date and link.
func (h *Handler) openDetails(ctx context.Context, in feature.Invocation) (feature.Reply, error) {
	list, err := h.Articles.Kept(ctx, in.Guild)
	if err != nil {
		return feature.Reply{}, err
	}
	k, ok := named(list, in.Options["article"])
	if !ok {
		return feature.Reply{}, feature.Wrong(RefusedUnknown)
	}
	w := words.In(in.Locale)
	field := func(id, value string, most int) render.Input {
		return render.Input{ID: id, Label: w.Say("articles.edit." + id), Value: render.Clean(value), Max: most}
	}
	url := field(fieldURL, k.URL, 1000)
	date := field(fieldDate, k.Date(), 40)
	date.Placeholder = "2025-08-07"
	form := &render.Modal{ID: feature.ButtonID(verbDescribe, k.ID, 0), Title: w.Say("articles.edit.form"),
		Inputs: []render.Input{field(fieldTitle, cmp.Or(k.Title, titleOf(k)), 200), field(fieldSource, k.Source, 100), date, url}}
	return feature.Reply{Modal: form}, nil
}

// describe takes what was written into the form.
func (h *Handler) describe(_ context.Context, f feature.Form, id string, _ int) (feature.Reply, error) {
	text := func(field string) string { return render.Clean(strings.TrimSpace(f.Fields[field])) }
	d := Details{Title: text(fieldTitle), Source: text(fieldSource), URL: strings.TrimSpace(f.Fields[fieldURL])}
	if date := text(fieldDate); date != "" {
		day, ok := corpus.ParseDate(date)
		if !ok {
			return feature.Reply{}, feature.Wrong("articles.edit.baddate", "text", render.Escape(render.Cut(date, 40)))
		}
		d.Published = day.Format("2006-01-02")
	}
	if d.URL != "" && render.Link(d.URL, "") == "" {
		return feature.Reply{}, feature.Wrong("articles.edit.badlink")
	}
	w := words.In(f.Locale)
	return feature.Reply{Work: &feature.Work{Private: true, Patience: articlesPatience, Do: func(ctx context.Context, s feature.Screen) error {
		err := h.Articles.Describe(ctx, f.Guild, id, d)
		if m, ok := h.notTaken(ctx, f.Request, err); ok {
			_, err := s.Show(ctx, []render.Message{m})
			return err
		}
		if err == nil {
			err = h.Store.AddAudit(ctx, f.Guild, f.Person.ID, "articles.edit", cmp.Or(d.Title, id))
		}
		if err == nil {
			_, err = s.Show(ctx, []render.Message{render.Notice(render.ColourPlain, w.Say("articles.edited", "title", feature.Bold(cmp.Or(d.Title, id))))})
		}
		return err
	}}}, nil
}
