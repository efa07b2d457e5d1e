// Package budget bounds what models may take in a day, for each guild and for all together.
package budget

import (
	"errors"
	"maps"
	"sync"
	"time"
)

// ErrBudget: what may be spent in a day is spent.
var ErrBudget = errors.New("today's budget is used up")

// Prices are what a million tokens cost, in whatever currency; zero means unknown.
type Prices struct{ Prompt, Completion float64 }

// Spent is what models took in a day. A day is one of UTC, as in 2025-08-07.
type Spent struct {
	Day    string         `json:"day"`
	Tokens int            `json:"tokens"`
	Money  float64        `json:"money,omitempty"`
	Guilds map[string]int `json:"guilds,omitempty"`
}

// Ledger keeps what was spent where a restart does not lose it. What it cannot
// keep or read it reports itself: an answer does not fail for it.
type Ledger interface {
	// Read returns what is kept, zero where nothing is, and whether it could be read.
	Read() (Spent, bool)
	// Add adds to what is kept and returns the sum, in which is what others have added,
	// and whether it could be kept.
	Add(Spent) (Spent, bool)
}

// Plus is the sum of two; of two days it is the later one.
func (s Spent) Plus(other Spent) Spent {
	switch {
	case s.Day > other.Day:
		return s
	case s.Day < other.Day:
		return other
	}
	s.Tokens, s.Money, s.Guilds = s.Tokens+other.Tokens, s.Money+other.Money, maps.Clone(s.Guilds)
	if s.Guilds == nil {
		s.Guilds = map[string]int{}
	}
	for guild, tokens := range other.Guilds {
		s.Guilds[guild] += tokens
	}
	return s
}

// Budget bounds what models may take in a day, for each guild and for all
// together. A day is one of UTC. It is safe for concurrent use, and a nil
// Budget admits everything.
type Budget struct {
	// GuildTokens and Tokens bound a guild's tokens and all tokens of a day,
	// Money the cost of a day; zero means no bound.
	GuildTokens, Tokens int
	Money               float64
	Prices              Prices
	// Ledger keeps the sums over a restart; nil keeps them in memory alone.
	Ledger Ledger
	// Now is the clock; nil means time.Now.
	Now func() time.Time

	mu sync.Mutex
	// read is when the ledger was last looked at.
	read time.Time
	// spent is the sum, of which the ledger could not keep owed yet.
	spent, owed Spent
}

// readEvery is how often the ledger is looked at for what others have added.
const readEvery = 2 * time.Second

// Change sets other limits and prices, those of to. What was spent today stays.
func (b *Budget) Change(to *Budget) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.GuildTokens, b.Tokens, b.Money, b.Prices = to.GuildTokens, to.Tokens, to.Money, to.Prices
}

// Cost is what so many tokens cost at the prices of now.
func (b *Budget) Cost(prompt, completion int) float64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Prices.of(prompt, completion)
}

func (p Prices) of(prompt, completion int) float64 {
	return (float64(prompt)*p.Prompt + float64(completion)*p.Completion) / 1e6
}

// Admit tells whether a guild may ask a model now; the error is ErrBudget.
func (b *Budget) Admit(guild string) error {
	if b == nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.turn()
	over := b.Tokens > 0 && b.spent.Tokens >= b.Tokens ||
		b.GuildTokens > 0 && b.spent.Guilds[guild] >= b.GuildTokens ||
		b.Money > 0 && b.spent.Money >= b.Money
	if over {
		return ErrBudget
	}
	return nil
}

// Spend books what a reply took and returns its cost.
func (b *Budget) Spend(guild string, prompt, completion int) float64 {
	if b == nil {
		return 0
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	cost := b.Prices.of(prompt, completion)
	more := Spent{Day: b.turn(), Tokens: prompt + completion, Money: cost, Guilds: map[string]int{guild: prompt + completion}}
	b.spent, b.owed = b.spent.Plus(more), b.owed.Plus(more)
	if b.Ledger == nil {
		return cost
	}
	if kept, ok := b.Ledger.Add(b.owed); ok {
		b.spent, b.owed, b.read = kept, Spent{}, b.now()
	}
	return cost
}

func (b *Budget) now() time.Time {
	if b.Now != nil {
		return b.Now()
	}
	return time.Now()
}

// turn reads the ledger where that is due, begins a new day where the clock says so, and
// returns the day.
func (b *Budget) turn() string {
	now := b.now()
	if b.Ledger != nil && now.Sub(b.read) >= readEvery {
		if kept, ok := b.Ledger.Read(); ok {
			b.spent, b.read = kept.Plus(b.owed), now
		}
	}
	day := now.UTC().Format(time.DateOnly)
	if day != b.spent.Day {
		b.spent = Spent{Day: day}
	}
	return day
}
