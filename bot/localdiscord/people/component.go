package people

import (
	"fmt"
	"slices"

	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// Press presses a button.
func (p *Person) Press(channelID, messageID, customID string) (*Invocation, error) {
	return p.component(channelID, messageID, customID, nil)
}

// Select chooses in a menu: values of a string select, else IDs.
func (p *Person) Select(channelID, messageID, customID string, values ...string) (*Invocation, error) {
	return p.component(channelID, messageID, customID, append([]string{}, values...))
}

// component uses a button, or a menu where values are not nil.
func (p *Person) component(channelID, messageID, customID string, values []string) (*Invocation, error) {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	c := p.sees(channelID)
	if c == nil {
		return nil, refusal.UnknownChannel
	}
	m := c.Find(messageID)
	if m == nil || !m.SeenBy(p.ID) {
		return nil, refusal.UnknownMessage
	}
	var found *wire.Component
	wire.Walk(m.Components, func(c *wire.Component) {
		if c.CustomID == customID {
			found = c
		}
	})
	if found == nil || found.Disabled || (values != nil) != found.IsSelect() {
		return nil, fmt.Errorf("%w: %s", ErrNoComponent, customID)
	}
	data := wire.InteractionData{CustomID: customID, ComponentType: found.Type, Values: values}
	if found.IsSelect() {
		named, err := chosen(p, c, *found, values)
		if err != nil {
			return nil, err
		}
		data.Resolved = named
	}
	return p.begin(c, wire.InteractionComponent, data, m), nil
}

// chosen checks the values of a menu and resolves IDs.
func chosen(p *Person, c *world.Channel, menu wire.Component, values []string) (*wire.Resolved, error) {
	if n := len(values); n < *menu.MinValues || n > *menu.MaxValues {
		return nil, fmt.Errorf("the menu takes %d to %d values, not %d", *menu.MinValues, *menu.MaxValues, n)
	}
	kinds := map[int]int{
		wire.UserSelect: wire.OptionUser, wire.RoleSelect: wire.OptionRole,
		wire.MentionableSelect: wire.OptionMentionable, wire.ChannelSelect: wire.OptionChannel,
	}
	var named resolved
	for _, value := range values {
		if kind := kinds[menu.Type]; kind != 0 {
			if err := named.add(p, c, kind, value); err != nil {
				return nil, err
			}
		} else if !offersValue(menu, value) {
			return nil, fmt.Errorf("the menu does not offer %q", value)
		}
	}
	return named.orNil(), nil
}

func offersValue(menu wire.Component, value string) bool {
	return slices.ContainsFunc(menu.Options, func(o wire.SelectOption) bool { return o.Value == value })
}
