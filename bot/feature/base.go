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
	// Patience is how long something may take that nobody waits for.
	Patience time.Duration
}
