package gateway

import (
	"cmp"
	"time"
)

// Starts are the rules by which sessions begin. The zero value has Discord's numbers
// for a bot in few guilds.
// Source: https://discord.com/developers/docs/events/gateway#sharding
type Starts struct {
	// Enforce refuses an IDENTIFY that comes before its time, with op 9, and one that is
	// above Daily, with 4004.
	Enforce bool
	// MaxConcurrency is how many sessions may begin at once: shard n is in the bucket
	// n % MaxConcurrency. Zero means 1.
	MaxConcurrency int
	// Every is the time between two IDENTIFYs of a bucket; zero means 5 s.
	Every time.Duration
	// Daily is how many sessions may begin in a day; zero means 1000.
	Daily int
	// MostGuilds is how many a shard may have, else 4011; zero means 2500.
	MostGuilds int
}

func (s Starts) withDefaults() Starts {
	s.MaxConcurrency, s.Every = cmp.Or(s.MaxConcurrency, 1), cmp.Or(s.Every, 5*time.Second)
	s.Daily, s.MostGuilds = cmp.Or(s.Daily, 1000), cmp.Or(s.MostGuilds, 2500)
	return s
}

// guildsAShard is what Discord plans for when it recommends a number of shards.
const guildsAShard = 1000

// Start is what GET /gateway/bot says beside the address.
type Start struct {
	Shards int   `json:"shards"`
	Limit  Limit `json:"session_start_limit"`
}

// Limit is how many sessions may begin, in how many milliseconds the count starts again,
// and how many may begin at once.
type Limit struct {
	Total          int   `json:"total"`
	Remaining      int   `json:"remaining"`
	ResetAfter     int64 `json:"reset_after"`
	MaxConcurrency int   `json:"max_concurrency"`
}

// Start is how the bot may begin sessions now. The lock is held.
func (g *Gateway) Start() Start {
	s := g.cfg.Starts
	return Start{Shards: 1 + len(g.place.Bot().Guilds)/guildsAShard, Limit: Limit{
		Total: s.Daily, Remaining: max(s.Daily-g.identifies, 0), ResetAfter: (24 * time.Hour).Milliseconds(), MaxConcurrency: s.MaxConcurrency,
	}}
}

// mayIdentify enforces the pace of a shard's bucket, where that is wanted.
func (g *Gateway) mayIdentify(shard int) bool {
	key, now := shard%g.cfg.Starts.MaxConcurrency, g.cfg.Now()
	last, known := g.lastIdentify[key]
	if gap := now.Sub(last); g.cfg.Starts.Enforce && known && gap < g.cfg.Starts.Every {
		g.log.Violation("identify", "shard %d identifies %v after another of its bucket, which is before %v are over", shard, gap, g.cfg.Starts.Every)
		return false
	}
	g.lastIdentify[key] = now
	return true
}

// tooMany reports whether a shard would have more guilds than it may.
func (g *Gateway) tooMany(shard [2]int) bool {
	n := 0
	for _, id := range g.place.Bot().Guilds {
		if ownedBy(shard, id) {
			n++
		}
	}
	return n > g.cfg.Starts.MostGuilds
}
