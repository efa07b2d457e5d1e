package localdiscord

import (
	"time"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
)

// interaction is one use of a command, component or modal, from the moment
// the person acts to the end of its token.
type interaction struct {
	wire.Interaction
	s         *Server
	userID    string
	createdAt time.Time
	timer     *time.Timer // for the person's "did not respond"

	acked      bool
	failed     bool // nobody responded in time
	response   int  // the callback's type
	originalID string
	ephemeral  bool // of the original response
	followups  []string
	userOnly   bool // user-installed, and the bot is not in the guild
	modal      *wire.Modal
	choices    []wire.Choice
}

// maxFollowups of an application that is not installed in the guild.
// Source: https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
const maxFollowups = 5

// invoke sends an interaction to the bot. kind and data say what was used,
// source is the message of a component.
func (s *Server) invoke(u *user, c *channel, kind int, data wire.InteractionData, source *message) *interaction {
	it := &interaction{s: s, userID: u.ID, createdAt: s.cfg.Now(), Interaction: wire.Interaction{
		ID: s.nextID(), ApplicationID: s.botID, Type: kind, Data: &data, ChannelID: c.ID, GuildID: c.GuildID,
		Token: randomHex(32), Version: 1, Locale: u.locale, Entitlements: []struct{}{},
		AuthorizingIntegrationOwners: map[string]string{}, AttachmentSizeLimit: s.cfg.MaxFileSize,
	}}
	s.situate(it, u, c)
	if source != nil {
		v := s.view(source, person(s.botID), true)
		it.Message = &v
	}
	s.forgetOld()
	s.interactions[it.Token] = it
	it.timer = time.AfterFunc(s.cfg.InteractionDeadline, it.expire)
	s.emit(happening{name: "INTERACTION_PENDING", guildID: c.GuildID, channelID: c.ID, only: u.ID, notBot: true, view: always(Pending{ID: it.ID})})
	s.deliver(it)
	return it
}

// deliver sends INTERACTION_CREATE, which needs no intent.
func (s *Server) deliver(it *interaction) {
	if s.Loses("INTERACTION_CREATE") {
		return
	}
	s.gateway.Dispatch("INTERACTION_CREATE", it.GuildID, 0, func(wire.Intent) any { return it.Interaction })
}

// situate fills in where the person is and how the application got there.
func (s *invocations) situate(it *interaction, u *user, c *channel) {
	channel := s.viewChannel(c)
	may := s.permissions(c, u.ID)
	channel.Permissions = &may
	it.Channel = &channel
	if g := s.guilds[c.GuildID]; g != nil {
		s.situateGuild(it, g, u, may)
	} else {
		it.User = &u.User
		it.Context = wire.ContextPrivateChannel
		it.AppPermissions = perm.DM
		if s.permissions(c, s.botID) != 0 {
			it.Context = wire.ContextBotDM
			it.AuthorizingIntegrationOwners["0"] = "0"
		}
	}
	if u.appInUse {
		it.AuthorizingIntegrationOwners["1"] = u.ID
	}
	if g := s.guilds[c.GuildID]; g == nil || g.members[s.botID] == nil {
		it.userOnly = it.Context != wire.ContextBotDM
	}
}

func (s *invocations) situateGuild(it *interaction, g *guild, u *user, may perm.Set) {
	it.Member = s.memberWith(g, u.ID, may)
	it.Guild = &wire.InteractionGuild{ID: g.ID, Locale: g.PreferredLocale, Features: g.Features}
	it.GuildLocale = g.PreferredLocale
	it.Context = wire.ContextGuild
	if g.members[s.botID] != nil {
		it.AuthorizingIntegrationOwners["0"] = g.ID
		it.AppPermissions = s.permissions(s.channels[it.ChannelID], s.botID)
	} else {
		// What a user-installed app has by itself: Discord lets it speak there.
		it.AppPermissions = perm.ViewChannel | perm.SendMessages | perm.EmbedLinks | perm.AttachFiles
	}
}

// expire runs when the deadline is over: the person is told.
func (it *interaction) expire() {
	it.s.mu.Lock()
	defer it.s.mu.Unlock()
	if it.acked || it.failed {
		return
	}
	it.failed = true
	it.s.emit(happening{
		name: "INTERACTION_FAILED", guildID: it.GuildID, channelID: it.ChannelID, only: it.userID, notBot: true, view: always(Pending{ID: it.ID}),
	})
}

// forgetOld drops tokens that have been void for long, and with MaxHistory
// those whose messages are gone, so that a soak test's memory stays flat.
func (s *invocations) forgetOld() {
	if len(s.interactions) < s.sweepAt {
		return
	}
	for token, it := range s.interactions {
		void := s.cfg.Now().Sub(it.createdAt) > s.cfg.InteractionLife+time.Minute
		gone := s.cfg.MaxHistory > 0 && it.acked && it.originalID != "" && s.original(it) == nil
		if void || gone {
			it.timer.Stop()
			delete(s.interactions, token)
		}
	}
	s.sweepAt = max(1000, 2*len(s.interactions))
}

// live finds an interaction whose token still works.
func (s *invocations) live(token string) *interaction {
	it := s.interactions[token]
	if it == nil || s.cfg.Now().Sub(it.createdAt) > s.cfg.InteractionLife {
		return nil
	}
	return it
}

// metadata is what a message that answers the interaction says about it.
func (it *interaction) metadata() *wire.InteractionMetadata {
	meta := &wire.InteractionMetadata{
		ID: it.ID, Type: it.Type, User: it.s.users[it.userID].User,
		AuthorizingIntegrationOwners: it.AuthorizingIntegrationOwners,
	}
	switch {
	case it.Type == wire.InteractionCommand:
		meta.TargetMessageID = ""
		if it.Data.Type == wire.CommandMessage {
			meta.TargetMessageID = it.Data.TargetID
		}
	case it.Type == wire.InteractionComponent && it.Message != nil:
		meta.InteractedMessageID = it.Message.ID
	case it.Type == wire.InteractionModal:
		trigger := wire.InteractionMetadata{
			ID: it.ID, Type: wire.InteractionCommand, User: meta.User,
			AuthorizingIntegrationOwners: it.AuthorizingIntegrationOwners,
		}
		if it.Message != nil {
			trigger.Type, trigger.InteractedMessageID = wire.InteractionComponent, it.Message.ID
		}
		meta.TriggeringMetadata = &trigger
	}
	return meta
}

// respondKind is the type of a message that answers directly.
func (it *interaction) respondKind() int {
	switch {
	case it.Type == wire.InteractionCommand && it.Data.Type == wire.CommandSlash:
		return wire.MessageSlashCommand
	case it.Type == wire.InteractionCommand:
		return wire.MessageContextCommand
	}
	return wire.MessageReply
}
