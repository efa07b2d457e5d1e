package talk

import (
	"context"
	"strings"

	"footnote/bot/render"
	"footnote/bot/words"
)

// Verbs of the settings' panel. verbAuto is from before there were others.
const (
	verbSet   = "set"
	verbPanel = "panel"
)

// Types of Discord's channels in which questions may be overheard: text,
// announcement and forum.
var autoTypes = []int{0, 5, 15}

// keys are the settings by page, in order; curated is a button.
var keys = [2][]string{
	{keyChannels, keyAuto, keyModerators},
	{keyLanguage, keyLength, keyLimits, keyRetention, keyCurated},
}

// addSettings registers the settings' panel.
func (d *Desk) addSettings() {
	d.commands["settings"] = d.showSettings
	d.presses[verbSet] = d.setRule
	d.presses[verbAuto] = func(ctx context.Context, p Press, _ string, page int) (Reply, error) {
		return d.setRule(ctx, p, keyAuto, page)
	}
	d.presses[verbPanel] = d.turnPanel
}

// showSettings answers /settings.
func (d *Desk) showSettings(ctx context.Context, in Invocation) (Reply, error) {
	m, allowed, err := d.panelFor(ctx, in.Person, in.Guild, 0, "")
	if err != nil || !allowed {
		return refuse(in.Locale), err
	}
	return Reply{Message: &m, Private: true}, nil
}

func (d *Desk) turnPanel(ctx context.Context, p Press, _ string, page int) (Reply, error) {
	m, allowed, err := d.panelFor(ctx, p.Person, p.Guild, page, "")
	if err != nil || !allowed {
		return refuse(p.Locale), err
	}
	return Reply{Update: &m}, nil
}

// setRule changes a setting. Who moderates is for those to say who may manage
// the guild: otherwise moderators could make each other ones.
func (d *Desk) setRule(ctx context.Context, p Press, key string, page int) (Reply, error) {
	allowed, err := d.moderates(ctx, p.Person, p.Guild)
	if err != nil || !allowed {
		return refuse(p.Locale), err
	}
	if key == keyModerators && !p.Manager {
		m := notice(p.Locale, "settings.refused")
		return Reply{Message: &m, Private: true}, nil
	}
	values := p.Values
	if key == keyCurated {
		values = []string{choiceDefault}
		if page%2 == 1 { // the button's number says what it turns it to
			values[0] = choiceOff
		}
		page = 1
	}
	detail, err := d.put(ctx, p.Guild, key, values)
	if err != nil {
		return Reply{}, err
	}
	if err := d.Store.AddAudit(ctx, p.Guild, p.Person.ID, "settings."+key, detail); err != nil {
		return Reply{}, err
	}
	m, _, err := d.panelFor(ctx, p.Person, p.Guild, page, words.In(p.Locale).Say("settings.saved"))
	return Reply{Update: &m}, err
}

// panelFor is a page of the panel, for who may see it.
func (d *Desk) panelFor(ctx context.Context, p Person, guild string, page int, saved string) (m render.Message, allowed bool, err error) {
	if allowed, err = d.moderates(ctx, p, guild); err != nil || !allowed {
		return m, allowed, err
	}
	r, err := d.rules(ctx, guild)
	if err != nil {
		return m, true, err
	}
	return d.panel(p.Locale, &r, min(page, len(keys)-1), saved), true, nil
}

// panel is a page of the settings: first where and who, then how. Discord has
// room for five rows a message.
func (d *Desk) panel(locale string, r *rules, page int, saved string) render.Message {
	w := words.In(locale)
	var lines []string
	for _, key := range keys[page] {
		lines = append(lines, "**"+w.Say("settings."+key)+"**: "+d.stands(w, r, key))
		if key == keyAuto && !d.Reads() {
			lines = append(lines, "-# "+w.Say("settings.auto.intent"))
		}
	}
	if saved != "" {
		lines = append(lines, "", saved)
	}
	return render.Message{
		Embeds: []render.Embed{{Title: w.Say("settings.title"), Description: strings.Join(lines, "\n"), Colour: render.ColourPlain}},
		Rows:   append(d.selects(w, r, page), panelButtons(w, r, page)),
	}
}

// stands says how a setting stands, in words.
func (d *Desk) stands(w words.Words, r *rules, key string) string {
	lists := map[string]struct {
		ids  []string
		mark string
	}{keyAuto: {r.Auto, "#"}, keyChannels: {r.Channels, "#"}, keyModerators: {r.Moderators, "@&"}}
	l, isList := lists[key]
	switch {
	case !isList:
		return choiceText(w, key, r.current(key))
	case len(l.ids) == 0:
		return w.Say("settings." + key + ".none")
	}
	return mentions(joined(l.ids), l.mark)
}

// choiceText is how a choice is called.
func choiceText(w words.Words, key, choice string) string {
	if key == keyLanguage && choice != choiceDefault {
		return words.In(choice).Say("language")
	}
	return w.Say("settings." + key + "." + choice)
}

// selects are the rows of a page.
func (d *Desk) selects(w words.Words, r *rules, page int) []render.Row {
	if page == 0 {
		return []render.Row{
			{render.Channels{ID: id(verbSet, keyChannels, 0), Placeholder: w.Say("settings.channels.choose"), Types: autoTypes, Chosen: r.Channels, Max: 25}},
			{render.Channels{ID: id(verbAuto, "", 0), Placeholder: w.Say("settings.auto.choose"), Types: autoTypes, Chosen: r.Auto, Max: 25}},
			{render.Roles{ID: id(verbSet, keyModerators, 0), Placeholder: w.Say("settings.moderators.choose"), Chosen: r.Moderators, Max: 25}},
		}
	}
	var list []render.Row
	for _, key := range keys[page][:4] {
		s := render.Select{ID: id(verbSet, key, 1), Placeholder: w.Say("settings." + key), Min: 1}
		for _, c := range choices[key] {
			s.Options = append(s.Options, render.Option{
				Label: w.Say("settings."+key) + ": " + choiceText(w, key, c), Value: c, Chosen: c == r.current(key),
			})
		}
		list = append(list, render.Row{s})
	}
	return list
}

func panelButtons(w words.Words, r *rules, page int) render.Row {
	other := render.Button{Label: w.Say("settings.page.0"), ID: id(verbPanel, "", 0)}
	if page == 0 {
		other = render.Button{Label: w.Say("settings.page.1"), ID: id(verbPanel, "", 1), Style: render.Primary}
		return render.Row{other}
	}
	curated := render.Button{Label: w.Say("settings.curated.turnoff"), ID: id(verbSet, keyCurated, 1)}
	if r.Curated == choiceOff {
		curated = render.Button{Label: w.Say("settings.curated.turnon"), ID: id(verbSet, keyCurated, 0), Style: render.Success}
	}
	return render.Row{curated, other}
}
