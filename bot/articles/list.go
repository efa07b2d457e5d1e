package articles

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
)

// articlesOnPage is how many articles stand on a page of the list.
const articlesOnPage = 10

// searched makes a search fit a button's ID, where "|" divides the parts.
func searched(s string) string {
	return render.Cut(strings.ReplaceAll(render.Clean(s), "|", " "), longestSearch)
}

// listArticles answers /articles list.
func (h *Handler) listArticles(_ context.Context, in feature.Invocation) (feature.Reply, error) {
	return feature.Later(func(ctx context.Context) (render.Message, error) {
		return h.articlesPage(ctx, in.Person, in.Guild, searched(in.Options["search"]), 0)
	}), nil
}

// turnArticles turns the pages of the list.
func (h *Handler) turnArticles(ctx context.Context, p feature.Press, search string, page int) (feature.Reply, error) {
	m, err := h.articlesPage(ctx, p.Person, p.Guild, search, page)
	return feature.Reply{Update: &m}, err
}

// articlesPage lists a guild's own articles whose titles or sources hold what is
// searched for.
func (h *Handler) articlesPage(ctx context.Context, p feature.Person, guild, search string, page int) (render.Message, error) {
	all, err := h.Articles.Kept(ctx, guild)
	if err != nil {
		return render.Message{}, err
	}
	w := words.In(p.Locale)
	parts := strings.Fields(strings.ToLower(search))
	list := slices.DeleteFunc(slices.Clone(all), func(k Kept) bool {
		return !feature.HoldsAll(strings.Join([]string{titleOf(k), k.Source, k.From}, " "), parts)
	})
	pages := max(1, (len(list)+articlesOnPage-1)/articlesOnPage)
	page = min(page, pages-1)
	var lines []string
	for i, k := range list[page*articlesOnPage : min(len(list), (page+1)*articlesOnPage)] {
		lines = append(lines, articleLines(page*articlesOnPage+i+1, k)...)
	}
	switch {
	case len(all) == 0:
		lines = append(lines, w.Say("articles.own.none"))
	case len(list) == 0:
		lines = append(lines, w.Say("articles.own.nothing", "search", render.Escape(search)))
	}
	m := render.Notice(render.ColourPlain, strings.Join(lines, "\n"))
	m.Embeds[0].Title = w.Say("articles.own", "count", strconv.Itoa(len(list)))
	m.Embeds[0].Footer = &render.Footer{Text: w.Say("articles.own.foot")}
	m.Rows = feature.Pager(w, verbArticles, search, page, pages)
	return m, nil
}

// articleLines are those of an article in the list.
func articleLines(n int, k Kept) []string {
	name := render.Cut(render.Clean(titleOf(k)), 150)
	title := render.Escape(name)
	if link := render.Link(k.URL, ""); link != "" && len(link) < 300 {
		title = render.LinkText(name, link)
	}
	about := []string{}
	for _, part := range []string{k.Source, k.Date(), k.From} {
		if part = render.Cut(render.Clean(part), 80); part != "" {
			about = append(about, render.Escape(part))
		}
	}
	size := strconv.Itoa(max(1, len(k.Text)>>10)) + " kB"
	return []string{"**" + strconv.Itoa(n) + ".** " + title, "-# " + strings.Join(append(about, size), " · ")}
}

// suggest completes what is to be removed.
func (h *Handler) suggest(ctx context.Context, in feature.Invocation, option, typed string) ([]feature.Choice, error) {
	switch {
	case !in.Moderates():
	case option == "article":
		return h.suggestOwn(ctx, in, typed)
	case option == "remove":
		return h.suggestGolden(ctx, in, typed)
	}
	return nil, nil
}

// suggestOwn completes the article to be removed.
func (h *Handler) suggestOwn(ctx context.Context, in feature.Invocation, typed string) ([]feature.Choice, error) {
	list, err := h.Articles.Kept(ctx, in.Guild)
	if err != nil {
		return nil, err
	}
	parts := strings.Fields(strings.ToLower(typed))
	var choices []feature.Choice
	for _, k := range list {
		if len(choices) < render.MaxChoices && feature.HoldsAll(titleOf(k)+" "+k.From, parts) && render.Length(k.ID) <= render.MaxChoice {
			choices = append(choices, feature.Choice{Name: render.Cut(titleOf(k), render.MaxChoice), Value: k.ID})
		}
	}
	return choices, nil
}

// named finds one of a guild's articles by its ID, or else by its title, for
// who types one instead of choosing it.
func named(list []Kept, name string) (Kept, bool) {
	for _, same := range []func(Kept) bool{
		func(k Kept) bool { return k.ID == name },
		func(k Kept) bool { return strings.EqualFold(titleOf(k), render.Clean(name)) },
	} {
		if i := slices.IndexFunc(list, same); i >= 0 {
			return list[i], true
		}
	}
	return Kept{}, false
}

// removeArticle drops an article.
func (h *Handler) removeArticle(_ context.Context, in feature.Invocation) (feature.Reply, error) {
	w := words.In(in.Locale)
	return feature.Reply{Work: &feature.Work{Private: true, Patience: articlesPatience, Do: func(ctx context.Context, s feature.Screen) error {
		list, err := h.Articles.Kept(ctx, in.Guild)
		if err != nil {
			return err
		}
		k, ok := named(list, in.Options["article"])
		if ok {
			err = h.Articles.Remove(ctx, in.Guild, k.ID)
		} else {
			err = &Refusal{Key: RefusedUnknown}
		}
		if refused, ok := refusal(w, err); ok {
			_, err := s.Show(ctx, []render.Message{refused})
			return err
		}
		if err == nil {
			err = h.Store.AddAudit(ctx, in.Guild, in.Person.ID, "articles.remove", titleOf(k))
		}
		if err == nil {
			_, err = s.Show(ctx, []render.Message{render.Notice(render.ColourPlain, w.Say("articles.removed", "title", feature.Bold(titleOf(k))))})
		}
		return err
	}}}, nil
}

// mostFailures is how many articles that could not be read are named.
const mostFailures = 8

// refreshArticles reads again what came by links.
func (h *Handler) refreshArticles(_ context.Context, in feature.Invocation) (feature.Reply, error) {
	w := words.In(in.Locale)
	return feature.Reply{Work: &feature.Work{Private: true, Patience: articlesPatience, Do: func(ctx context.Context, s feature.Screen) error {
		r, err := h.Articles.Refresh(ctx, in.Guild, showSteps(ctx, w, s))
		if m, ok := h.notTaken(ctx, in.Request, err); ok {
			_, err := s.Show(ctx, []render.Message{m})
			return err
		}
		slow := errors.Is(err, context.DeadlineExceeded)
		if err != nil && !slow {
			return err
		}
		numbers := []string{"changed", strconv.Itoa(r.Changed), "unchanged", strconv.Itoa(r.Unchanged), "failed", strconv.Itoa(len(r.Failed))}
		lines := []string{w.Say("articles.refreshed", numbers...)}
		for _, f := range r.Failed[:min(len(r.Failed), mostFailures)] {
			lines = append(lines, "- "+feature.Bold(f.Title)+": "+failure(w, f.Err))
		}
		if err := h.Store.AddAudit(ctx, in.Guild, in.Person.ID, "articles.refresh", strconv.Itoa(r.Changed)); err != nil {
			return err
		}
		_, err = s.Show(ctx, []render.Message{render.Notice(render.ColourPlain, strings.Join(lines, "\n"))})
		return err
	}}}, nil
}
