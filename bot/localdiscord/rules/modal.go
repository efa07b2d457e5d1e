package rules

import "footnote/bot/localdiscord/wire"

// Modal checks a form: a title, one to five fields, each with a label.
// Source: https://discord.com/developers/docs/interactions/receiving-and-responding#modal
func Modal(m wire.Modal) Problems {
	var p Problems
	p.length("data.title", m.Title, 1, 45)
	p.length("data.custom_id", m.CustomID, 1, MaxCustomID)
	p.count("data.components", len(m.Components), 1, 5)
	for i, c := range m.Components {
		p.modalField(join("data.components", i), c)
	}
	p.customIDs("data.components", m.Components)
	return p
}

func (p *Problems) modalField(path string, c wire.Component) {
	switch c.Type {
	case wire.ActionRow:
		p.count(join(path, "components"), len(c.Children), 1, 1)
		for i, input := range c.Children {
			at := join(path, "components", i)
			if input.Type != wire.TextInput {
				p.add(join(at, "type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (4,).")
				continue
			}
			p.length(join(at, "label"), input.Label, 1, 45)
			p.input(at, input)
		}
	case wire.Label:
		p.labelled(path, c)
	case wire.TextDisplay:
		p.text(path, c)
	default:
		p.add(join(path, "type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1, 10, 18).")
	}
}

func (p *Problems) labelled(path string, c wire.Component) {
	p.length(join(path, "label"), c.Label, 1, 45)
	at := join(path, "component")
	switch {
	case c.Inner == nil:
		p.add(at, "BASE_TYPE_REQUIRED", "This field is required")
	case c.Inner.Type == wire.TextInput:
		p.input(at, *c.Inner)
	case c.Inner.IsSelect():
		p.selectMenu(at, *c.Inner)
	case c.Inner.Type == wire.RadioGroup || c.Inner.Type == wire.CheckboxGroup:
		p.group(at, *c.Inner)
	case c.Inner.Type != wire.FileUpload && c.Inner.Type != wire.Checkbox:
		p.add(join(at, "type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (3, 4, 5, 6, 7, 8, 19, 21, 22, 23).")
	}
}

// MaxGroup is how many options a group of radio buttons or checkboxes has at most.
const MaxGroup = 10

// group checks radio buttons, of which there are two or more, and checkboxes.
// Source: https://discord.com/developers/docs/components/reference#radio-group
func (p *Problems) group(path string, c wire.Component) {
	p.length(join(path, "custom_id"), c.CustomID, 1, MaxCustomID)
	least, highest := 2, 1
	if c.Type == wire.CheckboxGroup {
		least, highest = 1, value(c.MaxValues, len(c.Options))
	}
	p.count(join(path, "options"), len(c.Options), least, MaxGroup)
	p.options(path, c, value(c.MinValues, 0), highest)
}

// input checks a text input; its lengths are between 0 and 4,000.
func (p *Problems) input(path string, c wire.Component) {
	p.length(join(path, "custom_id"), c.CustomID, 1, MaxCustomID)
	p.length(join(path, "placeholder"), c.Placeholder, 0, 100)
	p.length(join(path, "value"), c.Value, 0, 4000)
	if c.Style != 1 && c.Style != 2 {
		p.add(join(path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")
	}
	lowest, highest := value(c.MinLength, 0), value(c.MaxLength, 4000)
	if lowest < 0 || lowest > 4000 {
		p.add(join(path, "min_length"), "NUMBER_TYPE_MAX", "int value should be less than or equal to 4000.")
	}
	if highest < 1 || highest > 4000 || highest < lowest {
		p.add(join(path, "max_length"), "NUMBER_TYPE_MIN", "int value should be between min_length and 4000.")
	}
}

// Choices checks the answer to an autocomplete: 25 choices, names of 1-100,
// texts of up to 100.
func Choices(list []wire.Choice) Problems {
	var p Problems
	p.most("data.choices", len(list), MaxOptions)
	for i, c := range list {
		p.choice(join("data.choices", i), c, false)
	}
	return p
}
