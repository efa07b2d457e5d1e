package rules

import (
	"encoding/json"
	"strconv"

	"footnote/bot/localdiscord/wire"
)

// The limits of components.
// Source: https://discord.com/developers/docs/components/reference
const (
	MaxRows       = 5
	MaxButtons    = 5
	MaxOptions    = 25
	MaxLabel      = 80
	MaxCustomID   = 100
	MaxComponents = 40   // V2, counting nested ones
	MaxV2Text     = 4000 // V2, over all text displays
)

func (p *Problems) components(list []wire.Component, v2 bool) {
	if v2 {
		p.layout(list)
	} else {
		p.rows(list)
	}
	p.customIDs("components", list)
}

// rows checks the older form: up to five action rows and nothing else.
func (p *Problems) rows(list []wire.Component) {
	p.count("components", len(list), 0, MaxRows)
	for i, c := range list {
		path := join("components", i)
		if c.Type != wire.ActionRow {
			p.add(join(path, "type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).")
			continue
		}
		p.row(path, c)
	}
}

// row checks an action row: five buttons, or one select.
func (p *Problems) row(path string, row wire.Component) {
	buttons, selects := 0, 0
	for i, c := range row.Children {
		at := join(path, "components", i)
		switch {
		case c.Type == wire.Button:
			buttons++
			p.button(at, c)
		case c.IsSelect():
			selects++
			p.selectMenu(at, c)
		default:
			p.add(join(at, "type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).")
		}
	}
	p.count(join(path, "components"), len(row.Children), 1, MaxButtons)
	if selects > 1 || selects == 1 && buttons > 0 {
		p.add(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
	}
}

// button: a link has a URL and no custom ID, a premium button an SKU alone,
// every other a custom ID; all but premium need a label or an emoji.
func (p *Problems) button(path string, c wire.Component) {
	p.length(join(path, "label"), c.Label, 0, MaxLabel)
	if c.Style < wire.StylePrimary || c.Style > wire.StylePremium {
		p.add(join(path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6).")
	}
	switch c.Style {
	case wire.StyleLink:
		if c.CustomID != "" {
			p.add(join(path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
		}
		if c.URL == "" {
			p.add(join(path, "url"), "BASE_TYPE_REQUIRED", "A url is required")
		}
		p.length(join(path, "url"), c.URL, 0, 512)
		p.address(join(path, "url"), c.URL, "http", "https", "discord")
	case wire.StylePremium:
		return
	default:
		if c.URL != "" {
			p.add(join(path, "url"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
		}
		p.length(join(path, "custom_id"), c.CustomID, 1, MaxCustomID)
	}
	if c.Label == "" && c.Emoji == nil {
		p.add(path, "BUTTON_COMPONENT_INVALID_EMPTY", "A button requires a label or emoji.")
	}
}

func (p *Problems) selectMenu(path string, c wire.Component) {
	p.length(join(path, "custom_id"), c.CustomID, 1, MaxCustomID)
	p.length(join(path, "placeholder"), c.Placeholder, 0, 150)
	lowest, highest := value(c.MinValues, 1), value(c.MaxValues, 1)
	if lowest < 0 || lowest > MaxOptions {
		p.add(join(path, "min_values"), "NUMBER_TYPE_MAX", "int value should be less than or equal to 25.")
	}
	if highest < 1 || highest > MaxOptions || highest < lowest {
		p.add(join(path, "max_values"), "NUMBER_TYPE_MIN", "int value should be between min_values and 25.")
	}
	if c.Type == wire.StringSelect {
		p.options(path, c, lowest, highest)
	}
	p.defaults(path, c, lowest, highest)
}

// defaults checks what is chosen beforehand in a select of people, roles or
// channels: as many as may be chosen, each by its ID.
func (p *Problems) defaults(path string, c wire.Component, lowest, highest int) {
	if len(c.DefaultValues) == 0 {
		return
	}
	var list []struct{ ID wire.Snowflake }
	if err := json.Unmarshal(c.DefaultValues, &list); err != nil {
		p.add(join(path, "default_values"), "BASE_TYPE_COERCE", "%v", err)
		return
	}
	if n := len(list); n > 0 && (n < lowest || n > highest) {
		p.add(join(path, "default_values"), "SELECT_COMPONENT_INVALID_DEFAULT_VALUES", "The number of default values must be between min_values and max_values.")
	}
	for i, v := range list {
		if _, err := strconv.ParseUint(string(v.ID), 10, 64); err != nil {
			p.add(join(path, "default_values", i, "id"), "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", v.ID)
		}
	}
}

func (p *Problems) options(path string, c wire.Component, lowest, highest int) {
	p.count(join(path, "options"), len(c.Options), 1, MaxOptions)
	if len(c.Options) > 0 && (highest > len(c.Options) || lowest > len(c.Options)) {
		p.add(join(path, "max_values"), "SELECT_COMPONENT_MAX_VALUES", "max_values cannot be larger than the number of options.")
	}
	seen, defaults := map[string]bool{}, 0
	for i, o := range c.Options {
		at := join(path, "options", i)
		p.length(join(at, "label"), o.Label, 1, 100)
		p.length(join(at, "value"), o.Value, 1, 100)
		p.length(join(at, "description"), o.Description, 0, 100)
		if seen[o.Value] {
			p.add(join(at, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		}
		seen[o.Value] = true
		if o.Default {
			defaults++
		}
	}
	if defaults > highest {
		p.add(join(path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULTS", "More options are chosen by default than max_values allows.")
	}
}

// customIDs: every custom ID of a message or modal is used once.
func (p *Problems) customIDs(path string, list []wire.Component) {
	seen := map[string]bool{}
	wire.Walk(list, func(c *wire.Component) {
		if c.CustomID == "" {
			return
		}
		if seen[c.CustomID] {
			p.add(path, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id %q cannot be duplicated", c.CustomID)
		}
		seen[c.CustomID] = true
	})
}

func value(v *int, otherwise int) int {
	if v == nil {
		return otherwise
	}
	return *v
}
