package people

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// Values are a command's options by name: string, bool, int, float64,
// *Person, *Channel, *Role or File. An ID may stand for a handle.
type Values map[string]any

// Errors of people's actions that Discord's client prevents before any request.
var (
	// ErrNoCommand: the picker does not show such a command to this person here.
	ErrNoCommand = errors.New("this person sees no such command here")
	// ErrNoComponent: the message has no such component, or it is disabled.
	ErrNoComponent = errors.New("the message has no such button or menu that can be used")
	// ErrNoModal: the bot opened no form.
	ErrNoModal = errors.New("the bot opened no form")
)

// Command uses a slash command; words after the first name a subcommand:
// "articles add".
func (p *Person) Command(channelID, name string, values Values) (*Invocation, error) {
	return p.slash(channelID, name, values, "", wire.InteractionCommand)
}

// Autocomplete types into an option of a slash command and waits for what the
// bot offers.
func (p *Person) Autocomplete(ctx context.Context, channelID, name, option string, values Values) ([]wire.Choice, error) {
	if _, given := values[option]; !given {
		return nil, fmt.Errorf("the option %q being typed needs a value", option)
	}
	v, err := p.slash(channelID, name, values, option, wire.InteractionAutocomplete)
	if err != nil {
		return nil, err
	}
	r, err := v.Response(ctx)
	return r.Choices, err
}

// slash begins an interaction of a slash command; typed is the option that is being
// typed, if any.
func (p *Person) slash(channelID, name string, values Values, typed string, kind int) (*Invocation, error) {
	words := strings.Fields(name)
	return p.use(channelID, wire.CommandSlash, words, kind, func(c *world.Channel, cmd *wire.Command, data *wire.InteractionData) (err error) {
		o := choosing{p: p, c: c, values: values, typed: typed}
		data.Options, err = o.fill(cmd.Options, words[1:])
		if typed == "" {
			data.Resolved = o.named.orNil()
		}
		return err
	})
}

// MessageCommand uses a context-menu command on a message.
func (p *Person) MessageCommand(channelID, name, messageID string) (*Invocation, error) {
	return p.use(channelID, wire.CommandMessage, []string{name}, wire.InteractionCommand, func(c *world.Channel, _ *wire.Command, data *wire.InteractionData) error {
		m := c.Find(messageID)
		if m == nil || m.OnlyFor != "" { // an ephemeral message has no app commands
			return refusal.UnknownMessage
		}
		data.TargetID = m.ID
		data.Resolved = &wire.Resolved{Messages: map[string]wire.Message{m.ID: m.View(world.Person(p.ID), true)}}
		return nil
	})
}

// UserCommand uses a context-menu command on a person.
func (p *Person) UserCommand(channelID, name, userID string) (*Invocation, error) {
	return p.use(channelID, wire.CommandUser, []string{name}, wire.InteractionCommand, func(c *world.Channel, _ *wire.Command, data *wire.InteractionData) error {
		u := p.h.w.User(userID)
		if u == nil {
			return refusal.UnknownUser
		}
		var named resolved
		named.user(c, u)
		data.TargetID, data.Resolved = userID, named.orNil()
		return nil
	})
}

// use begins an interaction with a command, whose data is completed by fill.
func (p *Person) use(channelID string, kind int, words []string, as int, fill func(*world.Channel, *wire.Command, *wire.InteractionData) error) (*Invocation, error) {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	c := p.h.w.Channel(channelID)
	if c == nil {
		return nil, refusal.UnknownChannel
	}
	if !c.May(p.ID).Has(perm.ViewChannel) {
		return nil, refusal.MissingAccess
	}
	name := strings.Join(words, " ")
	for _, cmd := range p.h.commands.Offered(c, p.ID) {
		if cmd.Type == kind && (cmd.Name == name || kind == wire.CommandSlash && len(words) > 0 && cmd.Name == words[0]) {
			data := wire.InteractionData{ID: cmd.ID, Name: cmd.Name, Type: cmd.Type}
			if err := fill(c, cmd, &data); err != nil {
				return nil, err
			}
			return p.begin(c, as, data, nil), nil
		}
	}
	return nil, fmt.Errorf("%w: %s", ErrNoCommand, name)
}

func (p *Person) begin(c *world.Channel, kind int, data wire.InteractionData, source *world.Message) *Invocation {
	return &Invocation{p.h, p.h.interactions.Begin(p.ID, c, kind, data, source)}
}

// Commands are those that the picker shows the person in a channel.
func (p *Person) Commands(channelID string) []wire.Command {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	out := []wire.Command{}
	if c := p.sees(channelID); c != nil {
		for _, cmd := range p.h.commands.Offered(c, p.ID) {
			out = append(out, *cmd)
		}
	}
	return out
}
