package people

import (
	"fmt"
	"strings"

	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// Submit sends the form that the bot opened in answer to an invocation; values
// go by the custom IDs of its fields, those that are chosen a line each. A field
// left out keeps its preset.
func (p *Person) Submit(v *Invocation, values map[string]string) (*Invocation, error) {
	return p.SubmitFiles(v, values, nil)
}

// SubmitFiles is Submit with files by the custom IDs of their fields.
func (p *Person) SubmitFiles(v *Invocation, values map[string]string, files map[string][]File) (*Invocation, error) {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	modal := v.it.Modal
	if modal == nil || v.it.UserID != p.ID {
		return nil, ErrNoModal
	}
	c := p.h.w.Channel(v.it.ChannelID)
	if c == nil {
		return nil, refusal.UnknownChannel
	}
	f := filling{c: c, values: values, files: files}
	fields, err := f.form(modal.Components)
	if err != nil {
		return nil, err
	}
	var source *world.Message
	if v.it.Message != nil {
		source = c.Find(v.it.Message.ID)
	}
	data := wire.InteractionData{CustomID: modal.CustomID, Components: fields, Resolved: f.named.orNil()}
	return p.begin(c, wire.InteractionModal, data, source), nil
}

// filling is a form that a person fills in. Known counts the fields that
// something was given for.
type filling struct {
	c      *world.Channel
	values map[string]string
	files  map[string][]File
	named  resolved
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
		id, err := f.named.upload(f.c, file)
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
		if !offersValue(c, value) {
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
