package articles

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
)

// mostTried is how many questions that got worse are named.
const mostTried = 10

// notTaken lays out why a change is not in service, where an error says that.
func (h *Handler) notTaken(ctx context.Context, in feature.Request, err error) (render.Message, bool) {
	var held *Held
	if errors.As(err, &held) {
		return h.showHeld(ctx, in, held), true
	}
	return refusal(words.In(in.Locale), err)
}

// showHeld is the table of before and after, with what can be done. The questions of
// channels that the person does not see are counted only.
func (h *Handler) showHeld(ctx context.Context, in feature.Request, held *Held) render.Message {
	w := words.In(in.Locale)
	lines := []string{w.Say("held", "of", strconv.Itoa(held.Of), "before", strconv.Itoa(held.Before), "after", strconv.Itoa(held.After)), ""}
	sees, named := h.Access.SeenBy(ctx, in.Person, in.Place), 0
	for _, t := range held.Worse {
		if named == mostTried || !sees(t.Channel) {
			continue
		}
		named++
		lines = append(lines, "**"+strconv.Itoa(named)+".** "+render.Escape(render.Cut(render.Clean(t.Question), 150)),
			"-# "+w.Say("held.before")+" → "+w.Say("held."+now(t.After)))
	}
	if more := len(held.Worse) - named; more > 0 {
		lines = append(lines, w.Say("held.more", "count", strconv.Itoa(more)))
	}
	m := render.Notice(render.ColourDeclined, strings.Join(lines, "\n"))
	worse := strconv.Itoa(len(held.Worse))
	m.Rows = []render.Row{{
		render.Button{Label: w.Say("held.use"), ID: feature.ButtonID(verbUse, worse, held.Number), Style: render.Danger},
		render.Button{Label: w.Say("held.leave"), ID: feature.ButtonID(verbLeave, worse, held.Number)},
	}}
	return m
}

// now names what became of a question, by the first of what is amiss.
func now(amiss string) string {
	switch first, _, _ := strings.Cut(amiss, "+"); first {
	case "refused", "answered":
		return first
	}
	return "otherwise"
}

// useAnyway puts a change into service that is held back.
func (h *Handler) useAnyway(_ context.Context, p feature.Press, worse string, number int) (feature.Reply, error) {
	return h.decide(p, "articles.use", worse, "held.used", func(ctx context.Context) error { return h.Articles.Use(ctx, p.Guild, number) }), nil
}

// leaveOut drops a change that is held back.
func (h *Handler) leaveOut(_ context.Context, p feature.Press, worse string, number int) (feature.Reply, error) {
	return h.decide(p, "articles.leave", worse, "held.left", func(ctx context.Context) error { return h.Articles.Leave(ctx, p.Guild, number) }), nil
}

// decide does something about what is held back, in the place of its table.
func (h *Handler) decide(p feature.Press, action, worse, said string, do func(ctx context.Context) error) feature.Reply {
	w := words.In(p.Locale)
	return feature.Reply{Work: &feature.Work{Private: true, Update: true, Do: func(ctx context.Context, s feature.Screen) error {
		err := do(ctx)
		if refused, ok := refusal(w, err); ok {
			_, err := s.Show(ctx, []render.Message{refused})
			return err
		}
		if err == nil {
			err = h.Store.AddAudit(ctx, p.Guild, p.Person.ID, action, worse)
		}
		if err == nil {
			_, err = s.Show(ctx, []render.Message{render.Notice(render.ColourPlain, w.Say(said))})
		}
		return err
	}}}
}
