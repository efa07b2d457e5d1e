package world

import (
	"slices"
	"time"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
)

// Channel is a channel or thread with what is in it.
type Channel struct {
	wire.Channel
	w        *World
	guild    *Guild     // nil for direct and group channels
	messages []*Message // by ID
	byID     map[string]*Message
	pins     []string // newest first
	pinnedAt map[string]wire.Time
	followed map[string]wire.ThreadMember // thread members
	nonces   map[string]string            // nonce -> message
	oldEdits []time.Time                  // the last edits of messages older than an hour
}

func (w *World) newChannel(g *Guild, data wire.Channel) *Channel {
	if data.ID == "" {
		data.ID = w.NextID()
	}
	c := &Channel{
		Channel: data, w: w, guild: g, byID: map[string]*Message{}, pinnedAt: map[string]wire.Time{},
		followed: map[string]wire.ThreadMember{}, nonces: map[string]string{},
	}
	w.channels[c.ID] = c
	if g != nil {
		c.GuildID = g.ID
		g.channels = append(g.channels, c.ID)
	}
	return c
}

// DM finds or makes the direct channel of users.
func (w *World) DM(ids ...string) *Channel {
	for id := range w.users[ids[0]].dms {
		c := w.channels[id]
		if c != nil && len(c.Recipients) == len(ids) && !slices.ContainsFunc(ids, func(id string) bool { return c.May(id) == 0 }) {
			return c
		}
	}
	data := wire.Channel{Type: wire.ChannelDM}
	if len(ids) > 2 {
		data.Type, data.Name, data.OwnerID = wire.ChannelGroupDM, new(""), ids[0]
	}
	for _, id := range ids {
		data.Recipients = append(data.Recipients, w.users[id].User)
	}
	c := w.newChannel(nil, data)
	for _, id := range ids {
		w.users[id].dms[c.ID] = true
	}
	w.Tell(Happening{
		Name: "CHANNEL_CREATE", ChannelID: c.ID, NotBot: true,
		View: func(v Viewer) any { return c.ViewFor(v.UserID) },
	})
	return c
}

// DMs are the direct and group channels of a user, oldest first.
func (w *World) DMs(userID string) []*Channel {
	var out []*Channel
	for id := range w.users[userID].dms {
		if c := w.channels[id]; c != nil {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b *Channel) int { return wire.ByAge(a.ID, b.ID) })
	return out
}

// Guild is the channel's, nil for a direct or group channel.
func (c *Channel) Guild() *Guild { return c.guild }

// tell tells of what happens in the channel.
func (c *Channel) tell(name string, intent wire.Intent, view func(Viewer) any) {
	c.w.Tell(Happening{Name: name, GuildID: c.GuildID, ChannelID: c.ID, Intent: intent, View: view})
}

// tellAll tells of the channel itself.
func (c *Channel) tellAll(name string) {
	c.tell(name, wire.IntentGuilds, func(Viewer) any { return c.View() })
}

// either is the intent for what happens in a guild's channel or in a direct one.
func (c *Channel) either(guild, direct wire.Intent) wire.Intent {
	if c.guild == nil {
		return direct
	}
	return guild
}

// event is an event's data with the guild's ID, where the channel is of one.
func (c *Channel) event(data map[string]any) map[string]any {
	if c.guild != nil {
		data["guild_id"] = c.GuildID
	}
	return data
}

// May is what a user may do in the channel; 0 where they are not in it.
func (c *Channel) May(userID string) perm.Set {
	if c.guild == nil {
		if slices.ContainsFunc(c.Recipients, func(r wire.User) bool { return r.ID == userID }) {
			return perm.DM
		}
		return 0
	}
	who, ok := c.guild.subject(userID)
	if !ok {
		return 0
	}
	base := perm.Base(who, c.guild.rolePermissions)
	if !c.IsThread() {
		return perm.Channel(who, base, c.PermissionOverwrites)
	}
	set := perm.Thread(who, base, c.w.channels[*c.ParentID].PermissionOverwrites)
	// A private thread is for its members and who manages threads.
	if _, in := c.followed[userID]; c.Type == wire.ThreadPrivate && !in && !set.Has(perm.ManageThreads) {
		return 0
	}
	return set
}

// CanSee reports whether a user sees the channel.
func (c *Channel) CanSee(userID string) bool { return c.May(userID).Has(perm.ViewChannel) }

// Writable finds a channel that a user may post in.
func (w *World) Writable(channelID, userID string) (*Channel, *Error) {
	c := w.channels[channelID]
	if c == nil {
		return nil, refusal.UnknownChannel
	}
	may := c.May(userID)
	switch {
	case !may.Has(perm.ViewChannel):
		return nil, refusal.MissingAccess
	case c.IsForum() || c.Type == wire.ChannelCategory:
		return nil, refusal.NotText
	case !may.Has(perm.SendMessages):
		return nil, refusal.MissingPermissions
	case c.IsThread() && c.ThreadMetadata.Locked && !may.Has(perm.ManageThreads):
		return nil, refusal.Locked
	case userID == w.botID && slices.ContainsFunc(c.Recipients, func(r wire.User) bool { return w.users[r.ID].NoDMs }):
		return nil, refusal.CannotDM
	}
	return c, nil
}

// Delete removes the channel with its threads.
func (c *Channel) Delete() {
	for _, t := range c.w.Threads(func(t *Channel) bool { return *t.ParentID == c.ID }) {
		t.Delete()
	}
	if c.IsThread() {
		data := map[string]any{"id": c.ID, "guild_id": c.GuildID, "parent_id": c.ParentID, "type": c.Type}
		c.tell("THREAD_DELETE", wire.IntentGuilds, Always(data))
	} else {
		c.tell("CHANNEL_DELETE", wire.IntentGuilds, Always(c.View()))
	}
	delete(c.w.channels, c.ID)
	if c.guild != nil {
		c.guild.channels = without(c.guild.channels, c.ID)
	}
	c.w.Wake()
}

// Typing shows that a user is typing.
func (c *Channel) Typing(userID string) {
	data := c.event(map[string]any{"channel_id": c.ID, "user_id": userID, "timestamp": c.w.cfg.Now().Unix()})
	if c.guild != nil {
		data["member"] = *c.guild.members[userID]
	}
	c.tell("TYPING_START", c.either(wire.IntentGuildTyping, wire.IntentDirectTyping), Always(data))
}

// View is the channel with its counts.
func (c *Channel) View() wire.Channel {
	out := c.Channel
	if !c.IsThread() {
		return out
	}
	messages, members := 0, min(len(c.followed), 50)
	for _, m := range c.messages {
		if m.OnlyFor == "" && m.Type != wire.MessageThreadStarter {
			messages++
		}
	}
	out.MessageCount, out.MemberCount, out.TotalMessageSent = &messages, &members, new(messages)
	if me, ok := c.followed[c.w.botID]; ok {
		out.Member = &me
	}
	return out
}

// ViewFor is the channel as one user has it: the recipients of a direct channel are
// the others.
func (c *Channel) ViewFor(userID string) wire.Channel {
	out := c.View()
	out.Recipients = nil
	for _, r := range c.Recipients {
		if r.ID != userID {
			out.Recipients = append(out.Recipients, r)
		}
	}
	return out
}

// without copies a list and leaves s out.
func without(list []string, s string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(x string) bool { return x == s })
}
