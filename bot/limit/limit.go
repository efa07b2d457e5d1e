// Package limit keeps the bot fair: how much a person, a channel and a guild
// may ask in a while, and how many questions are under way at once.
package limit

import (
	"hash/maphash"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Allowance is how much may be asked: Burst at once, and Every so often one
// more. A zero Burst allows everything.
type Allowance struct {
	Burst int
	Every time.Duration
}

// Keyed gives each key an allowance of its own. It is safe for concurrent use
// and forgets keys that have been idle long enough to be whole again. It knows
// keys by a hash whose seed is the process's: nobody can be read out of it, and
// who asks to be forgotten need not be looked for.
type Keyed struct {
	allowance Allowance
	seed      maphash.Seed
	mu        sync.Mutex
	keys      map[uint64]*rate.Limiter
	swept     time.Time
}

// NewKeyed returns an allowance for each key.
func NewKeyed(a Allowance) *Keyed {
	return &Keyed{allowance: a, seed: maphash.MakeSeed(), keys: map[uint64]*rate.Limiter{}}
}

// take asks for one and returns a way to give it back, or how long to wait.
func (k *Keyed) take(key string, now time.Time) (giveBack func(), wait time.Duration) {
	if k.allowance.Burst <= 0 || key == "" {
		return func() {}, 0
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.sweep(now)
	hash := maphash.String(k.seed, key)
	l := k.keys[hash]
	if l == nil {
		l = rate.NewLimiter(rate.Every(k.allowance.Every), k.allowance.Burst)
		k.keys[hash] = l
	}
	r := l.ReserveN(now, 1)
	if wait := r.DelayFrom(now); wait > 0 {
		r.CancelAt(now)
		return nil, wait
	}
	return func() { r.CancelAt(now) }, 0
}

// sweep drops whole allowances, once in the time that one needs to fill.
func (k *Keyed) sweep(now time.Time) {
	full := time.Duration(k.allowance.Burst) * k.allowance.Every
	if now.Sub(k.swept) < full {
		return
	}
	k.swept = now
	for key, l := range k.keys {
		if l.TokensAt(now) >= float64(k.allowance.Burst) {
			delete(k.keys, key)
		}
	}
}

// len is the number of keys that are remembered.
func (k *Keyed) len() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.keys)
}

// Rules are the allowances of a person, a channel and a guild.
type Rules struct{ Person, Channel, Guild Allowance }

// Default lets a person ask as fast as one reads, and all members of a lively
// guild at once: the queue bounds the load, a person's rate the abuse.
func Default() Rules {
	return Rules{
		Person:  Allowance{Burst: 6, Every: 10 * time.Second},
		Channel: Allowance{Burst: 200, Every: 500 * time.Millisecond},
		Guild:   Allowance{Burst: 400, Every: 250 * time.Millisecond},
	}
}

// Who names the scope whose allowance is used up.
type Who string

// The scopes.
const (
	Nobody  Who = ""
	Person  Who = "person"
	Channel Who = "channel"
	Guild   Who = "guild"
)

// Of is the allowance of a scope.
func (l *Limits) Of(who Who) Allowance {
	switch who {
	case Person:
		return l.person.allowance
	case Channel:
		return l.channel.allowance
	case Guild:
		return l.guild.allowance
	}
	return Allowance{}
}

// Limits applies Rules.
type Limits struct{ person, channel, guild *Keyed }

// New returns limits by these rules.
func New(r Rules) *Limits {
	return &Limits{NewKeyed(r.Person), NewKeyed(r.Channel), NewKeyed(r.Guild)}
}

// Take counts one question. Where an allowance is used up nothing is counted,
// and who and wait say whose it is and when there is one again. An empty ID has
// no limit.
func (l *Limits) Take(person, channel, guild string, now time.Time) (who Who, wait time.Duration) {
	backPerson, wait := l.person.take(person, now)
	if wait > 0 {
		return Person, wait
	}
	backChannel, wait := l.channel.take(channel, now)
	if wait > 0 {
		backPerson()
		return Channel, wait
	}
	if _, wait = l.guild.take(guild, now); wait > 0 {
		backPerson()
		backChannel()
		return Guild, wait
	}
	return Nobody, 0
}
