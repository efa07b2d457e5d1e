package stats

import (
	"context"
	"strconv"
	"strings"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store/statstore"
	"footnote/bot/words"
	"footnote/retrieval"
)

// statsDays is how many days /stats covers where nobody says.
const statsDays = 30

// Feature declares /stats.
func (h *Handler) Feature() feature.Feature {
	return feature.Feature{Commands: []feature.Command{{
		Key: "stats", Moderators: true, Options: []feature.Option{{Key: "stats.days", Type: feature.Text, Values: []string{"7", "30", "90"}}},
		Run: func(_ context.Context, in feature.Invocation) (feature.Reply, error) { return h.showStats(in), nil },
	}}}
}

func (h *Handler) showStats(in feature.Invocation) feature.Reply {
	return feature.Reply{Work: &feature.Work{Private: true, Do: func(ctx context.Context, s feature.Screen) error {
		days, err := strconv.Atoi(in.Options["days"])
		if err != nil || days < 1 || days > 366 {
			days = statsDays
		}
		m, err := h.statsMessage(ctx, in, days)
		if err != nil {
			return err
		}
		_, err = s.Show(ctx, []render.Message{m})
		return err
	}}}
}

// statsMessage is a guild's figures as a picture, with the numbers beside it.
func (h *Handler) statsMessage(ctx context.Context, in feature.Invocation, days int) (render.Message, error) {
	t, err := h.Store.Stats(ctx, in.Guild, days)
	if err != nil {
		return render.Message{}, err
	}
	names, err := h.titles(ctx, in.Guild, t.Top)
	if err != nil {
		return render.Message{}, err
	}
	w := words.In(in.Locale)
	lines := figures(w, &t, names)
	m := render.Notice(render.ColourPlain, strings.Join(lines, "\n"))
	m.Embeds[0].Title = w.Say("stats.title", "count", strconv.Itoa(days))
	if t.Answered+t.Curated+t.Declined == 0 {
		return m, nil
	}
	picture, err := statsPicture(w, &t, names)
	if err != nil {
		h.Log.Warn("the figures could not be drawn", "guild", in.Guild, "error", err)
		return m, nil
	}
	m.Files = []render.File{{Name: "stats.png", ContentType: "image/png", Alt: strings.Join(lines, "\n"), Data: picture}}
	m.Embeds[0].Image = &render.Image{URL: "attachment://stats.png"}
	return m, nil
}

// figures are a guild's numbers as lines of text.
func figures(w words.Words, t *statstore.Stats, names []string) []string {
	total := t.Answered + t.Curated + t.Declined
	if total == 0 {
		return []string{w.Say("stats.none")}
	}
	lines := []string{
		w.Say("stats.questions", "count", strconv.Itoa(total), "day", decimal(w, float64(total)/float64(len(t.Days)))),
		w.Say("stats.answered", "count", strconv.Itoa(t.Answered), "share", percent(t.Answered, total)),
		w.Say("stats.declined", "count", strconv.Itoa(t.Declined), "share", percent(t.Declined, total)),
	}
	if t.Curated > 0 {
		lines = append(lines, w.Say("stats.curated", "count", strconv.Itoa(t.Curated), "share", percent(t.Curated, total)))
	}
	lines = append(lines,
		w.Say("stats.votes", "up", strconv.Itoa(t.Up), "down", strconv.Itoa(t.Down)),
		w.Say("stats.median", "time", seconds(w, t.Median)))
	if len(t.Top) > 0 {
		lines = append(lines, "", "**"+w.Say("stats.top")+"**")
	}
	for i, u := range t.Top {
		lines = append(lines, strconv.Itoa(i+1)+"\\. "+render.Escape(names[i])+" · "+strconv.Itoa(u.Times))
	}
	return lines
}

// titles are what the articles cited most are called; one that is not kept any
// more goes by its ID.
func (h *Handler) titles(ctx context.Context, guild string, top []statstore.ArticleUses) ([]string, error) {
	library, err := h.Resolver.Libraries.In(ctx, guild, retrieval.Filter{})
	if err != nil {
		return nil, err
	}
	var names []string
	for _, u := range top {
		name := u.Article
		if a, ok := library.Article(u.Article); ok {
			name = a.Name()
		}
		names = append(names, render.Cut(render.Clean(name), 120))
	}
	return names, nil
}

// decimal writes a number with one decimal as the language does.
func decimal(w words.Words, f float64) string {
	return strings.Replace(strconv.FormatFloat(f, 'f', 1, 64), ".", decimalMark(w), 1)
}

// decimalMark is what a language writes before decimals.
func decimalMark(w words.Words) string {
	if w.Locale == words.Default {
		return "."
	}
	return ","
}

// percent is a share in whole hundredths, rounded.
func percent(part, whole int) string { return strconv.Itoa((100*part + whole/2) / whole) }

// seconds writes a duration for people.
func seconds(w words.Words, d time.Duration) string {
	if d < time.Second {
		return w.Say("stats.milliseconds", "number", strconv.FormatInt(d.Milliseconds(), 10))
	}
	return w.Say("stats.seconds", "number", decimal(w, d.Seconds()))
}
