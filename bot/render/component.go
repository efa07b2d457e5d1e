package render

import "encoding/json"

// Component is what a row can hold: a Button, a Select, or a select of Channels or
// Roles.
type Component interface{ component() }

// Row is a line of components: up to five buttons, or one of another kind.
type Row []Component

// Types of components.
// Source: https://discord.com/developers/docs/components/reference
const (
	typeRow      = 1
	typeButton   = 2
	typeSelect   = 3
	typeInput    = 4
	typeRoles    = 6
	typeChannels = 8
	typeUpload   = 19
	typeRadio    = 21
	typeChecks   = 22
)

// MarshalJSON writes an action row.
func (r Row) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Type       int         `json:"type"`
		Components []Component `json:"components"`
	}{typeRow, r})
}

// Style is how a button looks.
type Style int

// Button styles.
const (
	Primary   Style = 1
	Secondary Style = 2
	Success   Style = 3
	Danger    Style = 4
)

// Button is a button that sends its ID back when it is pressed.
type Button struct {
	Label, Emoji, ID string
	Style            Style
	Disabled         bool
}

func (Button) component() {}

// MarshalJSON writes the button; a zero Style is Secondary.
func (b Button) MarshalJSON() ([]byte, error) {
	out := map[string]any{"type": typeButton, "style": Secondary, "custom_id": b.ID}
	if b.Style != 0 {
		out["style"] = b.Style
	}
	if b.Label != "" {
		out["label"] = Cut(b.Label, maxLabel)
	}
	if b.Emoji != "" {
		out["emoji"] = map[string]any{"name": b.Emoji}
	}
	if b.Disabled {
		out["disabled"] = true
	}
	return json.Marshal(out)
}

// Channels lets a person choose channels of the guild.
type Channels struct {
	ID, Placeholder string
	// Types are Discord's channel types to choose from; none means all.
	Types []int
	// Chosen are the IDs that are chosen already.
	Chosen []string
	// Max is how many may be chosen, 1 to 25.
	Max int
}

func (Channels) component() {}

// MarshalJSON writes the select.
func (c Channels) MarshalJSON() ([]byte, error) {
	out := ofGuild(typeChannels, "channel", c.ID, c.Placeholder, c.Chosen, c.Max)
	if len(c.Types) > 0 {
		out["channel_types"] = c.Types
	}
	return json.Marshal(out)
}

// Input is a field of a Modal: for text, a file, or a choice among Options.
type Input struct {
	// About says more than the label, in at most 100 characters. Value is what
	// stands in the field at first.
	ID, Label, About, Placeholder, Value string
	Paragraph, Required                  bool
	// Max is in characters, at most 4,000.
	Max int
	// Options, where there are any, are chosen from: one of up to ten that all
	// stand below each other, as many of them as one likes where Many, or one of up
	// to 25 in a Menu.
	Options    []Option
	Many, Menu bool
	// File takes a file.
	File bool
}

// MarshalJSON writes the text input, the upload, or the group or menu of its options.
// Source: https://discord.com/developers/docs/components/reference#file-upload
func (i Input) MarshalJSON() ([]byte, error) {
	switch {
	case len(i.Options) > 0:
		return i.choice()
	case i.File:
		return json.Marshal(map[string]any{"type": typeUpload, "custom_id": i.ID, "required": i.Required, "max_values": 1})
	}
	out := map[string]any{
		"type": typeInput, "custom_id": i.ID,
		"style": 1, "required": i.Required, "max_length": min(max(i.Max, 1), maxInput),
	}
	if i.Paragraph {
		out["style"] = 2
	}
	if i.Value != "" {
		out["value"] = Cut(i.Value, min(max(i.Max, 1), maxInput))
	}
	if i.Placeholder != "" {
		out["placeholder"] = Cut(i.Placeholder, maxPlaceholder-50)
	}
	return json.Marshal(out)
}
