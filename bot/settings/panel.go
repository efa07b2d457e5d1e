package settings

import (
	"context"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
)

// Verbs of the settings' panel. verbAuto is from before there were others.
const (
	verbAuto  = "auto"
	verbSet   = "set"
	verbPanel = "panel"
)

// keys are the settings by page, in order; curated is a button.
var keys = [2][]string{
	{feature.KeyChannels, feature.KeyAuto, feature.KeyModerators},
	{feature.KeyLanguage, feature.KeyLength, feature.KeyLimits, feature.KeyRetention, feature.KeyCurated},
}

// settings is the settings' panel.
func (h *Handler) settings() feature.Feature {
	return feature.Feature{
		Commands: []feature.Command{{Key: "settings", Moderators: true, Run: func(_ context.Context, in feature.Invocation) (feature.Reply, error) {
			m := h.panel(in.Locale, &in.Settings, 0, "")
			return feature.Reply{Message: &m, Private: true}, nil
		}}},
		Controls: feature.ForModerators(
			feature.Control{Verb: verbSet, Press: h.setRule},
			feature.Control{Verb: verbAuto, Press: func(ctx context.Context, p feature.Press, _ string, page int) (feature.Reply, error) {
				return h.setRule(ctx, p, feature.KeyAuto, page)
			}},
			feature.Control{Verb: verbPanel, Press: func(_ context.Context, p feature.Press, _ string, page int) (feature.Reply, error) {
				m := h.panel(p.Locale, &p.Settings, page, "")
				return feature.Reply{Update: &m}, nil
			}},
		),
	}
}

// setRule changes a setting. Who moderates is for those to say who may manage
// the guild: otherwise moderators could make each other ones.
func (h *Handler) setRule(ctx context.Context, p feature.Press, key string, page int) (feature.Reply, error) {
	if key == feature.KeyModerators && !p.Manager {
		m := feature.Notice(p.Locale, "settings.refused")
		return feature.Reply{Message: &m, Private: true}, nil
	}
	values := p.Values
	if key == feature.KeyCurated {
		values = []string{choiceDefault}
		if page%2 == 1 { // the button's number says what it turns it to
			values[0] = feature.Off
		}
		page = 1
	}
	detail, err := h.put(ctx, p.Guild, key, values)
	if err != nil {
		return feature.Reply{}, err
	}
	if err := h.Store.AddAudit(ctx, p.Guild, p.Person.ID, "settings."+key, detail); err != nil {
		return feature.Reply{}, err
	}
	now, err := h.Resolver.Environment(ctx, p.Place)
	if err != nil {
		return feature.Reply{}, err
	}
	m := h.panel(p.Locale, &now.Settings, page, words.In(p.Locale).Say("settings.saved"))
	return feature.Reply{Update: &m}, nil
}

// panel is a page of the settings: first where and who, then how. Discord has
// room for five rows a message.
func (h *Handler) panel(locale string, r *feature.Settings, page int, saved string) render.Message {
	page = min(page, len(keys)-1)
	w := words.In(locale)
	var lines []string
	for _, key := range keys[page] {
		name, about, _ := strings.Cut(w.Say("settings."+key), ":")
		lines = append(lines, "**"+strings.TrimSpace(name)+"**: "+h.stands(w, r, key))
		if about != "" {
			lines = append(lines, "-#"+about)
		}
		if key == feature.KeyAuto && !h.Reads() {
			lines = append(lines, "-# "+w.Say("settings.auto.intent"))
		}
	}
	if saved != "" {
		lines = append(lines, "", saved)
	}
	return render.Message{
		Embeds: []render.Embed{{Title: w.Say("settings.title"), Description: strings.Join(lines, "\n"), Colour: render.ColourPlain}},
		Rows:   append(h.selects(w, r, page), panelButtons(w, r, page)),
	}
}

// stands says how a setting stands, in words.
func (h *Handler) stands(w words.Words, r *feature.Settings, key string) string {
	lists := map[string]struct {
		ids  []string
		mark string
	}{feature.KeyAuto: {r.Auto, "#"}, feature.KeyChannels: {r.Channels, "#"}, feature.KeyModerators: {r.Moderators, "@&"}}
	l, isList := lists[key]
	switch {
	case !isList:
		return choiceText(w, key, current(r, key))
	case len(l.ids) == 0:
		return w.Say("settings." + key + ".none")
	}
	return feature.Mentions(feature.Joined(l.ids), l.mark)
}

// choiceText is how a choice is called.
func choiceText(w words.Words, key, choice string) string {
	if key == feature.KeyLanguage && choice != choiceDefault {
		return words.In(choice).Say("language")
	}
	return w.Say("settings." + key + "." + choice)
}

// selects are the rows of a page.
func (h *Handler) selects(w words.Words, r *feature.Settings, page int) []render.Row {
	if page == 0 {
		return []render.Row{
			{render.Channels{ID: feature.ButtonID(verbSet, feature.KeyChannels, 0), Placeholder: w.Say("settings.channels.choose"), Types: feature.Audible, Chosen: r.Channels, Max: 25}},
			{render.Channels{ID: feature.ButtonID(verbAuto, "", 0), Placeholder: w.Say("settings.auto.choose"), Types: feature.Audible, Chosen: r.Auto, Max: 25}},
			{render.Roles{ID: feature.ButtonID(verbSet, feature.KeyModerators, 0), Placeholder: w.Say("settings.moderators.choose"), Chosen: r.Moderators, Max: 25}},
		}
	}
	var list []render.Row
	for _, key := range keys[page][:4] {
		s := render.Select{ID: feature.ButtonID(verbSet, key, 1), Placeholder: w.Say("settings." + key), Min: 1}
		for _, c := range choices[key] {
			s.Options = append(s.Options, render.Option{
				Label: w.Say("settings."+key) + ": " + choiceText(w, key, c), Value: c, Chosen: c == current(r, key),
			})
		}
		list = append(list, render.Row{s})
	}
	return list
}

func panelButtons(w words.Words, r *feature.Settings, page int) render.Row {
	other := render.Button{Label: w.Say("settings.page.0"), ID: feature.ButtonID(verbPanel, "", 0)}
	if page == 0 {
		other = render.Button{Label: w.Say("settings.page.1"), ID: feature.ButtonID(verbPanel, "", 1), Style: render.Primary}
		return render.Row{other}
	}
	curated := render.Button{Label: w.Say("settings.curated.turnoff"), ID: feature.ButtonID(verbSet, feature.KeyCurated, 1)}
	if r.Curated == feature.Off {
		curated = render.Button{Label: w.Say("settings.curated.turnon"), ID: feature.ButtonID(verbSet, feature.KeyCurated, 0), Style: render.Success}
	}
	return render.Row{curated, other}
}
