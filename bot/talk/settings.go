package talk

import (
	"context"

	"footnote/bot/render"
	"footnote/bot/words"
)

// keyAuto is the setting that holds the channels of auto answer.
const keyAuto = "auto"

// Types of Discord's channels in which questions may be overheard: text,
// announcement and forum.
var autoTypes = []int{0, 5, 15}

// auto are a guild's channels for auto answer; none by default.
func (d *Desk) auto(ctx context.Context, guild string) ([]string, error) {
	var channels []string
	err := d.Store.Setting(ctx, guild, keyAuto, &channels)
	return channels, err
}

// Settings shows the panel of a guild's settings to who may change them.
func (d *Desk) Settings(ctx context.Context, p Person, guild string) (render.Message, error) {
	if !p.Manager || guild == "" {
		return notice(p.Locale, "settings.refused"), nil
	}
	channels, err := d.auto(ctx, guild)
	if err != nil {
		return render.Message{}, err
	}
	return d.panel(p.Locale, channels, ""), nil
}

func (d *Desk) panel(locale string, channels []string, saved string) render.Message {
	w := words.In(locale)
	text := w.Say("settings.auto")
	if !d.Reads() {
		text += "\n" + w.Say("settings.auto.intent")
	}
	if saved != "" {
		text += "\n\n" + saved
	}
	return render.Message{
		Embeds: []render.Embed{{Title: w.Say("settings.title"), Description: text, Colour: render.ColourPlain}},
		Rows: []render.Row{{render.Channels{
			ID: id(verbAuto, "", 0), Placeholder: w.Say("settings.auto.choose"), Types: autoTypes, Chosen: channels, Max: 25,
		}}},
	}
}

// setAuto changes the channels of auto answer. Discord only hides a command
// from others, so that the permission is looked at here again.
func (d *Desk) setAuto(ctx context.Context, p Press) (Reply, error) {
	if !p.Manager || p.Guild == "" {
		m := notice(p.Locale, "settings.refused")
		return Reply{Message: &m, Private: true}, nil
	}
	if err := d.Store.Set(ctx, p.Guild, keyAuto, append([]string{}, p.Values...)); err != nil {
		return Reply{}, err
	}
	m := d.panel(p.Locale, p.Values, words.In(p.Locale).Say("settings.saved"))
	return Reply{Update: &m}, nil
}
