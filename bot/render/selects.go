package render

import (
	"encoding/json"
	"slices"
)

// Select lets a person choose among options of the bot's own.
type Select struct {
	ID, Placeholder string
	Options         []Option
	// Min and Max are how many may be chosen; a Max of 0 means one.
	Min, Max int
	Disabled bool
}

// Option is one of a Select. Its Value comes back when it is chosen.
type Option struct {
	Label, Value, About, Emoji string
	Chosen                     bool
}

func (Select) component() {}

// MarshalJSON writes the select, with its first 25 options.
func (s Select) MarshalJSON() ([]byte, error) {
	options := offered(s.Options, maxOptions)
	most := min(max(s.Max, 1), max(len(options), 1))
	return json.Marshal(map[string]any{
		"type": typeSelect, "custom_id": s.ID, "placeholder": Cut(s.Placeholder, maxPlaceholder), "options": options,
		"min_values": min(max(s.Min, 0), most), "max_values": most, "disabled": s.Disabled,
	})
}

// offered are the first options of a menu or group.
func offered(list []Option, most int) []map[string]any {
	options := []map[string]any{}
	for _, o := range list[:min(len(list), most)] {
		out := map[string]any{"label": Cut(o.Label, MaxChoice), "value": o.Value}
		if o.About != "" {
			out["description"] = Cut(o.About, MaxChoice)
		}
		if o.Emoji != "" {
			out["emoji"] = map[string]any{"name": o.Emoji}
		}
		if o.Chosen {
			out["default"] = true
		}
		options = append(options, out)
	}
	return options
}

// choice writes a field of a form that is chosen from.
// Source: https://discord.com/developers/docs/components/reference#radio-group
func (i Input) choice() ([]byte, error) {
	group := slices.Clone(i.Options)
	for at := range group {
		group[at].Emoji = "" // only a menu's options may have one
	}
	out := map[string]any{"type": typeRadio, "custom_id": i.ID, "required": i.Required, "options": offered(group, maxGroup)}
	switch {
	case i.Menu:
		out["type"], out["options"] = typeSelect, offered(i.Options, maxOptions)
		if i.Placeholder != "" {
			out["placeholder"] = Cut(i.Placeholder, maxPlaceholder)
		}
	case i.Many:
		out["type"], out["max_values"] = typeChecks, min(len(i.Options), maxGroup)
	}
	return json.Marshal(out)
}

// Roles lets a person choose roles of the guild.
type Roles struct {
	ID, Placeholder string
	// Chosen are the IDs that are chosen already.
	Chosen []string
	// Max is how many may be chosen, 1 to 25.
	Max int
}

func (Roles) component() {}

// MarshalJSON writes the select.
func (r Roles) MarshalJSON() ([]byte, error) {
	return json.Marshal(ofGuild(typeRoles, "role", r.ID, r.Placeholder, r.Chosen, r.Max))
}

// ofGuild is a select of what the guild has, of a kind: of none up to most of
// them, those chosen already among them.
func ofGuild(component int, kind, id, placeholder string, chosen []string, most int) map[string]any {
	out := map[string]any{
		"type": component, "custom_id": id, "min_values": 0, "max_values": min(max(most, 1), maxOptions),
		"placeholder": Cut(placeholder, maxPlaceholder),
	}
	if len(chosen) > 0 {
		var defaults []map[string]string
		for _, id := range chosen[:min(len(chosen), maxOptions)] {
			defaults = append(defaults, map[string]string{"id": id, "type": kind})
		}
		out["default_values"] = defaults
	}
	return out
}
