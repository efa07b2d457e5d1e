package localdiscord

import (
	"footnote/bot/localdiscord/gateway"
	"footnote/bot/localdiscord/interactions"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// newGateway connects the world of a server to its gateway.
func newGateway(s *Server) *gateway.Gateway {
	cfg := gateway.Config{
		Token: s.cfg.Token, Now: s.cfg.Now, HeartbeatInterval: s.cfg.HeartbeatInterval, ResumeBuffer: s.cfg.ResumeBuffer,
		Starts: s.cfg.Starts, Stop: s.stop, Muted: s.Muted, Changed: s.world.Wake,
		PresenceChanged: func(p gateway.Presence) {
			s.tell(world.Happening{Name: "PRESENCE_UPDATE", NotBot: true, View: world.Always(p)})
		},
	}
	if s.cfg.Validator != nil {
		cfg.Check = s.cfg.Validator.Event
	}
	return gateway.New(cfg, place{s.world}, s.world, s.log)
}

// place is the world as the gateway sees it.
type place struct{ w *world.World }

// Bot implements gateway.Place.
func (p place) Bot() gateway.Bot {
	bot := gateway.Bot{User: p.w.OwnUser(), Intents: p.w.Intents()}
	for _, g := range p.w.Guilds(p.w.BotID()) {
		bot.Guilds = append(bot.Guilds, g.ID)
	}
	return bot
}

// Guild implements gateway.Place.
func (p place) Guild(id string) wire.GuildCreate { return p.w.Guild(id).Created() }

// Members implements gateway.Place.
func (p place) Members(guildID, prefix string, ids []string, limit int) (members []wire.Member, in bool) {
	g := p.w.Guild(guildID)
	if !g.HasBot() {
		return nil, false
	}
	return g.Members(prefix, ids, limit), true
}

// tell hands a happening to every session and subscriber that may see it.
func (s *Server) tell(h world.Happening) {
	if !h.NotBot && s.world.Reaches(h, s.world.BotID()) && !s.Loses(h.Name) {
		s.dispatch(h)
	}
	s.subscriptions.Tell(h)
	s.world.Wake()
}

func (s *Server) dispatch(h world.Happening) {
	view := func(intents wire.Intent) any { return h.View(s.world.Bot(intents)) }
	if h.Name == "MESSAGE_CREATE" {
		s.gateway.Address(h.Name, h.GuildID, h.Intent, view)
	} else {
		s.gateway.Dispatch(h.Name, h.GuildID, h.Intent, view)
	}
}

// deliver sends INTERACTION_CREATE, which needs no intent.
func (s *Server) deliver(it *interactions.Interaction) {
	if s.Loses("INTERACTION_CREATE") {
		return
	}
	send := func(wire.Intent) any { it.Sent(); return it.Interaction }
	if s.gateway.Address("INTERACTION_CREATE", it.GuildID, 0, send) {
		it.Hold()
	}
}
