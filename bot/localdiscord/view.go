package localdiscord

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
)

// viewer is who looks at something: a gateway session of the bot, REST on the
// bot's behalf, or a person.
type viewer struct {
	userID  string
	content bool // sees the content of every message
}

// rest is the bot's view through REST: Message Content gates history too.
func (s *world) rest() viewer {
	return viewer{s.botID, s.intents&wire.IntentMessageContent != 0}
}

func person(userID string) viewer { return viewer{userID, true} }

// view is a message as one viewer gets it. full leaves content in whatever the
// viewer's intents, for the target of a context-menu command.
func (s *views) view(m *message, v viewer, full bool) wire.Message {
	out := m.Message
	out.Reactions = viewReactions(m.reactions, v.userID)
	c := s.channels[m.ChannelID]
	if t := s.channels[m.ID]; t != nil && t.IsThread() {
		thread := s.viewChannel(t)
		out.Thread = &thread
	}
	if ref := m.MessageReference; ref != nil && m.Type == wire.MessageReply {
		if target := s.messageAt(ref); target != nil {
			inner := s.view(target, v, full)
			inner.ReferencedMessage = nil
			out.ReferencedMessage = &inner
		}
	}
	out.Attachments = s.signed(m)
	if !full && c != nil && !v.content && !s.contentExempt(m, c, v.userID) {
		out.Content, out.Embeds, out.Components = "", []wire.Embed{}, []wire.Component{}
		out.Attachments = []wire.Attachment{}
	}
	return out
}

func (s *views) messageAt(ref *wire.MessageReference) *message {
	if c := s.channels[ref.ChannelID]; c != nil {
		return c.find(ref.MessageID)
	}
	return nil
}

// contentExempt: the Message Content intent is not needed for the bot's own
// messages, direct messages and messages that mention the bot; a mention of
// its role counts as Discord's "mentions the bot" does not, so it is left out.
// Source: https://discord.com/developers/docs/events/gateway#message-content-intent
func (s *world) contentExempt(m *message, c *channel, botID string) bool {
	if m.Author.ID == botID || m.ApplicationID == botID || c.GuildID == "" {
		return true
	}
	for _, u := range m.Mentions {
		if u.ID == botID {
			return true
		}
	}
	return false
}

func viewReactions(list []reaction, viewer string) []wire.Reaction {
	var out []wire.Reaction
	for _, r := range list {
		name := r.emoji.Name
		one := wire.Reaction{
			Emoji: wire.ReactionEmoji{ID: r.emoji.ID, Name: &name}, Count: len(r.users),
			CountDetails: wire.CountDetails{Normal: len(r.users)}, BurstColors: []string{},
		}
		for _, id := range r.users {
			one.Me = one.Me || id == viewer
		}
		out = append(out, one)
	}
	return out
}

// viewChannel copies a channel with its counts.
func (s *views) viewChannel(c *channel) wire.Channel {
	out := c.Channel
	if c.IsThread() {
		messages, members := 0, min(len(c.followed), 50)
		for _, m := range c.messages {
			if m.onlyFor == "" && m.Type != wire.MessageThreadStarter {
				messages++
			}
		}
		out.MessageCount, out.MemberCount = &messages, &members
		total := messages
		out.TotalMessageSent = &total
		if me, ok := c.followed[s.botID]; ok {
			out.Member = &me
		}
	}
	return out
}

// viewGuild is a guild as REST gives it.
func (s *views) viewGuild(g *guild) wire.Guild {
	out := g.Guild
	out.Roles = g.sortedRoles()
	return out
}

func (s *views) guildCreate(g *guild) wire.GuildCreate {
	out := wire.GuildCreate{
		Guild: s.viewGuild(g), JoinedAt: g.joinedAt, MemberCount: len(g.members),
		VoiceStates: []struct{}{}, Members: []wire.Member{}, Channels: []wire.Channel{}, Threads: []wire.Channel{},
		Presences: []struct{}{}, StageInstances: []struct{}{}, GuildScheduledEvents: []struct{}{}, SoundboardSounds: []struct{}{},
	}
	// Without the members intent a bot gets itself only; small guilds send all,
	// which a bot must not rely on, so it is left out here.
	if m := g.members[s.botID]; m != nil {
		out.Members = append(out.Members, *m)
	}
	for _, id := range g.channels {
		c := s.channels[id]
		if c == nil || c.IsThread() && (c.ThreadMetadata.Archived || !s.canSee(c, s.botID)) {
			continue
		}
		if c.IsThread() {
			out.Threads = append(out.Threads, s.viewChannel(c))
		} else {
			out.Channels = append(out.Channels, s.viewChannel(c))
		}
	}
	return out
}

// memberIn is the member as it stands beside a message's author: without user.
func (s *world) memberIn(guildID, userID string) *wire.Member {
	g := s.guilds[guildID]
	if g == nil || g.members[userID] == nil {
		return nil
	}
	m := *g.members[userID]
	m.User = nil
	return &m
}

// memberWith is the member as an interaction carries it: with permissions.
func (s *world) memberWith(g *guild, userID string, set perm.Set) *wire.Member {
	if g.members[userID] == nil {
		return nil
	}
	m := *g.members[userID]
	m.Permissions = &set
	return &m
}
