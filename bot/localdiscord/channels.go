package localdiscord

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
)

// Channel is a handle on a channel or thread.
type Channel struct {
	ID string
	s  *Server
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
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	st := g.s.guilds[g.ID]
	c := g.s.newChannel(wire.Channel{
		Type: o.Type, GuildID: g.ID, Name: &name, Topic: &o.Topic, Position: ptr(len(st.channels)),
		PermissionOverwrites: append([]perm.Overwrite{}, o.Overwrites...),
	})
	for _, tag := range o.Tags {
		c.AvailableTags = append(c.AvailableTags, wire.ForumTag{ID: g.s.nextID(), Name: tag})
	}
	st.channels = append(st.channels, c.ID)
	g.s.tellChannel("CHANNEL_CREATE", c)
	return &Channel{c.ID, g.s}
}

func (s *views) newChannel(data wire.Channel) *channel {
	if data.ID == "" {
		data.ID = s.nextID()
	}
	c := &channel{
		Channel: data, byID: map[string]*message{}, pinnedAt: map[string]wire.Time{},
		followed: map[string]wire.ThreadMember{}, nonces: map[string]string{},
	}
	s.channels[c.ID] = c
	return c
}

func (s *views) tellChannel(name string, c *channel) {
	s.emit(happening{
		name: name, guildID: c.GuildID, channelID: c.ID, intent: wire.IntentGuilds,
		view: func(viewer) any { return s.viewChannel(c) },
	})
}

// Overwrite sets a channel's exception for a role or member.
func (c *Channel) Overwrite(o perm.Overwrite) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	ch := c.s.channels[c.ID]
	ch.PermissionOverwrites = setOverwrite(ch.PermissionOverwrites, o)
	c.s.tellChannel("CHANNEL_UPDATE", ch)
}

// setOverwrite copies the list with one exception set.
func setOverwrite(list []perm.Overwrite, o perm.Overwrite) []perm.Overwrite {
	out := []perm.Overwrite{}
	for _, old := range list {
		if old.ID != o.ID {
			out = append(out, old)
		}
	}
	return append(out, o)
}

// Delete removes the channel with its threads.
func (c *Channel) Delete() {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	if ch := c.s.channels[c.ID]; ch != nil {
		c.s.dropChannel(ch)
	}
}

func (s *views) dropChannel(c *channel) {
	for _, t := range s.channels {
		if t.IsThread() && *t.ParentID == c.ID {
			s.dropChannel(t)
		}
	}
	name := "CHANNEL_DELETE"
	view := always(s.viewChannel(c))
	if c.IsThread() {
		name = "THREAD_DELETE"
		view = always(map[string]any{"id": c.ID, "guild_id": c.GuildID, "parent_id": c.ParentID, "type": c.Type})
	}
	s.emit(happening{name: name, guildID: c.GuildID, channelID: c.ID, intent: wire.IntentGuilds, view: view})
	delete(s.channels, c.ID)
	if g := s.guilds[c.GuildID]; g != nil {
		g.channels = without(g.channels, c.ID)
	}
	s.wake()
}

// dm finds or makes the direct channel of users.
func (s *views) dm(ids ...string) *channel {
	for id := range s.users[ids[0]].dms {
		if c := s.channels[id]; c != nil && len(c.Recipients) == len(ids) && s.allIn(c, ids) {
			return c
		}
	}
	data := wire.Channel{Type: wire.ChannelDM}
	if len(ids) > 2 {
		data.Type, data.Name, data.OwnerID = wire.ChannelGroupDM, ptr(""), ids[0]
	}
	for _, id := range ids {
		data.Recipients = append(data.Recipients, s.users[id].User)
	}
	c := s.newChannel(data)
	for _, id := range ids {
		s.users[id].dms[c.ID] = true
	}
	s.emit(happening{
		name: "CHANNEL_CREATE", channelID: c.ID, notBot: true,
		view: func(v viewer) any { return s.viewDM(c, v.userID) },
	})
	return c
}

func (s *views) allIn(c *channel, ids []string) bool {
	for _, id := range ids {
		if s.permissions(c, id) == 0 {
			return false
		}
	}
	return true
}
