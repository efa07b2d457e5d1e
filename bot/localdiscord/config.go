package localdiscord

import (
	"cmp"
	"log/slog"
	"time"

	"footnote/bot/localdiscord/gateway"
	"footnote/bot/localdiscord/wire"
)

// Config is how a local Discord behaves. The zero value is Discord as a new
// application meets it: no privileged intents, real limits, real deadlines.
type Config struct {
	// Addr is where Start listens; empty means a free port of 127.0.0.1.
	// Anything but a loopback address is refused.
	Addr string

	// Token is the bot's token, without "Bot "; empty means DefaultToken.
	Token string

	// AppName is the name of the application and its bot; empty means Footnote.
	AppName string

	// PrivilegedIntents are those switched on in the developer portal. A bot
	// that identifies with another privileged intent is closed with 4014.
	PrivilegedIntents wire.Intent

	// Now is the clock by which IDs, deadlines, links and rate limits go; nil
	// means time.Now. It must be safe for concurrent use.
	Now func() time.Time

	// HeartbeatInterval is what HELLO asks for; zero means 41.25 s. A
	// connection that stays silent for one and a half is closed with 4009.
	HeartbeatInterval time.Duration

	// InteractionDeadline is the time for the first response (zero: 3 s), and
	// InteractionLife that for everything after it (zero: 15 min).
	InteractionDeadline, InteractionLife time.Duration

	// RateLimits are the limits that REST enforces and announces.
	RateLimits RateLimits

	// ResumeBuffer is how many events a session keeps for RESUME; zero means 1000.
	ResumeBuffer int

	// Starts are the rules by which sessions of the gateway begin: pace and shards.
	Starts gateway.Starts

	// Lenient leaves a message without allowed_mentions unrecorded. Otherwise
	// it is a Violation, although Discord itself accepts it.
	Lenient bool

	// Validator, where set, checks every request, answer and gateway event.
	// A request that fails is refused with 50035; an answer or event that
	// fails is a Violation of the local Discord's own.
	Validator Validator

	// TrafficSize is how many requests, frames and violations are remembered
	// (of each); zero means 2000.
	TrafficSize int

	// MaxHistory is how many messages a channel keeps, so that the memory of a
	// long test stays flat; zero keeps all.
	MaxHistory int

	// MaxFileSize is in bytes; zero means Discord's 10 MiB.
	MaxFileSize int

	// Log gets a line for each refused request; nil means none.
	Log *slog.Logger
}

// DefaultToken is the token of a server whose Config names none. It has the
// form of a real one and opens nothing.
const DefaultToken = "local.discord.token"

// Validator checks traffic against a description of Discord's API. Template is
// the path with its parameters in braces, as the OpenAPI description writes it.
type Validator interface {
	Request(method, template string, body []byte) error
	Answer(method, template string, status int, body []byte) error
	Event(name string, data []byte) error
}

func (c Config) withDefaults() Config {
	c.Addr = cmp.Or(c.Addr, "127.0.0.1:0")
	c.Token = cmp.Or(c.Token, DefaultToken)
	c.AppName = cmp.Or(c.AppName, "Footnote")
	c.HeartbeatInterval = cmp.Or(c.HeartbeatInterval, 41250*time.Millisecond)
	c.InteractionDeadline = cmp.Or(c.InteractionDeadline, 3*time.Second)
	c.InteractionLife = cmp.Or(c.InteractionLife, 15*time.Minute)
	c.ResumeBuffer = cmp.Or(c.ResumeBuffer, 1000)
	c.TrafficSize = cmp.Or(c.TrafficSize, 2000)
	c.MaxFileSize = cmp.Or(c.MaxFileSize, 10<<20)
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	c.RateLimits = c.RateLimits.WithDefaults()
	return c
}
