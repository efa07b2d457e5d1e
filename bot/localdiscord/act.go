package localdiscord

import (
	"errors"
	"fmt"
	"strings"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
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
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	words := strings.Fields(name)
	c, cmd, err := p.usable(channelID, wire.CommandSlash, words)
	if err != nil {
		return nil, err
	}
	resolved := &wire.Resolved{}
	options, err := p.fill(c, cmd.Options, words[1:], values, "", resolved)
	if err != nil {
		return nil, err
	}
	data := wire.InteractionData{ID: cmd.ID, Name: cmd.Name, Type: cmd.Type, GuildID: cmd.GuildID, Options: options, Resolved: orNil(resolved)}
	return p.invoked(p.s.invoke(p.s.users[p.ID], c, wire.InteractionCommand, data, nil)), nil
}

// MessageCommand uses a context-menu command on a message.
func (p *Person) MessageCommand(channelID, name, messageID string) (*Invocation, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c, cmd, err := p.usable(channelID, wire.CommandMessage, []string{name})
	if err != nil {
		return nil, err
	}
	m := c.find(messageID)
	if m == nil || m.onlyFor != "" { // an ephemeral message has no app commands
		return nil, refusal.UnknownMessage
	}
	data := wire.InteractionData{ID: cmd.ID, Name: cmd.Name, Type: cmd.Type, GuildID: cmd.GuildID, TargetID: m.ID}
	data.Resolved = &wire.Resolved{Messages: map[string]wire.Message{m.ID: p.s.view(m, person(p.ID), true)}}
	return p.invoked(p.s.invoke(p.s.users[p.ID], c, wire.InteractionCommand, data, nil)), nil
}

// UserCommand uses a context-menu command on a person.
func (p *Person) UserCommand(channelID, name, userID string) (*Invocation, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c, cmd, err := p.usable(channelID, wire.CommandUser, []string{name})
	if err != nil {
		return nil, err
	}
	if p.s.users[userID] == nil {
		return nil, refusal.UnknownUser
	}
	resolved := &wire.Resolved{}
	p.s.resolveUser(c, userID, resolved)
	data := wire.InteractionData{ID: cmd.ID, Name: cmd.Name, Type: cmd.Type, GuildID: cmd.GuildID, TargetID: userID, Resolved: resolved}
	return p.invoked(p.s.invoke(p.s.users[p.ID], c, wire.InteractionCommand, data, nil)), nil
}

func (p *Person) invoked(it *interaction) *Invocation { return &Invocation{p.s, it} }

// usable finds a command that the person can use in a channel.
func (p *Person) usable(channelID string, kind int, words []string) (*channel, *command, error) {
	c := p.s.channels[channelID]
	if c == nil {
		return nil, nil, refusal.UnknownChannel
	}
	may := p.s.permissions(c, p.ID)
	if !may.Has(perm.ViewChannel) {
		return nil, nil, refusal.MissingAccess
	}
	name := strings.Join(words, " ")
	for _, cmd := range p.s.commands {
		if cmd.Type == kind && (cmd.Name == name || kind == wire.CommandSlash && len(words) > 0 && cmd.Name == words[0]) && p.s.offers(cmd, c, p.ID) {
			return c, cmd, nil
		}
	}
	return nil, nil, fmt.Errorf("%w: %s", ErrNoCommand, name)
}

// Commands are those that the picker shows the person in a channel.
func (p *Person) Commands(channelID string) []wire.Command {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c := p.s.channels[channelID]
	out := []wire.Command{}
	if c == nil || !p.s.canSee(c, p.ID) {
		return out
	}
	for _, cmd := range p.s.commands {
		if p.s.offers(cmd, c, p.ID) {
			out = append(out, cmd.Command)
		}
	}
	return out
}

// offers reports whether Discord's client offers a command: by where it is
// registered and installed, by its contexts, and by the person's permissions.
// Source: https://discord.com/developers/docs/interactions/application-commands#permissions
func (s *invocations) offers(cmd *command, c *channel, userID string) bool {
	g := s.guilds[c.GuildID]
	if g == nil {
		return s.offersDirect(cmd, c, userID)
	}
	if cmd.GuildID != "" && cmd.GuildID != g.ID {
		return false
	}
	here := g.members[s.botID] != nil && (cmd.GuildID != "" || hasInt(cmd.IntegrationTypes, wire.InstallGuild))
	mine := s.users[userID].appInUse && cmd.GuildID == "" && hasInt(cmd.IntegrationTypes, wire.InstallUser)
	if !here && !mine || cmd.GuildID == "" && !hasInt(cmd.Contexts, wire.ContextGuild) {
		return false
	}
	may := s.permissions(c, userID)
	return may.Has(perm.UseCommands) && s.granted(g, cmd, c, userID, may)
}

func (s *invocations) offersDirect(cmd *command, c *channel, userID string) bool {
	if cmd.GuildID != "" {
		return false
	}
	if s.permissions(c, s.botID) != 0 {
		return hasInt(cmd.Contexts, wire.ContextBotDM)
	}
	return s.users[userID].appInUse && hasInt(cmd.IntegrationTypes, wire.InstallUser) && hasInt(cmd.Contexts, wire.ContextPrivateChannel)
}

// granted applies the guild's exceptions, and default_member_permissions
// where there is none: "0" is for administrators alone.
func (s *invocations) granted(g *guild, cmd *command, c *channel, userID string, may perm.Set) bool {
	if may == perm.All {
		return true
	}
	if decided, allowed := g.exception(cmd.ID, c.ID, userID); decided {
		return allowed
	}
	need := cmd.DefaultMemberPermissions
	return need == nil || *need != 0 && s.guildPermissions(g, userID).Has(*need)
}

// exception looks for what an admin decided: a denied channel first, then the
// member, then their roles, among which an allow wins.
func (g *guild) exception(commandID, channelID, userID string) (decided, allowed bool) {
	roles := g.members[userID].Roles
	for _, grant := range g.grants[commandID] {
		if grant.Type == GrantChannel && grant.ID == channelID && !grant.Permission {
			return true, false
		}
	}
	for _, grant := range g.grants[commandID] {
		if grant.Type == GrantUser && grant.ID == userID {
			return true, grant.Permission
		}
	}
	for _, grant := range g.grants[commandID] {
		if grant.Type == GrantRole && (contains(roles, grant.ID) || grant.ID == g.ID) {
			decided, allowed = true, allowed || grant.Permission
		}
	}
	return decided, allowed
}

func hasInt(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}

// autocomplete starts an autocomplete interaction.
func (p *Person) autocomplete(channelID, name, option string, values Values) (*Invocation, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	words := strings.Fields(name)
	c, cmd, err := p.usable(channelID, wire.CommandSlash, words)
	if err != nil {
		return nil, err
	}
	if _, given := values[option]; !given {
		return nil, fmt.Errorf("the option %q being typed needs a value", option)
	}
	resolved := &wire.Resolved{}
	options, err := p.fill(c, cmd.Options, words[1:], values, option, resolved)
	if err != nil {
		return nil, err
	}
	data := wire.InteractionData{ID: cmd.ID, Name: cmd.Name, Type: cmd.Type, GuildID: cmd.GuildID, Options: options}
	return p.invoked(p.s.invoke(p.s.users[p.ID], c, wire.InteractionAutocomplete, data, nil)), nil
}
