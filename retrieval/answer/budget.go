package answer

import (
	"errors"
	"sync"
	"time"
)

// ErrBudget: what may be spent in a day is spent.
var ErrBudget = errors.New("today's budget is used up")

// Prices are what a million tokens cost, in whatever currency; zero means unknown.
type Prices struct{ Prompt, Completion float64 }

// Budget bounds what models may take in a day, for each guild and for all
// together. A day is one of UTC. It is safe for concurrent use, and a nil
// Budget admits everything.
type Budget struct {
	// GuildTokens and Tokens bound a guild's tokens and all tokens of a day,
	// Money the cost of a day; zero means no bound.
	GuildTokens, Tokens int
	Money               float64
	Prices              Prices
	// Now is the clock; nil means time.Now.
	Now func() time.Time

	mu     sync.Mutex
	day    string
	tokens int
	money  float64
	guilds map[string]int
}

// Admit tells whether a guild may ask a model now; the error is ErrBudget.
func (b *Budget) Admit(guild string) error {
	if b == nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.turn()
	over := b.Tokens > 0 && b.tokens >= b.Tokens ||
		b.GuildTokens > 0 && b.guilds[guild] >= b.GuildTokens ||
		b.Money > 0 && b.money >= b.Money
	if over {
		return ErrBudget
	}
	return nil
}

// spend books what a reply took and returns its cost.
func (b *Budget) spend(guild string, prompt, completion int) float64 {
	if b == nil {
		return 0
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.turn()
	cost := (float64(prompt)*b.Prices.Prompt + float64(completion)*b.Prices.Completion) / 1e6
	b.tokens += prompt + completion
	b.guilds[guild] += prompt + completion
	b.money += cost
	return cost
}

// turn begins a new day where the clock says so.
func (b *Budget) turn() {
	now := time.Now
	if b.Now != nil {
		now = b.Now
	}
	if day := now().UTC().Format(time.DateOnly); day != b.day {
		b.day, b.tokens, b.money, b.guilds = day, 0, 0, map[string]int{}
	}
}
