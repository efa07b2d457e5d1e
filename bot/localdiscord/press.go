package localdiscord

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"footnote/bot/localdiscord/refusal"
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
		return nil, refusal.UnknownChannel
	}
	m := c.find(messageID)
	if m == nil || m.onlyFor != "" && m.onlyFor != p.ID {
		return nil, refusal.UnknownMessage
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
// go by the custom IDs of its fields, those that are chosen a line each. A field
// left out keeps its preset.
func (p *Person) Submit(v *Invocation, values map[string]string) (*Invocation, error) {
	return p.SubmitFiles(v, values, nil)
}

// SubmitFiles is Submit with files by the custom IDs of their fields.
func (p *Person) SubmitFiles(v *Invocation, values map[string]string, files map[string][]File) (*Invocation, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	modal := v.it.modal
	if modal == nil || v.it.userID != p.ID {
		return nil, ErrNoModal
	}
	c := p.s.channels[v.it.ChannelID]
	if c == nil {
		return nil, refusal.UnknownChannel
	}
	f := filling{p: p, c: c, values: values, files: files, res: &wire.Resolved{}}
	fields, err := f.form(modal.Components)
	if err != nil {
		return nil, err
	}
	var source *message
	if v.it.Message != nil {
		source = c.find(v.it.Message.ID)
	}
	data := wire.InteractionData{CustomID: modal.CustomID, Components: fields, Resolved: orNil(f.res)}
	return p.invoked(p.s.invoke(p.s.users[p.ID], c, wire.InteractionModal, data, source)), nil
}

// filling is a form that a person fills in. Known counts the fields that
// something was given for.
type filling struct {
	p      *Person
	c      *channel
	values map[string]string
	files  map[string][]File
	res    *wire.Resolved
	known  int
}

// form copies a form with what the person wrote: of each field type,
// custom ID and value, which is all that Discord sends back.
func (f *filling) form(form []wire.Component) ([]wire.Component, error) {
	var out []wire.Component
	for _, c := range form {
		row := wire.Component{Type: c.Type, ID: c.ID}
		for _, input := range c.Children {
			one, err := f.field(input)
			if err != nil {
				return nil, err
			}
			row.Children = append(row.Children, one)
		}
		if c.Inner != nil {
			one, err := f.field(*c.Inner)
			if err != nil {
				return nil, err
			}
			row.Inner = &one
		}
		out = append(out, row)
	}
	if f.known != len(f.values)+len(f.files) {
		return nil, fmt.Errorf("of the fields %v and %v the form has %d", f.values, f.files, f.known)
	}
	return out, nil
}

// field fills in one field.
func (f *filling) field(c wire.Component) (wire.Component, error) {
	one := wire.Component{Type: c.Type, ID: c.ID, CustomID: c.CustomID}
	if c.Type == wire.FileUpload {
		return one, f.upload(c, &one)
	}
	text, given := f.values[c.CustomID]
	if given {
		f.known++
	} else {
		text = c.Value
	}
	switch {
	case len(c.Options) > 0:
		return one, choose(c, &one, text, given)
	case c.IsSelect():
		one.Values = []string{text}
		return one, nil
	}
	one.Value = text
	return one, fits(c, text)
}

// upload puts the files of a field in their place; one where nothing else is said.
// Source: https://discord.com/developers/docs/components/reference#file-upload
func (f *filling) upload(c wire.Component, one *wire.Component) error {
	files, given := f.files[c.CustomID]
	if given {
		f.known++
	}
	least, most := 0, 1
	if c.Required == nil || *c.Required {
		least = 1
	}
	if c.MaxValues != nil {
		most = *c.MaxValues
	}
	if n := len(files); n < least || n > most {
		return fmt.Errorf("the field %q takes %d to %d files, not %d", c.CustomID, least, most, n)
	}
	one.Values = []string{}
	for _, file := range files {
		id, err := f.p.uploadOption(f.c, file, f.res)
		if err != nil {
			return err
		}
		one.Values = append(one.Values, fmt.Sprint(id))
	}
	return nil
}

// fits reports whether a text is as long as its field takes.
func fits(c wire.Component, text string) error {
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
		return fmt.Errorf("the field %q takes %d to %d characters, not %d", c.CustomID, lowest, highest, n)
	}
	return nil
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
