package summaries

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/corpus"
	"footnote/retrieval/answer/summary"
)

// Verbs of drafts and published summaries. Their IDs hold a summary.
const (
	verbPublish   = "sumpub"
	verbEdit      = "sumedit"
	verbShorter   = "sumshort"
	verbLonger    = "sumlong"
	verbDiscard   = "sumdrop"
	verbPin       = "sumpin"
	verbSign      = "sumname"
	verbTo        = "sumto"
	verbSumQuotes = "sumpass"
	verbSumPage   = "sumpage"
	verbLine      = "sumline"
	verbRevise    = "sumrev"
	verbWithdraw  = "sumtake"
	verbWithdrawn = "sumtaken"
)

// Feature declares /summary, and what everybody may look up under a published one.
func (h *Handler) Feature() feature.Feature {
	text := func(key string, most int) feature.Option {
		return feature.Option{Key: key, Type: feature.Text, Most: most}
	}
	channel := func(key string) feature.Option {
		return feature.Option{Key: key, Type: feature.Channel, Channels: feature.Writable}
	}
	articles := text("summary.articles", 1000)
	articles.Completed = true
	return feature.Feature{
		Commands: []feature.Command{{Key: "summary", Moderators: true, Run: h.summarise, Complete: suggestArticles, Options: []feature.Option{
			text("summary.topic", 300), channel("summary.discussion"), text("summary.since", 40), text("summary.until", 40), articles,
			{Key: "summary.length", Type: feature.Text, Values: []string{"short", "medium", "long"}},
			{Key: "summary.style", Type: feature.Text, Values: []string{string(summary.Bullets), string(summary.Timeline), string(summary.Briefing)}},
			channel("summary.channel"), {Key: "summary.language", Type: feature.Text, Languages: true},
			{Key: "summary.last", Type: feature.Integer, Least: 1, Most: lastMost},
		}}},
		Controls: append(h.draftControls(),
			feature.Control{Verb: verbSumQuotes, Press: func(ctx context.Context, p feature.Press, id string, _ int) (feature.Reply, error) {
				m, err := h.summaryQuotes(ctx, p, id, 0)
				return feature.Reply{Message: &m, Private: true}, err
			}},
			feature.Control{Verb: verbSumPage, Press: func(ctx context.Context, p feature.Press, id string, page int) (feature.Reply, error) {
				m, err := h.summaryQuotes(ctx, p, id, page)
				return feature.Reply{Update: &m}, err
			}}),
		Ticks: []feature.Tick{h.sweep},
	}
}

// draftControls are the buttons and menus under a draft.
func (h *Handler) draftControls() []feature.Control {
	press := func(verb string, do func(context.Context, feature.Press, *draft) (feature.Reply, error)) feature.Control {
		return feature.Control{Verb: verb, Press: func(ctx context.Context, p feature.Press, id string, _ int) (feature.Reply, error) {
			dr, err := h.draftOf(ctx, p, id)
			if err != nil {
				return feature.Reply{}, err
			}
			return do(ctx, p, dr)
		}}
	}
	open := func(verb string, do func(context.Context, feature.Press, *draft) (feature.Reply, error)) feature.Control {
		return feature.Control{Verb: verb, Press: func(ctx context.Context, p feature.Press, id string, _ int) (feature.Reply, error) {
			dr, err := h.openOf(ctx, p, id)
			if err != nil {
				return feature.Reply{}, err
			}
			return do(ctx, p, dr)
		}}
	}
	edit, line := open(verbEdit, openEdit), open(verbLine, openLine)
	edit.Submit, line.Submit = h.editDraft, h.editLine
	return feature.ForModerators(edit, line, open(verbRevise, revise), open(verbWithdraw, askToWithdraw), open(verbWithdrawn, h.withdraw), press(verbPublish, h.publish), press(verbShorter, h.shorter), press(verbLonger, h.longer),
		press(verbDiscard, h.discard), press(verbPin, h.togglePin), press(verbSign, h.toggleSign), press(verbTo, h.chooseChannel))
}

// Lengths of summaries by the name of the choice.
var lengths = map[string]int{"short": summary.Short, "medium": summary.Medium, "long": summary.Long}

// summarise answers /summary with a draft that only the moderator sees.
func (h *Handler) summarise(ctx context.Context, in feature.Invocation) (feature.Reply, error) {
	dr, err := h.newDraft(ctx, in)
	if err != nil {
		return feature.Reply{}, err
	}
	return feature.Reply{Work: &feature.Work{Private: true, Do: func(ctx context.Context, s feature.Screen) error { return h.draw(ctx, dr, s) }}}, nil
}

// newDraft reads the command's options.
func (h *Handler) newDraft(ctx context.Context, in feature.Invocation) (*draft, error) {
	o := in.Options
	dr := &draft{
		ID: in.ID, Guild: in.Guild, Person: in.Person.ID, Locale: in.Locale, Name: in.Person.Name,
		who: in.Person, From: in.Place, Channel: cmp.Or(o["channel"], in.Channel), Discussion: o["discussion"],
	}
	now := h.Now()
	var err error
	if o["channel"] != "" {
		if err = h.Access.MayWrite(ctx, in.Person, in.Guild, dr.Channel, in.Named); err != nil {
			return nil, err
		}
	}
	if dr.Request.Since, err = momentOf(o["since"], now); err != nil {
		return nil, err
	}
	if dr.Request.Until, err = momentOf(o["until"], now); err != nil {
		return nil, err
	}
	dr.Request.Topic, dr.Request.Lines = strings.TrimSpace(o["topic"]), lengths[o["length"]]
	dr.Request.Style, dr.Request.Language, dr.Request.Guild = summary.Style(o["style"]), cmp.Or(o["language"], in.Locale), in.Guild
	if dr.Request.Lines == 0 {
		dr.Request.Lines = summary.Medium
	}
	if dr.Discussion != "" {
		return dr, h.checkDiscussion(ctx, in, dr)
	}
	if dr.Request.Topic == "" && o["articles"] == "" && dr.Request.Since.IsZero() {
		return nil, feature.Wrong("summary.what")
	}
	dr.Request.Articles, err = articlesNamed(ctx, in.Request, o["articles"])
	return dr, err
}

// spans are the units of "7d".
var spans = map[string]time.Duration{"h": time.Hour, "d": 24 * time.Hour, "w": 7 * 24 * time.Hour}

// longestSpan is how far "7d" may reach back, in days.
const longestSpan = 3660

// momentOf reads a day, or how long ago ("7d", "12h", "2w"); "" is no moment.
func momentOf(s string, now time.Time) (time.Time, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "" {
		return time.Time{}, nil
	}
	if n, err := strconv.Atoi(s[:len(s)-1]); err == nil && n > 0 && n <= longestSpan {
		if span, ok := spans[s[len(s)-1:]]; ok {
			return now.Add(-time.Duration(n) * span), nil
		}
	}
	if t, ok := corpus.ParseDate(s); ok {
		return t, nil
	}
	return time.Time{}, feature.Wrong("summary.when", "text", render.Escape(render.Cut(s, 40)))
}

// articlesNamed finds the articles that a list names, by ID or by words of their
// titles, in what may be seen in a place.
func articlesNamed(ctx context.Context, p feature.Request, list string) ([]string, error) {
	if strings.TrimSpace(list) == "" {
		return nil, nil
	}
	library, err := p.Library(ctx)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, name := range strings.Split(list, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		found := false
		for _, a := range library.Articles() {
			if a.ID == name || feature.HoldsAll(a.Title, strings.Fields(strings.ToLower(name))) {
				ids, found = append(ids, a.ID), true
			}
		}
		if !found {
			return nil, feature.Wrong("summary.noarticle", "text", render.Escape(render.Cut(render.Clean(name), 80)))
		}
	}
	return ids, nil
}

// suggestArticles completes the last of the articles that are being listed.
func suggestArticles(ctx context.Context, in feature.Invocation, option, typed string) ([]feature.Choice, error) {
	if option != "articles" || in.Guild == "" {
		return nil, nil
	}
	library, err := in.Library(ctx)
	if err != nil {
		return nil, err
	}
	before, last := "", typed
	if i := strings.LastIndex(typed, ","); i >= 0 {
		before, last = typed[:i+1], typed[i+1:]
	}
	var list []feature.Choice
	for _, a := range library.Articles() {
		c := feature.Choice{Name: render.Clean(cmp.Or(a.Title, a.ID)), Value: before + a.ID}
		if len(list) < render.MaxChoices && render.Length(c.Value) <= render.MaxChoice && feature.HoldsAll(a.Title+" "+a.ID, strings.Fields(strings.ToLower(last))) {
			list = append(list, c)
		}
	}
	return list, nil
}
