package privacy

import (
	"context"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
)

// summariesButton opts out of summaries of discussions, or in again; there are
// none outside of guilds.
func (h *Handler) summariesButton(ctx context.Context, p feature.Person, guild string) (render.Row, error) {
	if guild == "" {
		return nil, nil
	}
	out, err := h.Store.OptedOut(ctx, guild, p.ID)
	if err != nil {
		return nil, err
	}
	w := words.In(p.Locale)
	if out {
		return render.Row{render.Button{Label: w.Say("privacy.optin"), ID: feature.ButtonID(verbOptOut, "", 0)}}, nil
	}
	return render.Row{render.Button{Label: w.Say("privacy.optout"), ID: feature.ButtonID(verbOptOut, "", 1)}}, nil
}

func (h *Handler) inSummaries(ctx context.Context, p feature.Press, _ string, out int) (feature.Reply, error) {
	if p.Guild == "" {
		return feature.Reply{}, nil
	}
	if err := h.Store.SetOptedOut(ctx, p.Guild, p.Person.ID, out == 1); err != nil {
		return feature.Reply{}, err
	}
	said := "privacy.optedin"
	if out == 1 {
		said = "privacy.optedout"
	}
	m, err := h.privacyMessage(ctx, p.Request, words.In(p.Locale).Say(said))
	return feature.Reply{Update: &m}, err
}
