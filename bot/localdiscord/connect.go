package localdiscord

import (
	"footnote/bot/localdiscord/gateway"
	"footnote/bot/localdiscord/wire"
)

// newGateway connects the world of a server to its gateway.
func newGateway(s *Server) *gateway.Gateway {
	cfg := gateway.Config{
		Token: s.cfg.Token, Now: s.cfg.Now, HeartbeatInterval: s.cfg.HeartbeatInterval, ResumeBuffer: s.cfg.ResumeBuffer,
		Starts: s.cfg.Starts, Stop: s.stop, Muted: s.Muted, Changed: s.wake,
		PresenceChanged: func(p gateway.Presence) {
			s.emit(happening{name: "PRESENCE_UPDATE", notBot: true, view: always(p)})
		},
	}
	if s.cfg.Validator != nil {
		cfg.Check = s.cfg.Validator.Event
	}
	return gateway.New(cfg, place{s.views}, &s.mu, s.log)
}

// place is the world as the gateway sees it.
type place struct{ *views }

// Bot implements gateway.Place.
func (p place) Bot() gateway.Bot {
	bot := gateway.Bot{User: p.ownUser(), Intents: p.intents}
	for _, id := range p.guildOrder {
		if p.guilds[id].members[p.botID] != nil {
			bot.Guilds = append(bot.Guilds, id)
		}
	}
	return bot
}

// Guild implements gateway.Place.
func (p place) Guild(id string) wire.GuildCreate { return p.guildCreate(p.guilds[id]) }

// Members implements gateway.Place.
func (p place) Members(guildID, prefix string, ids []string, limit int) (members []wire.Member, in bool) {
	g := p.guilds[guildID]
	if g == nil || g.members[p.botID] == nil {
		return nil, false
	}
	return g.search(prefix, ids, limit), true
}
