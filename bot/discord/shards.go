package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/sync/errgroup"
)

// Shards are those of a bot's shards that a process serves: First to Last of Of, counted
// from 0. The zero value is the only shard of a bot that has no others.
type Shards struct {
	// Auto stands for all of as many shards as Discord recommends.
	Auto            bool
	First, Last, Of int
}

// Leads reports whether shard 0 is among them, whose process does what is to be done once
// for the whole bot.
func (s Shards) Leads() bool { return s.First == 0 }

// count is how many shards they are.
func (s Shards) count() int { return s.Last - s.First + 1 }

// sessionLimit is session_start_limit of GET /gateway/bot.
type sessionLimit struct {
	Total          int   `json:"total"`
	Remaining      int   `json:"remaining"`
	ResetAfter     int64 `json:"reset_after"` // milliseconds
	MaxConcurrency int   `json:"max_concurrency"`
}

func (l sessionLimit) wait() time.Duration { return time.Duration(l.ResetAfter) * time.Millisecond }

// Plan asks Discord how many shards there should be, where that is left to it, and at
// which pace they may connect, of which every is the time between two. A bot's only shard
// has no pace: nothing is asked for it.
func Plan(ctx context.Context, r *REST, s Shards, every time.Duration, log *slog.Logger) (Shards, *Pace, error) {
	if s == (Shards{}) {
		return s, nil, nil
	}
	type start struct {
		URL    string       `json:"url"`
		Shards int          `json:"shards"`
		Limit  sessionLimit `json:"session_start_limit"`
	}
	how, err := Decode[start](r.Do(ctx, Request{Method: "GET", Path: "/gateway/bot", Lane: "gateway"}))
	if err != nil {
		if StatusOf(err) == 401 || errors.Is(err, discordgo.ErrUnauthorized) {
			err = ErrToken
		}
		return s, nil, fmt.Errorf("how shards connect could not be asked of Discord: %w", err)
	}
	if s.Auto {
		s = Shards{Last: max(how.Shards, 1) - 1, Of: max(how.Shards, 1)}
	}
	if l := how.Limit; l.Remaining < s.count() {
		return s, nil, fmt.Errorf("the bot may begin %d more sessions at Discord until %s, and its %d shards need one each: start it after that, and see what starts it so often",
			l.Remaining, time.Now().Add(l.wait()).Format(time.RFC3339), s.count())
	}
	log.Info("shards connect to Discord", "first", s.First, "last", s.Last, "of", s.Of, "at_once", how.Limit.MaxConcurrency)
	pace := newPace(how.Limit, every, log)
	pace.gateway = how.URL
	return s, pace, nil
}

// Gateways are the connections of a process's shards.
type Gateways struct {
	options Options
	shards  Shards
	pace    *Pace
	leases  Leases // nil where all shards are this process's
	log     *slog.Logger
	told    func(shard int, up bool)

	mu sync.Mutex
	up map[int]bool
}

// NewGateways makes what connects shards. told is told of each whether it is connected:
// first that it is not.
func NewGateways(o Options, s Shards, pace *Pace, told func(shard int, up bool)) *Gateways {
	return &Gateways{options: o, shards: s, pace: pace, log: o.Log, told: told, up: map[int]bool{}}
}

// Lend has the process serve only those of the shards that are lent to it, where they are
// all of the bot's: other processes want them too.
func (g *Gateways) Lend(from Leases) {
	if g.shards.Of > 0 && g.shards.count() == g.shards.Of {
		g.leases = from
	}
}

// Run holds the connections until ctx ends, which is no error, or Discord refuses one of
// them for good.
func (g *Gateways) Run(ctx context.Context) error {
	if g.leases != nil {
		return g.runLent(ctx)
	}
	all, ctx := errgroup.WithContext(ctx)
	for shard := g.shards.First; shard <= g.shards.Last; shard++ {
		one := g.gateway(shard)
		all.Go(func() error {
			defer one.connected(false)
			return one.Run(ctx)
		})
	}
	return all.Wait()
}

// gateway is what connects a shard.
func (g *Gateways) gateway(shard int) *Gateway {
	g.set(shard, false)
	return &Gateway{Options: g.options, shard: shard, of: g.shards.Of, pace: g.pace, connected: func(up bool) { g.set(shard, up) }}
}

func (g *Gateways) set(shard int, up bool) {
	g.mu.Lock()
	g.up[shard] = up
	g.mu.Unlock()
	g.told(shard, up)
}

// drop forgets a shard that is another process's.
func (g *Gateways) drop(shard int) {
	g.told(shard, false)
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.up, shard)
}

// ErrApart: the bot is not connected.
var ErrApart = errors.New("the bot is not connected to Discord")

// Ready is nil while all shards are connected, and else says how many are not.
func (g *Gateways) Ready() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	down := 0
	for _, up := range g.up {
		if !up {
			down++
		}
	}
	switch {
	case len(g.up) == 0 && g.leases != nil:
		return errors.New("other processes serve all shards: this one stands by")
	case len(g.up) == 0 || down == 1 && len(g.up) == 1:
		return ErrApart
	case down > 0:
		return fmt.Errorf("%d of %d shards are not connected to Discord", down, len(g.up))
	}
	return nil
}
