package wire

import (
	"encoding/json"
	"strconv"
)

// Types of Component.
const (
	ActionRow         = 1
	Button            = 2
	StringSelect      = 3
	TextInput         = 4
	UserSelect        = 5
	RoleSelect        = 6
	MentionableSelect = 7
	ChannelSelect     = 8
	Section           = 9
	TextDisplay       = 10
	Thumbnail         = 11
	MediaGallery      = 12
	File              = 13
	Separator         = 14
	Container         = 17
	Label             = 18
	FileUpload        = 19
	RadioGroup        = 21
	CheckboxGroup     = 22
	Checkbox          = 23
)

// Styles of a Button.
const (
	StylePrimary   = 1
	StyleSecondary = 2
	StyleSuccess   = 3
	StyleDanger    = 4
	StyleLink      = 5
	StylePremium   = 6
)

// Component is any component of a message or modal; which fields mean
// something depends on Type.
type Component struct {
	Type     int         `json:"type"`
	ID       int         `json:"id,omitempty"`
	CustomID string      `json:"custom_id,omitempty"`
	Disabled bool        `json:"disabled,omitempty"`
	Children []Component `json:"components,omitempty"`

	// Buttons; Style is a text input's too.
	Style int    `json:"style,omitempty"`
	Label string `json:"label,omitempty"`
	Emoji *Emoji `json:"emoji,omitempty"`
	URL   string `json:"url,omitempty"`
	SKUID string `json:"sku_id,omitempty"`

	// Selects.
	Options       []SelectOption  `json:"options,omitempty"`
	Placeholder   string          `json:"placeholder,omitempty"`
	MinValues     *int            `json:"min_values,omitempty"`
	MaxValues     *int            `json:"max_values,omitempty"`
	ChannelTypes  []int           `json:"channel_types,omitempty"`
	DefaultValues json.RawMessage `json:"default_values,omitempty"`

	// Text inputs.
	MinLength *int   `json:"min_length,omitempty"`
	MaxLength *int   `json:"max_length,omitempty"`
	Required  *bool  `json:"required,omitempty"`
	Value     string `json:"value,omitempty"`

	// Components V2.
	Content     string          `json:"content,omitempty"`
	Accessory   *Component      `json:"accessory,omitempty"`
	Media       json.RawMessage `json:"media,omitempty"`
	Items       json.RawMessage `json:"items,omitempty"`
	File        json.RawMessage `json:"file,omitempty"`
	AccentColor json.RawMessage `json:"accent_color,omitempty"`
	Spoiler     *bool           `json:"spoiler,omitempty"`
	Divider     *bool           `json:"divider,omitempty"`
	Spacing     int             `json:"spacing,omitempty"`
	Description json.RawMessage `json:"description,omitempty"`
	Inner       *Component      `json:"component,omitempty"` // a Label's field

	// Values is what a person chose, in a submitted modal.
	Values []string `json:"values,omitempty"`
}

// SelectOption is one choice of a string select.
type SelectOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Emoji       *Emoji `json:"emoji,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// IsSelect reports whether the component is a select menu of any kind.
func (c Component) IsSelect() bool {
	return c.Type == StringSelect || c.Type >= UserSelect && c.Type <= ChannelSelect
}

// Walk calls visit for every component of the tree, parents first.
func Walk(list []Component, visit func(*Component)) {
	for i := range list {
		c := &list[i]
		visit(c)
		Walk(c.Children, visit)
		for _, one := range []*Component{c.Accessory, c.Inner} {
			if one != nil {
				visit(one)
				Walk(one.Children, visit)
			}
		}
	}
}

// Normalise numbers the components and fills in what Discord fills in.
func Normalise(list []Component) {
	n := 0
	Walk(list, func(c *Component) {
		n++
		if c.ID == 0 {
			c.ID = n
		}
		fillDefaults(c)
	})
}

func fillDefaults(c *Component) {
	one, no, yes := 1, false, true
	switch {
	case c.IsSelect():
		if c.MinValues == nil {
			c.MinValues = &one
		}
		if c.MaxValues == nil {
			c.MaxValues = &one
		}
	case c.Type == Container:
		if c.AccentColor == nil {
			c.AccentColor = json.RawMessage("null")
		}
		if c.Spoiler == nil {
			c.Spoiler = &no
		}
	case c.Type == MediaGallery:
		c.Items = filledGallery(c.Items)
	case c.Type == Separator:
		if c.Divider == nil {
			c.Divider = &yes
		}
		if c.Spacing == 0 {
			c.Spacing = 1
		}
	}
}

// filledGallery gives each picture of a gallery what Discord knows of it.
func filledGallery(raw json.RawMessage) json.RawMessage {
	var items []map[string]any
	if json.Unmarshal(raw, &items) != nil {
		return raw
	}
	for i, item := range items {
		media, _ := item["media"].(map[string]any)
		if media == nil {
			continue
		}
		for name, value := range map[string]any{"id": strconv.Itoa(i + 1), "proxy_url": media["url"]} {
			if _, ok := media[name]; !ok {
				media[name] = value
			}
		}
		for name, value := range map[string]any{"description": nil, "spoiler": false} {
			if _, ok := item[name]; !ok {
				item[name] = value
			}
		}
	}
	filled, err := json.Marshal(items)
	if err != nil {
		return raw
	}
	return filled
}
