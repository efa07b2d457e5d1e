package ask

import (
	"context"
	"strconv"
	"time"

	"footnote/bot/feature"
	"footnote/bot/limit"
	"footnote/bot/render"
	"footnote/bot/words"
)

// presets are the limits that a guild may choose instead of the operator's: a
// person's and a channel's. Strict suits a busy guild or a costly model; relaxed
// still stops scripts.
var presets = map[string]limit.Rules{
	feature.LimitsStrict: {
		Person:  limit.Allowance{Burst: 3, Every: time.Minute},
		Channel: limit.Allowance{Burst: 10, Every: 10 * time.Second},
		Guild:   limit.Allowance{Burst: 40, Every: 4 * time.Second},
	},
	feature.LimitsRelaxed: {
		Person:  limit.Allowance{Burst: 20, Every: 3 * time.Second},
		Channel: limit.Allowance{Burst: 60, Every: time.Second},
		Guild:   limit.Allowance{Burst: 240, Every: 500 * time.Millisecond},
	},
}

// limits are those of a guild that chose a preset, else the operator's.
func (h *Handler) limits(preset string) *limit.Limits {
	if l := h.presets[preset]; l != nil {
		return l
	}
	return h.Limits
}

// Admit counts a question against the limits. Where one is used up it says so,
// and when to ask again; where the bot is not to answer, it says where it does.
func (h *Handler) Admit(ctx context.Context, q *feature.Question) (refusal *render.Message) {
	if err := h.resolve(ctx, q); err != nil {
		m := feature.Problem(h.Log, q.Locale, "the settings could not be read", err, "guild", q.Guild)
		return &m
	}
	w := words.In(q.Settings.Locale(q.Locale, q.Private))
	if !q.Settings.Here(q.Place) {
		m := render.Notice(render.ColourDeclined, w.Say("elsewhere", "channels", feature.Mentions(feature.Joined(q.Settings.Channels), "#")))
		return &m
	}
	now, limits := h.Now(), h.limits(q.Settings.Limits)
	who, wait := limits.Take(q.Person.ID, q.Channel, q.Guild, now)
	if who == limit.Nobody {
		return nil
	}
	if h.Observe != nil {
		h.Observe(Outcome{Kind: q.Kind, Result: Limited})
	}
	m := limited(w, q, who, limits.Of(who), now.Add(wait))
	if q.Kind == feature.Ask {
		h.turned.Add(q.ID, *q)
		m.Rows = againButton(w, q)
	}
	return &m
}

// resolve reads what holds where a question was asked, unless the edge has.
func (h *Handler) resolve(ctx context.Context, q *feature.Question) (err error) {
	if !q.Resolved() {
		q.Environment, err = h.Resolver.Environment(ctx, q.Place)
	}
	return err
}

// limited says which limit a question has met, in numbers, and from when on it
// may be asked again; the question stands below, to be copied.
func limited(w words.Words, q *feature.Question, who limit.Who, a limit.Allowance, until time.Time) render.Message {
	text := w.Say("limit."+string(who), "count", strconv.Itoa(a.Burst),
		"seconds", strconv.FormatFloat(a.Every.Seconds(), 'f', -1, 64), "when", feature.AtClock(until))
	if asked := render.Clean(q.Text); asked != "" {
		text += "\n> " + render.Escape(render.Cut(asked, 300))
	}
	return render.Notice(render.ColourDeclined, text)
}
