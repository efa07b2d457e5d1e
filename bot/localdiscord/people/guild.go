package people

import (
	"cmp"
	"time"

	"footnote/bot/localdiscord/commands"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// Guild is a handle on a guild.
type Guild struct {
	ID string
	h  *Handles
}

// GuildOptions are what a guild may differ in. The zero value has the bot as a
// member with Everyday permissions and ManageMessages.
type GuildOptions struct {
	Owner      *Person // nil: a person made for it
	Locale     string  // empty: en-US
	WithoutBot bool    // the application is not installed here
	Everyone   perm.Set
	Bot        perm.Set // of the bot's own role, beside Everyone
}

// AddGuild makes a guild, with no channel in it.
func (h *Handles) AddGuild(name string, o GuildOptions) *Guild {
	if o.Owner == nil {
		o.Owner = h.AddPerson("owner of "+name, PersonOptions{})
	}
	h.w.Lock()
	defer h.w.Unlock()
	g := h.w.AddGuild(name, cmp.Or(o.Locale, "en-US"), o.Owner.ID, cmp.Or(o.Everyone, perm.Everyday))
	if !o.WithoutBot {
		g.AddBot(cmp.Or(o.Bot, perm.ManageMessages|perm.ManageThreads|perm.PinMessages))
	}
	return &Guild{g.ID, h}
}

// Guild gives the handle of a guild, nil where there is none.
func (h *Handles) Guild(id string) *Guild {
	h.w.Lock()
	defer h.w.Unlock()
	if h.w.Guild(id) == nil {
		return nil
	}
	return &Guild{id, h}
}

// do does something in the guild.
func (g *Guild) do(what func(*world.Guild)) {
	g.h.w.Lock()
	defer g.h.w.Unlock()
	what(g.h.w.Guild(g.ID))
}

// AddBot installs the application in the guild.
func (g *Guild) AddBot(set perm.Set) { g.do(func(w *world.Guild) { w.AddBot(set) }) }

// RemoveBot throws the bot out of the guild.
func (g *Guild) RemoveBot() { g.do((*world.Guild).RemoveBot) }

// Add makes people members, each with these roles.
func (g *Guild) Add(p *Person, roles ...*Role) {
	g.do(func(w *world.Guild) { w.Add(p.ID, roleIDs(roles)) })
}

// SetRoles gives a member these roles and no others.
func (g *Guild) SetRoles(p *Person, roles ...*Role) {
	g.change(p, func(m *wire.Member) { m.Roles = roleIDs(roles) })
}

// Timeout lets a member only read until then; the zero time ends it.
func (g *Guild) Timeout(p *Person, until time.Time) {
	g.change(p, func(m *wire.Member) {
		m.CommunicationDisabledUntil = nil
		if !until.IsZero() {
			m.CommunicationDisabledUntil = &wire.Time{Time: until}
		}
	})
}

func (g *Guild) change(p *Person, do func(*wire.Member)) {
	g.do(func(w *world.Guild) { w.Change(p.ID, do) })
}

// Remove takes a person out of the guild.
func (g *Guild) Remove(p *Person) { g.do(func(w *world.Guild) { w.Remove(p.ID) }) }

// Role is a handle on a role.
type Role struct{ ID string }

func roleIDs(roles []*Role) []string {
	ids := make([]string, len(roles))
	for i, r := range roles {
		ids[i] = r.ID
	}
	return ids
}

// AddRole makes a role; mentionable lets everybody ring for it.
func (g *Guild) AddRole(name string, set perm.Set, mentionable bool) *Role {
	var r Role
	g.do(func(w *world.Guild) { r.ID = w.AddRole(name, set, mentionable).ID })
	return &r
}

// Grant overrides default_member_permissions of the named command, as a
// guild's settings do.
func (g *Guild) Grant(commandName string, grants ...commands.Grant) {
	g.do(func(*world.Guild) { g.h.commands.Grant(g.ID, commandName, grants) })
}

// Channel is a handle on a channel or thread.
type Channel struct {
	ID string
	h  *Handles
}

// ChannelOptions are what a channel may differ in; the zero value is a text channel.
type ChannelOptions struct {
	Type       int // wire.ChannelText, ChannelForum, ChannelAnnouncement, ...
	Topic      string
	Overwrites []perm.Overwrite
	Tags       []string // a forum's
}

// AddChannel makes a channel in the guild.
func (g *Guild) AddChannel(name string, o ChannelOptions) *Channel {
	c := &Channel{h: g.h}
	g.do(func(w *world.Guild) {
		c.ID = w.AddChannel(wire.Channel{
			Type: o.Type, Name: &name, Topic: &o.Topic, PermissionOverwrites: append([]perm.Overwrite{}, o.Overwrites...),
		}, o.Tags...).ID
	})
	return c
}

// Channel gives the handle of a channel or thread, nil where there is none.
func (h *Handles) Channel(id string) *Channel {
	h.w.Lock()
	defer h.w.Unlock()
	if h.w.Channel(id) == nil {
		return nil
	}
	return &Channel{id, h}
}

// do does something to the channel, where it is still there.
func (c *Channel) do(what func(*world.Channel)) {
	c.h.w.Lock()
	defer c.h.w.Unlock()
	if w := c.h.w.Channel(c.ID); w != nil {
		what(w)
	}
}

// Overwrite sets a channel's exception for a role or member.
func (c *Channel) Overwrite(o perm.Overwrite) { c.do(func(w *world.Channel) { w.SetOverwrite(o) }) }

// Delete removes the channel with its threads.
func (c *Channel) Delete() { c.do((*world.Channel).Delete) }

// Archive archives a thread and locks it where asked, or opens it again.
func (c *Channel) Archive(on, lock bool) {
	c.do(func(w *world.Channel) {
		if w.IsThread() {
			w.Archive(on, lock)
		}
	})
}

// Webhook posts in a channel in the name of an incoming webhook.
func (c *Channel) Webhook(name, text string) (wire.Message, error) {
	var out wire.Message
	refused := refusal.UnknownChannel
	c.do(func(w *world.Channel) {
		m, err := w.PostAs(name, text)
		if refused = err; err == nil {
			out = m.View(world.Person(""), true)
		}
	})
	return out, asError(refused)
}
