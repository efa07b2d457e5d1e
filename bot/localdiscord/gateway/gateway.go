// Package gateway is the local Discord's gateway: connections and the sessions that
// outlive them, with heartbeats, RESUME, shards and both compressions.
package gateway

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"sync"
	"time"

	"footnote/bot/localdiscord/traffic"
	"footnote/bot/localdiscord/wire"
)

// Place is what a bot is connected to. It is asked with the lock held.
type Place interface {
	// Bot is what READY says of the bot.
	Bot() Bot
	// Guild is a guild as GUILD_CREATE has it.
	Guild(id string) wire.GuildCreate
	// Members are those of a guild by the beginning of their names or by their IDs,
	// at most limit where that is above 0; in is false where the bot is no member.
	Members(guildID, prefix string, ids []string, limit int) (members []wire.Member, in bool)
}

// Bot is the bot that connects.
type Bot struct {
	User wire.OwnUser
	// Intents are the privileged ones that are switched on.
	Intents wire.Intent
	Guilds  []string // IDs of those that the bot is in
}

// Config is how a gateway behaves.
type Config struct {
	Token             string // of the bot, without "Bot "
	Now               func() time.Time
	HeartbeatInterval time.Duration
	ResumeBuffer      int // events that a session keeps for RESUME
	Starts            Starts
	// Check, where set, says what is wrong with an event.
	Check func(name string, data []byte) error
	// Stop ends what waits.
	Stop <-chan struct{}
	// Muted reports whether heartbeats are left unanswered.
	Muted func() bool
	// Changed and PresenceChanged are called with the lock held, after a change of
	// connections and of the bot's presence.
	Changed         func()
	PresenceChanged func(Presence)
}

// Gateway serves connections of one bot.
type Gateway struct {
	cfg   Config
	place Place
	log   *traffic.Journal
	work  sync.WaitGroup // connections

	mu           sync.Locker // of the place; guards everything below
	sessions     map[string]*session
	conns        map[*conn]struct{}
	presence     Presence
	lastIdentify map[int]time.Time
	identifies   int
	holds        bool // until the first session
	held         []event
}

// event is what happened, for every session that takes it.
type event struct {
	name, guildID string
	intent        wire.Intent
	data          func(wire.Intent) any
}

// mostHeld is how many events wait for a first session.
const mostHeld = 1000

// New makes a gateway to a place, whose lock is mu.
func New(cfg Config, place Place, mu sync.Locker, log *traffic.Journal) *Gateway {
	cfg.Starts = cfg.Starts.withDefaults()
	return &Gateway{
		cfg: cfg, place: place, mu: mu, log: log,
		sessions: map[string]*session{}, conns: map[*conn]struct{}{}, lastIdentify: map[int]time.Time{},
	}
}

// Dispatch sends an event to every session that takes it: of a guild, "" for none,
// and of an intent, 0 for one that needs none. data is the event as a session with
// these intents sees it. The lock is held.
func (g *Gateway) Dispatch(name, guildID string, intent wire.Intent, data func(wire.Intent) any) {
	for _, ses := range g.sessions {
		ses.take(event{name, guildID, intent, data})
	}
}

// Address dispatches what people want of the bot. It reports whether it waits for the
// first session instead, see Control.HoldForBot.
func (g *Gateway) Address(name, guildID string, intent wire.Intent, data func(wire.Intent) any) (held bool) {
	if !g.holds || len(g.held) == mostHeld {
		g.Dispatch(name, guildID, intent, data)
		return false
	}
	g.held = append(g.held, event{name, guildID, intent, data})
	return true
}

// deliverHeld sends a first session what has waited for it.
func (g *Gateway) deliverHeld(ses *session) {
	for _, e := range g.held {
		ses.take(e)
	}
	g.holds, g.held = false, nil
}

// Connected reports whether a session has a connection. The lock is held.
func (g *Gateway) Connected() bool {
	for _, ses := range g.sessions {
		if ses.conn != nil {
			return true
		}
	}
	return false
}

// Abort cuts every connection. The lock is held.
func (g *Gateway) Abort() {
	for c := range g.conns {
		c.abort()
	}
}

// Wait waits until no connection is left. The lock is not held.
func (g *Gateway) Wait() { g.work.Wait() }

// URL is the address of the gateway at a host.
func URL(host string) string { return "ws://" + host }

// newID makes the ID of a session.
func newID() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails, as crypto/rand documents
	return hex.EncodeToString(b)
}

// raw is a value as JSON, nil where it has none.
func raw(v any) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil {
		return nil
	}
	return data
}
