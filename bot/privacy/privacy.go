package privacy

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
)

// Verbs of /privacy. What they do is done to who presses.
const (
	verbPrivacy = "privacy"
	verbExport  = "export"
	verbForget  = "forget" // asks whether it is meant
	verbForgot  = "forgot" // does it
	verbOptOut  = "optout" // 1 opts out of summaries of discussions, 0 in again
)

// Feature declares /privacy.
func (h *Handler) Feature() feature.Feature {
	return feature.Feature{
		Commands: []feature.Command{{Key: "privacy", Run: func(ctx context.Context, in feature.Invocation) (feature.Reply, error) {
			m, err := h.privacyMessage(ctx, in.Request, "")
			return feature.Reply{Message: &m, Private: true}, err
		}}},
		Controls: []feature.Control{
			{Verb: verbPrivacy, Press: func(ctx context.Context, p feature.Press, _ string, _ int) (feature.Reply, error) {
				m, err := h.privacyMessage(ctx, p.Request, "")
				return feature.Reply{Update: &m}, err
			}},
			{Verb: verbExport, Press: h.export},
			{Verb: verbForget, Press: h.confirmForget},
			{Verb: verbForgot, Press: h.forget},
			{Verb: verbOptOut, Press: h.inSummaries},
		},
		Ticks: []feature.Tick{h.forgetLeft},
	}
}

// keptInOrder are the parts of what is kept that have a sentence of their own.
var keptInOrder = []string{"questions", "votes", "conversations", "threads", "under_way", "waiting_for", "moderator_answers", "changes"}

// privacyMessage says what is kept of a person, and for how long.
func (h *Handler) privacyMessage(ctx context.Context, p feature.Request, said string) (render.Message, error) {
	kept, err := h.Store.About(ctx, p.Person.ID)
	if err != nil {
		return render.Message{}, err
	}
	w := words.In(p.Locale)
	var lines []string
	if said != "" {
		lines = append(lines, said, "")
	}
	rest := kept.Len()
	for _, part := range keptInOrder {
		if n := len(kept[part]); n > 0 {
			lines = append(lines, "- "+w.Say("privacy."+part, "count", strconv.Itoa(n)))
			rest -= n
		}
	}
	if rest > 0 {
		lines = append(lines, "- "+w.Say("privacy.other", "count", strconv.Itoa(rest)))
	}
	if kept.Len() == 0 {
		lines = append(lines, w.Say("privacy.nothing"))
	}
	lines = append(lines, "", w.Say("privacy.about", "days", w.Say("days.counted", "count", strconv.Itoa(p.Settings.Days()))))
	m := render.Notice(render.ColourPlain, strings.Join(lines, "\n"))
	m.Embeds[0].Title = w.Say("privacy.title")
	row := render.Row{
		render.Button{Label: w.Say("privacy.export"), Emoji: "📦", ID: feature.ButtonID(verbExport, "", 0)},
		render.Button{Label: w.Say("privacy.forget"), Emoji: "🧹", ID: feature.ButtonID(verbForget, "", 0), Style: render.Danger},
	}
	button, err := h.summariesButton(ctx, p.Person, p.Guild)
	if err != nil {
		return m, err
	}
	m.Rows = []render.Row{append(row, button...)}
	return m, nil
}

// export sends a person what is kept of them as a file: in private, or where
// they take no messages, in the reply that only they see.
func (h *Handler) export(_ context.Context, p feature.Press, _ string, _ int) (feature.Reply, error) {
	return feature.Reply{Work: &feature.Work{Private: true, Do: func(ctx context.Context, s feature.Screen) error {
		kept, err := h.Store.About(ctx, p.Person.ID)
		if err != nil {
			return err
		}
		body, err := json.MarshalIndent(map[string]any{"made_at": h.Now().UTC().Format(time.RFC3339), "person": p.Person.ID, "kept": kept}, "", "  ")
		if err != nil {
			return err
		}
		w := words.In(p.Locale)
		m := render.Notice(render.ColourPlain, w.Say("privacy.file"))
		m.Files = []render.File{{Name: "footnote-about-you.json", ContentType: "application/json", Data: body}}
		err = h.Chat.Direct(ctx, p.Person.ID, m)
		if err == nil {
			m = feature.Notice(p.Locale, "privacy.sent")
		} else if !errors.Is(err, feature.ErrNotAllowed) {
			return err
		}
		_, err = s.Show(ctx, []render.Message{m})
		return err
	}}}, nil
}

// confirmForget asks whether it is meant: it cannot be undone.
func (h *Handler) confirmForget(_ context.Context, p feature.Press, _ string, _ int) (feature.Reply, error) {
	w := words.In(p.Locale)
	m := render.Notice(render.ColourDeclined, w.Say("privacy.confirm"))
	m.Embeds[0].Title = w.Say("privacy.forget")
	m.Rows = []render.Row{{
		render.Button{Label: w.Say("privacy.yes"), ID: feature.ButtonID(verbForgot, "", 0), Style: render.Danger},
		render.Button{Label: w.Say("button.back"), ID: feature.ButtonID(verbPrivacy, "", 0)},
	}}
	return feature.Reply{Update: &m}, nil
}

// forget removes who presses from all that is kept.
func (h *Handler) forget(_ context.Context, p feature.Press, _ string, _ int) (feature.Reply, error) {
	return feature.Reply{Work: &feature.Work{Private: true, Update: true, Do: func(ctx context.Context, s feature.Screen) error {
		if err := h.Summaries.Forget(ctx, p.Person, func(ctx context.Context) error { return h.Store.Forget(ctx, p.Person.ID) }); err != nil {
			return err
		}
		_, err := s.Show(ctx, []render.Message{feature.Notice(p.Locale, "privacy.forgotten")})
		return err
	}}}, nil
}
