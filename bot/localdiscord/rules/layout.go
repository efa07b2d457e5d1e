package rules

import (
	"strings"

	"footnote/bot/localdiscord/wire"
)

// layout checks components V2: what may contain what, 40 components and 4,000
// characters over all of them.
// Source: https://discord.com/developers/docs/components/reference
func (p *Problems) layout(list []wire.Component) {
	count, text := 0, 0
	wire.Walk(list, func(c *wire.Component) {
		count++
		text += Length(c.Content)
	})
	if count > MaxComponents {
		p.add("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "The total number of components cannot exceed %d.", MaxComponents)
	}
	if text > MaxV2Text {
		p.add("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "The total text of the components cannot exceed %d characters.", MaxV2Text)
	}
	for i, c := range list {
		p.block(join("components", i), c, true)
	}
}

// block checks a component at the top or, where top is false, in a container.
func (p *Problems) block(path string, c wire.Component, top bool) {
	switch c.Type {
	case wire.ActionRow:
		p.row(path, c)
	case wire.TextDisplay:
		p.text(path, c)
	case wire.Section:
		p.section(path, c)
	case wire.MediaGallery, wire.File, wire.Separator:
	case wire.Container:
		if !top {
			p.add(join(path, "type"), "UNION_TYPE_CHOICES", "A container cannot be in a container.")
		}
		if len(c.Children) == 0 {
			p.add(join(path, "components"), "BASE_TYPE_REQUIRED", "This field is required")
		}
		for i, inner := range c.Children {
			p.block(join(path, "components", i), inner, false)
		}
	default:
		p.add(join(path, "type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1, 9, 10, 12, 13, 14, 17).")
	}
}

// section: one to three texts beside a button or a thumbnail.
func (p *Problems) section(path string, c wire.Component) {
	p.count(join(path, "components"), len(c.Children), 1, 3)
	for i, inner := range c.Children {
		at := join(path, "components", i)
		if inner.Type != wire.TextDisplay {
			p.add(join(at, "type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (10,).")
			continue
		}
		p.text(at, inner)
	}
	at := join(path, "accessory")
	switch {
	case c.Accessory == nil:
		p.add(at, "BASE_TYPE_REQUIRED", "This field is required")
	case c.Accessory.Type == wire.Button:
		p.button(at, *c.Accessory)
	case c.Accessory.Type != wire.Thumbnail:
		p.add(join(at, "type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (2, 11).")
	}
}

func (p *Problems) text(path string, c wire.Component) {
	p.length(join(path, "content"), strings.TrimSpace(c.Content), 1, MaxV2Text)
}
