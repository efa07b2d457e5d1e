package localdiscord

import (
	"fmt"

	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
)

// fill turns a person's values into the options of an interaction, in the
// command's order; focused names the one that is being typed.
func (p *Person) fill(c *channel, options []wire.Option, words []string, values Values, focused string, res *wire.Resolved) ([]wire.OptionValue, error) {
	if len(options) > 0 && options[0].Type <= wire.OptionGroup {
		return p.fillSub(c, options, words, values, focused, res)
	}
	if len(words) > 0 {
		return nil, fmt.Errorf("%w: no subcommand %q", ErrNoCommand, words[0])
	}
	var out []wire.OptionValue
	used := 0
	for _, o := range options {
		raw, given := values[o.Name]
		if !given {
			if o.Required && focused == "" {
				return nil, fmt.Errorf("the option %q is required", o.Name)
			}
			continue
		}
		used++
		value, err := p.value(c, o, raw, o.Name == focused, res)
		if err != nil {
			return nil, err
		}
		out = append(out, wire.OptionValue{Name: o.Name, Type: o.Type, Value: value, Focused: o.Name == focused})
	}
	if used != len(values) {
		return nil, fmt.Errorf("of the options %v the command knows %d", values, used)
	}
	return out, nil
}

func (p *Person) fillSub(c *channel, options []wire.Option, words []string, values Values, focused string, res *wire.Resolved) ([]wire.OptionValue, error) {
	for _, o := range options {
		if len(words) > 0 && o.Name == words[0] {
			inner, err := p.fill(c, o.Options, words[1:], values, focused, res)
			return []wire.OptionValue{{Name: o.Name, Type: o.Type, Options: inner}}, err
		}
	}
	return nil, fmt.Errorf("%w: a subcommand is needed", ErrNoCommand)
}

// value checks one value as Discord's client does and resolves what it names.
func (p *Person) value(c *channel, o wire.Option, raw any, typing bool, res *wire.Resolved) (any, error) {
	switch v := raw.(type) {
	case *Person:
		raw = v.ID
	case *Channel:
		raw = v.ID
	case *Role:
		raw = v.ID
	case File:
		return p.uploadOption(c, v, res)
	}
	if typing {
		return fmt.Sprint(raw), nil
	}
	switch o.Type {
	case wire.OptionString:
		return textValue(o, raw)
	case wire.OptionBoolean:
		if b, isBool := raw.(bool); isBool {
			return b, nil
		}
	case wire.OptionInteger, wire.OptionNumber:
		return numberValue(o, raw)
	case wire.OptionUser, wire.OptionChannel, wire.OptionRole, wire.OptionMentionable:
		id := fmt.Sprint(raw)
		return id, p.s.resolve(c, p.ID, o.Type, id, res)
	}
	return nil, fmt.Errorf("the option %q does not take %v", o.Name, raw)
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

func (p *Person) uploadOption(c *channel, f File, res *wire.Resolved) (any, error) {
	if len(f.Data) > p.s.cfg.MaxFileSize {
		return nil, refusal.TooLarge
	}
	a := p.s.store(c.ID, rest.Upload{Name: rest.CleanName(f.Name), ContentType: f.ContentType, Data: f.Data}, f.Description, true)
	a.URL = cdn + p.s.signedPath(p.s.files[a.ID])
	a.ProxyURL = a.URL
	if res.Attachments == nil {
		res.Attachments = map[string]wire.Attachment{}
	}
	res.Attachments[a.ID] = a
	return a.ID, nil
}

// resolve adds what an ID stands for; a channel comes with what the person who
// names it may do there.
func (s *invocations) resolve(c *channel, who string, kind int, id string, res *wire.Resolved) error {
	g := s.guilds[c.GuildID]
	isRole := g != nil && g.roles[id] != nil
	switch {
	case kind == wire.OptionChannel && s.channels[id] != nil:
		if res.Channels == nil {
			res.Channels = map[string]wire.Channel{}
		}
		named, may := s.viewChannel(s.channels[id]), s.permissions(s.channels[id], who)
		named.PermissionOverwrites, named.Permissions = nil, &may
		res.Channels[id] = named
	case kind == wire.OptionRole && isRole, kind == wire.OptionMentionable && isRole:
		if res.Roles == nil {
			res.Roles = map[string]wire.Role{}
		}
		res.Roles[id] = *g.roles[id]
	case (kind == wire.OptionUser || kind == wire.OptionMentionable) && s.users[id] != nil:
		s.resolveUser(c, id, res)
	default:
		return fmt.Errorf("nothing here has the ID %q", id)
	}
	return nil
}

func (s *invocations) resolveUser(c *channel, id string, res *wire.Resolved) {
	if res.Users == nil {
		res.Users, res.Members = map[string]wire.User{}, map[string]wire.Member{}
	}
	res.Users[id] = s.users[id].User
	if m := s.memberIn(c.GuildID, id); m != nil {
		m.Permissions = ptr(s.permissions(c, id))
		res.Members[id] = *m
	}
}

func orNil(r *wire.Resolved) *wire.Resolved {
	if r.Users == nil && r.Roles == nil && r.Channels == nil && r.Attachments == nil {
		return nil
	}
	return r
}
