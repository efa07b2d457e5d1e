package localdiscord

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
)

// Press presses a button.
func (p *Person) Press(channelID, messageID, customID string) (*Invocation, error) {
	return p.component(channelID, messageID, customID, nil)
}

// Select chooses in a menu: values of a string select, else IDs.
func (p *Person) Select(channelID, messageID, customID string, values ...string) (*Invocation, error) {
	if values == nil {
		values = []string{}
	}
	return p.component(channelID, messageID, customID, values)
}

func (p *Person) component(channelID, messageID, customID string, values []string) (*Invocation, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c := p.s.channels[channelID]
	if c == nil || !p.s.canSee(c, p.ID) {
		return nil, errUnknownChannel
	}
	m := c.find(messageID)
	if m == nil || m.onlyFor != "" && m.onlyFor != p.ID {
		return nil, errUnknownMessage
	}
	found := findComponent(m.Components, customID)
	if found == nil || found.Disabled || (values != nil) != found.IsSelect() {
		return nil, fmt.Errorf("%w: %s", ErrNoComponent, customID)
	}
	data := wire.InteractionData{CustomID: customID, ComponentType: found.Type, Values: values}
	if err := p.s.choose(c, p.ID, *found, &data); err != nil {
		return nil, err
	}
	return p.invoked(p.s.invoke(p.s.users[p.ID], c, wire.InteractionComponent, data, m)), nil
}

func findComponent(list []wire.Component, customID string) *wire.Component {
	var found *wire.Component
	wire.Walk(list, func(c *wire.Component) {
		if c.CustomID == customID {
			found = c
		}
	})
	return found
}

// choose checks the values of a select and resolves IDs.
func (s *invocations) choose(c *channel, who string, menu wire.Component, data *wire.InteractionData) error {
	if !menu.IsSelect() {
		return nil
	}
	if n := len(data.Values); n < *menu.MinValues || n > *menu.MaxValues {
		return fmt.Errorf("the menu takes %d to %d values, not %d", *menu.MinValues, *menu.MaxValues, n)
	}
	kinds := map[int]int{
		wire.UserSelect: wire.OptionUser, wire.RoleSelect: wire.OptionRole,
		wire.MentionableSelect: wire.OptionMentionable, wire.ChannelSelect: wire.OptionChannel,
	}
	res := &wire.Resolved{}
	for _, value := range data.Values {
		if kind := kinds[menu.Type]; kind != 0 {
			if err := s.resolve(c, who, kind, value, res); err != nil {
				return err
			}
		} else if !hasOption(menu, value) {
			return fmt.Errorf("the menu does not offer %q", value)
		}
	}
	data.Resolved = orNil(res)
	return nil
}

func hasOption(menu wire.Component, value string) bool {
	for _, o := range menu.Options {
		if o.Value == value {
			return true
		}
	}
	return false
}

// Submit sends the form that the bot opened in answer to an invocation; values
// go by the custom IDs of its fields. A field left out keeps its preset.
func (p *Person) Submit(v *Invocation, values map[string]string) (*Invocation, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	modal := v.it.modal
	if modal == nil || v.it.userID != p.ID {
		return nil, ErrNoModal
	}
	fields, err := filled(modal.Components, values)
	if err != nil {
		return nil, err
	}
	c := p.s.channels[v.it.ChannelID]
	if c == nil {
		return nil, errUnknownChannel
	}
	var source *message
	if v.it.Message != nil {
		source = c.find(v.it.Message.ID)
	}
	data := wire.InteractionData{CustomID: modal.CustomID, Components: fields}
	return p.invoked(p.s.invoke(p.s.users[p.ID], c, wire.InteractionModal, data, source)), nil
}

// filled copies a form with what the person wrote: of each field type,
// custom ID and value, which is all that Discord sends back.
func filled(form []wire.Component, values map[string]string) ([]wire.Component, error) {
	var out []wire.Component
	known := 0
	for _, c := range form {
		row := wire.Component{Type: c.Type, ID: c.ID}
		for _, input := range c.Children {
			one, used, err := fillInput(input, values)
			if err != nil {
				return nil, err
			}
			known += used
			row.Children = append(row.Children, one)
		}
		if c.Inner != nil {
			one, used, err := fillInput(*c.Inner, values)
			if err != nil {
				return nil, err
			}
			known += used
			row.Inner = &one
		}
		out = append(out, row)
	}
	if known != len(values) {
		return nil, fmt.Errorf("of the fields %v the form has %d", values, known)
	}
	return out, nil
}

func fillInput(c wire.Component, values map[string]string) (wire.Component, int, error) {
	text, given := values[c.CustomID]
	used := 0
	if given {
		used = 1
	} else {
		text = c.Value
	}
	one := wire.Component{Type: c.Type, ID: c.ID, CustomID: c.CustomID}
	if len(c.Options) > 0 {
		return one, used, choose(c, &one, text, given)
	}
	if c.IsSelect() {
		one.Values = []string{text}
		return one, used, nil
	}
	n := rules.Length(text)
	required := c.Required == nil || *c.Required
	lowest, highest := 0, 4000
	if c.MinLength != nil {
		lowest = *c.MinLength
	}
	if c.MaxLength != nil {
		highest = *c.MaxLength
	}
	if required && n == 0 || n > 0 && n < lowest || n > highest {
		return one, used, fmt.Errorf("the field %q takes %d to %d characters, not %d", c.CustomID, lowest, highest, n)
	}
	one.Value = text
	return one, used, nil
}

// choose fills in a field of a form that is chosen from: values a line each, and
// what is chosen already where nothing is given. Radio buttons come back as one
// value, menus and checkboxes as a list.
func choose(c wire.Component, one *wire.Component, text string, given bool) error {
	var chosen []string
	for _, o := range c.Options {
		if !given && o.Default {
			chosen = append(chosen, o.Value)
		}
	}
	if text != "" {
		chosen = strings.Split(text, "\n")
	}
	least, most := 0, 1
	if c.Required == nil || *c.Required {
		least = 1
	}
	if c.Type != wire.RadioGroup && c.MaxValues != nil {
		most = *c.MaxValues
	} else if c.Type == wire.CheckboxGroup {
		most = len(c.Options)
	}
	if n := len(chosen); n < least || n > most {
		return fmt.Errorf("the field %q takes %d to %d values, not %d", c.CustomID, least, most, n)
	}
	for _, value := range chosen {
		if !slices.ContainsFunc(c.Options, func(o wire.SelectOption) bool { return o.Value == value }) {
			return fmt.Errorf("the field %q does not offer %q", c.CustomID, value)
		}
	}
	if c.Type == wire.RadioGroup {
		one.Value = strings.Join(chosen, "")
		return nil
	}
	one.Values = chosen
	return nil
}

// Autocomplete types into an option of a slash command and waits for what the
// bot offers.
func (p *Person) Autocomplete(ctx context.Context, channelID, name, option string, values Values) ([]wire.Choice, error) {
	v, err := p.autocomplete(channelID, name, option, values)
	if err != nil {
		return nil, err
	}
	r, err := v.Response(ctx)
	return r.Choices, err
}
