package feature

import (
	"log/slog"
	"time"
)

// Base is what most features need of the bot.
type Base struct {
	Log *slog.Logger
	// Now is the clock.
	Now func() time.Time
	// Access answers what somebody may see and do.
	Access Access
	// Resolver finds out what holds in a place.
	Resolver *Resolver
	// Chat is what the bot does in Discord of its own accord.
	Chat Chat
	// Reads reports whether the bot reads messages that do not mention it.
	Reads func() bool
	// Serves reports whether this process hears what happens in a guild, where several
	// share the bot's work; nil means that it serves all.
	Serves func(guild string) bool
	// Patience is how long something may take that nobody waits for.
	Patience time.Duration
}

// ServedHere reports whether what is due in a guild is this process's to do.
func (b *Base) ServedHere(guild string) bool { return b.Serves == nil || b.Serves(guild) }
