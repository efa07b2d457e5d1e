package localdiscord

import (
	"sync"
	"time"

	"footnote/bot/localdiscord/traffic"
	"footnote/bot/localdiscord/wire"
)

// world is what there is in the local Discord, and the rules of who may see and do
// what. It knows nothing of HTTP and the gateway: what happens is handed to emit.
type world struct {
	cfg Config
	log *traffic.Journal
	// emit is told what happens; mu is held.
	emit func(happening)

	mu           sync.Mutex // guards everything below
	changed      chan struct{}
	lastID       uint64
	sweepAt      int // how many interactions there are when old ones are looked for
	botID        string
	intents      wire.Intent // privileged ones, switched on
	users        map[string]*user
	guilds       map[string]*guild
	guildOrder   []string
	channels     map[string]*channel
	commands     []*command
	commandAdds  map[string][]time.Time // by guild, for the daily limit
	interactions map[string]*interaction
	webhooks     map[string]*webhook
	files        map[string]*file
	pings        []Ping
	oldEdits     map[string][]time.Time
}

func newWorld(cfg Config) *world {
	return &world{
		cfg: cfg, log: traffic.New(cfg.TrafficSize, cfg.Now), changed: make(chan struct{}), intents: cfg.PrivilegedIntents & wire.PrivilegedIntents,
		users: map[string]*user{}, guilds: map[string]*guild{}, channels: map[string]*channel{},
		interactions: map[string]*interaction{}, webhooks: map[string]*webhook{}, files: map[string]*file{},
		commandAdds: map[string][]time.Time{}, oldEdits: map[string][]time.Time{},
	}
}

// views show the world as Discord does: to the bot, to a person, in events and
// answers.
type views struct{ *world }

// posts are messages and threads: what is written, edited and deleted.
type posts struct{ *views }

// edits are what is done to channels, threads and messages that are there.
type edits struct{ *posts }

// invocations are the bot's commands, and the interactions that use them.
type invocations struct{ *edits }

// Requests are the last REST requests, oldest first.
func (s *world) Requests() []Request { return s.log.Requests() }

// Frames are the last payloads of the gateway, oldest first.
func (s *world) Frames() []Frame { return s.log.Frames() }

// Violations are what was found wrong, oldest first; a test wants none.
func (s *world) Violations() []Violation { return s.log.Violations() }

// What is remembered of the traffic.
type (
	Request   = traffic.Request
	Frame     = traffic.Frame
	Violation = traffic.Violation
)
