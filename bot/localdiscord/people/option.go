package people

import (
	"fmt"

	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// choosing is a person who gives a command's options values.
type choosing struct {
	p      *Person
	c      *world.Channel
	values Values
	typed  string // the option that is being typed, if any
	named  resolved
}

// fill turns the values into the options of an interaction, in the command's order.
func (o *choosing) fill(options []wire.Option, words []string) ([]wire.OptionValue, error) {
	if len(options) > 0 && options[0].Type <= wire.OptionGroup {
		return o.fillSub(options, words)
	}
	if len(words) > 0 {
		return nil, fmt.Errorf("%w: no subcommand %q", ErrNoCommand, words[0])
	}
	var out []wire.OptionValue
	used := 0
	for _, option := range options {
		raw, given := o.values[option.Name]
		if !given {
			if option.Required && o.typed == "" {
				return nil, fmt.Errorf("the option %q is required", option.Name)
			}
			continue
		}
		used++
		typing := option.Name == o.typed
		value, err := o.value(option, raw, typing)
		if err != nil {
			return nil, err
		}
		out = append(out, wire.OptionValue{Name: option.Name, Type: option.Type, Value: value, Focused: typing})
	}
	if used != len(o.values) {
		return nil, fmt.Errorf("of the options %v the command knows %d", o.values, used)
	}
	return out, nil
}

func (o *choosing) fillSub(options []wire.Option, words []string) ([]wire.OptionValue, error) {
	for _, option := range options {
		if len(words) > 0 && option.Name == words[0] {
			inner, err := o.fill(option.Options, words[1:])
			return []wire.OptionValue{{Name: option.Name, Type: option.Type, Options: inner}}, err
		}
	}
	return nil, fmt.Errorf("%w: a subcommand is needed", ErrNoCommand)
}

// value checks one value as Discord's client does and resolves what it names.
func (o *choosing) value(option wire.Option, raw any, typing bool) (any, error) {
	switch v := raw.(type) {
	case *Person:
		raw = v.ID
	case *Channel:
		raw = v.ID
	case *Role:
		raw = v.ID
	case File:
		return o.named.upload(o.c, v)
	}
	if typing {
		return fmt.Sprint(raw), nil
	}
	switch option.Type {
	case wire.OptionString:
		return textValue(option, raw)
	case wire.OptionBoolean:
		if b, isBool := raw.(bool); isBool {
			return b, nil
		}
	case wire.OptionInteger, wire.OptionNumber:
		return numberValue(option, raw)
	case wire.OptionUser, wire.OptionChannel, wire.OptionRole, wire.OptionMentionable:
		id := fmt.Sprint(raw)
		return id, o.named.add(o.p, o.c, option.Type, id)
	}
	return nil, fmt.Errorf("the option %q does not take %v", option.Name, raw)
}

func textValue(o wire.Option, raw any) (any, error) {
	text := fmt.Sprint(raw)
	n, highest := rules.Length(text), 6000
	if o.MaxLength != nil {
		highest = *o.MaxLength
	}
	if n > highest || o.MinLength != nil && n < *o.MinLength {
		return nil, fmt.Errorf("the option %q has a wrong length: %d", o.Name, n)
	}
	return text, offered(o, text)
}

func numberValue(o wire.Option, raw any) (any, error) {
	var n float64
	switch v := raw.(type) {
	case int:
		n = float64(v)
	case float64:
		n = v
	default:
		return nil, fmt.Errorf("the option %q takes a number, not %v", o.Name, raw)
	}
	if o.MinValue != nil && n < *o.MinValue || o.MaxValue != nil && n > *o.MaxValue {
		return nil, fmt.Errorf("the option %q is out of range: %v", o.Name, n)
	}
	if o.Type == wire.OptionInteger {
		return int64(n), offered(o, n)
	}
	return n, offered(o, n)
}

// offered: an option with choices takes one of their values.
func offered(o wire.Option, value any) error {
	for _, c := range o.Choices {
		if fmt.Sprint(c.Value) == fmt.Sprint(value) {
			return nil
		}
	}
	if len(o.Choices) > 0 {
		return fmt.Errorf("the option %q does not offer %v", o.Name, value)
	}
	return nil
}

// resolved collects what the IDs in an interaction stand for.
type resolved struct{ wire.Resolved }

// upload keeps a file and returns its attachment's ID.
func (r *resolved) upload(c *world.Channel, f File) (any, error) {
	a, err := c.Upload(f.upload(""), f.Description)
	if err != nil {
		return nil, err
	}
	put(&r.Attachments, a.ID, a)
	return a.ID, nil
}

// add adds what an ID stands for; a channel comes with what the person who
// names it may do there.
func (r *resolved) add(p *Person, c *world.Channel, kind int, id string) error {
	role, user, channel := c.Guild().Role(id), p.h.w.User(id), p.h.w.Channel(id)
	switch {
	case kind == wire.OptionChannel && channel != nil:
		view := channel.View()
		view.PermissionOverwrites, view.Permissions = nil, new(channel.May(p.ID))
		put(&r.Channels, id, view)
	case (kind == wire.OptionRole || kind == wire.OptionMentionable) && role != nil:
		put(&r.Roles, id, *role)
	case (kind == wire.OptionUser || kind == wire.OptionMentionable) && user != nil:
		r.user(c, user)
	default:
		return fmt.Errorf("nothing here has the ID %q", id)
	}
	return nil
}

// user adds a user, and with their permissions the member that they are.
func (r *resolved) user(c *world.Channel, u *world.User) {
	put(&r.Users, u.ID, u.User)
	if m := c.Guild().MemberWith(u.ID, c.May(u.ID)); m != nil {
		m.User = nil
		put(&r.Members, u.ID, *m)
	}
}

func put[T any](all *map[string]T, id string, one T) {
	if *all == nil {
		*all = map[string]T{}
	}
	(*all)[id] = one
}

// orNil is what was collected, nil where that is nothing.
func (r *resolved) orNil() *wire.Resolved {
	if r.Users == nil && r.Roles == nil && r.Channels == nil && r.Attachments == nil {
		return nil
	}
	return &r.Resolved
}
