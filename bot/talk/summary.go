package talk

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"footnote/bot/render"
	"footnote/bot/words"
	"footnote/corpus"
	"footnote/retrieval/answer/summary"
)

// Summarist makes summaries of articles and of what people said.
type Summarist interface {
	Make(ctx context.Context, lib summary.Library, r summary.Request) (summary.Summary, error)
	Discussion(ctx context.Context, d summary.Discuss) (summary.Summary, error)
}

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
)

// addSummaries registers summaries: what moderators make of them, and what
// everybody may look up under a published one.
func (d *Desk) addSummaries() {
	if d.Summarist == nil {
		d.Summarist = d.summarist()
	}
	d.commands["summary"] = func(ctx context.Context, in Invocation) (Reply, error) {
		return d.guarded(ctx, in.Person, in.Guild, func() (Reply, error) { return d.summarise(ctx, in) })
	}
	d.suggests["summary"] = d.suggestArticles
	for verb, do := range map[string]func(context.Context, Press, *draft) (Reply, error){
		verbPublish: d.publish, verbEdit: d.editDraft, verbShorter: d.shorter, verbLonger: d.longer, verbDiscard: d.discard,
		verbPin: d.togglePin, verbSign: d.toggleSign, verbTo: d.chooseChannel,
	} {
		d.presses[verb] = func(ctx context.Context, p Press, id string, _ int) (Reply, error) {
			return d.guarded(ctx, p.Person, p.Guild, func() (Reply, error) { return d.onDraft(ctx, p, id, do) })
		}
	}
	d.presses[verbSumQuotes] = func(ctx context.Context, p Press, id string, _ int) (Reply, error) {
		m, err := d.summaryQuotes(ctx, p, id, 0)
		return Reply{Message: &m, Private: true}, err
	}
	d.presses[verbSumPage] = func(ctx context.Context, p Press, id string, page int) (Reply, error) {
		m, err := d.summaryQuotes(ctx, p, id, page)
		return Reply{Update: &m}, err
	}
	d.ticks = append(d.ticks, d.tendSummaries)
}

// summarist is the one that there is without another: it has the model write
// where the answerer knows one, and compares by meaning where that is possible.
func (d *Desk) summarist() Summarist {
	options := []summary.Option{summary.WithLogger(d.Log)}
	if w, ok := d.Answerer.(summary.Writer); ok {
		options = append(options, summary.WithWriter(w))
	}
	if d.Meaning != nil {
		options = append(options, summary.WithMeaning(d.Meaning))
	}
	return summary.New(options...)
}

// Lengths of summaries by the name of the choice.
var lengths = map[string]int{"short": summary.Short, "medium": summary.Medium, "long": summary.Long}

// sayError is something wrong with what a person wrote, by the key of the
// sentence that says so.
type sayError struct {
	key   string
	pairs []string
}

func (e *sayError) Error() string { return "talk: " + e.key }

func wrong(key string, pairs ...string) error { return &sayError{key, pairs} }

// told turns an error about what a person wrote into a reply that says so.
func told(p Person, err error) (Reply, error) {
	var say *sayError
	if !errors.As(err, &say) {
		return Reply{}, err
	}
	m := render.Notice(render.ColourDeclined, words.In(p.Locale).Say(say.key, say.pairs...))
	return Reply{Message: &m, Private: true}, nil
}

// summarise answers /summary with a draft that only the moderator sees.
func (d *Desk) summarise(ctx context.Context, in Invocation) (Reply, error) {
	dr, err := d.newDraft(ctx, in)
	if err != nil {
		return told(in.Person, err)
	}
	return Reply{Work: &Work{Private: true, Do: func(ctx context.Context, s Screen) error { return d.draw(ctx, dr, s) }}}, nil
}

// newDraft reads the command's options.
func (d *Desk) newDraft(ctx context.Context, in Invocation) (*draft, error) {
	o := in.Options
	dr := &draft{
		ID: in.ID, Guild: in.Guild, Person: in.Person.ID, Locale: in.Locale, Name: in.Person.Name,
		who: in.Person, From: in.Place, Channel: orHere(o["channel"], in.Channel), Discussion: o["discussion"],
	}
	now := d.Now()
	var err error
	if o["channel"] != "" {
		if err = d.mayWrite(ctx, in.Person, in.Guild, dr.Channel, in.Named); err != nil {
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
	dr.Request.Style, dr.Request.Language, dr.Request.Guild = summary.Style(o["style"]), orHere(o["language"], in.Locale), in.Guild
	if dr.Request.Lines == 0 {
		dr.Request.Lines = summary.Medium
	}
	if dr.Discussion != "" {
		return dr, d.checkDiscussion(ctx, in, dr)
	}
	if dr.Request.Topic == "" && o["articles"] == "" && dr.Request.Since.IsZero() {
		return nil, wrong("summary.what")
	}
	dr.Request.Articles, err = d.articlesNamed(ctx, in.Place, o["articles"])
	return dr, err
}

func orHere(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
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
	return time.Time{}, wrong("summary.when", "text", render.Escape(render.Cut(s, 40)))
}

// articlesNamed finds the articles that a list names, by ID or by words of their
// titles, in what may be seen in a place.
func (d *Desk) articlesNamed(ctx context.Context, p Place, list string) ([]string, error) {
	if strings.TrimSpace(list) == "" {
		return nil, nil
	}
	library, err := d.library(ctx, p)
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
			if a.ID == name || holds(a.Title, strings.Fields(strings.ToLower(name))) {
				ids, found = append(ids, a.ID), true
			}
		}
		if !found {
			return nil, wrong("summary.noarticle", "text", render.Escape(render.Cut(render.Clean(name), 80)))
		}
	}
	return ids, nil
}

// suggestArticles completes the last of the articles that are being listed.
func (d *Desk) suggestArticles(ctx context.Context, in Invocation, option, typed string) ([]Choice, error) {
	if option != "articles" || in.Guild == "" {
		return nil, nil
	}
	library, err := d.library(ctx, in.Place)
	if err != nil {
		return nil, err
	}
	before, last := "", typed
	if i := strings.LastIndex(typed, ","); i >= 0 {
		before, last = typed[:i+1], typed[i+1:]
	}
	var list []Choice
	for _, a := range library.Articles() {
		c := Choice{Name: render.Clean(orHere(a.Title, a.ID)), Value: before + a.ID}
		if len(list) < render.MaxChoices && render.Length(c.Value) <= render.MaxChoice && holds(a.Title+" "+a.ID, strings.Fields(strings.ToLower(last))) {
			list = append(list, c)
		}
	}
	return list, nil
}
