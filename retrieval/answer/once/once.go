// Package once answers identical questions under way once, and remembers the answers
// for a while.
package once

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"footnote/retrieval"
)

// Bounds of the answers that are remembered: how many, how large together, and for
// how long each.
const (
	mostKept  = 4096
	mostBytes = 8 << 20
	keptFor   = time.Hour
)

// Group is work on answers of one type, each told apart from others by a key. It is safe
// for concurrent use.
type Group[T any] struct {
	mu      sync.Mutex
	cache   *simplelru.LRU[string, kept[T]]
	bytes   int // of all answers in the cache
	flights map[string]*flight[T]
}

// kept is an answer with the time it was given and its size as JSON.
type kept[T any] struct {
	answer T
	at     time.Time
	size   int
}

// New returns a group that remembers nothing yet.
func New[T any]() *Group[T] {
	g := &Group[T]{flights: map[string]*flight[T]{}}
	cache, err := simplelru.NewLRU(mostKept, func(_ string, k kept[T]) { g.bytes -= k.size })
	if err != nil {
		panic(err) // only for a size below one
	}
	g.cache = cache
	return g
}

// Work makes an answer; lasting tells that it may be remembered.
type Work[T any] func(ctx context.Context) (answer T, lasting bool, err error)

// Do does work once for all who ask under the same key at the same time, and remembers
// what lasts; shared tells that it was not done for this caller. Under the key "" nothing
// is shared. Whoever's context is done stops waiting; the run goes on for the others,
// without a deadline of its own, and ends when nobody waits any more.
func (g *Group[T]) Do(ctx context.Context, key string, do Work[T]) (answer T, shared bool, err error) {
	if key == "" {
		answer, _, err = do(ctx)
		return answer, false, err
	}
	f, known, shared := g.join(ctx, key, do)
	if f == nil {
		return known, true, nil
	}
	defer g.leave(key, f)
	select {
	case <-ctx.Done():
		return answer, shared, ctx.Err()
	case <-f.done:
		return f.answer, shared, f.err
	}
}

// Has reports whether an answer is known under a key, and else whether it is under way.
func (g *Group[T]) Has(key string) (known, underWay bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if k, ok := g.cache.Peek(key); ok && time.Since(k.at) < keptFor {
		return true, false
	}
	return false, g.flights[key] != nil
}

// flight is one run and how many wait for it. answer and err may be read when
// done is closed.
type flight[T any] struct {
	waiting int
	cancel  context.CancelFunc
	done    chan struct{}
	answer  T
	err     error
}

// join returns the answer that is known under a key, or the run under it, which is
// shared where it was under way.
func (g *Group[T]) join(ctx context.Context, key string, do Work[T]) (f *flight[T], known T, shared bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if k, ok := g.cache.Get(key); ok && time.Since(k.at) < keptFor {
		return nil, k.answer, true
	}
	if f := g.flights[key]; f != nil {
		f.waiting++
		return f, known, true
	}
	run, cancel := context.WithCancel(context.WithoutCancel(ctx))
	f = &flight[T]{waiting: 1, cancel: cancel, done: make(chan struct{})}
	g.flights[key] = f
	go func() {
		defer close(f.done)
		var lasting bool
		f.answer, lasting, f.err = guarded(run, do)
		g.mu.Lock()
		defer g.mu.Unlock()
		g.land(key, f)
		if f.err == nil && lasting {
			g.keep(key, f.answer)
		}
	}()
	return f, known, false
}

// keep remembers an answer in place of those that were used last the longest ago,
// and lets go of those that are too old to be given.
func (g *Group[T]) keep(key string, a T) {
	data, err := json.Marshal(a)
	if err != nil {
		return
	}
	g.cache.Remove(key)
	g.cache.Add(key, kept[T]{a, time.Now(), len(data)})
	g.bytes += len(data)
	for _, old, ok := g.cache.GetOldest(); ok && (g.bytes > mostBytes || time.Since(old.at) >= keptFor); _, old, ok = g.cache.GetOldest() {
		g.cache.RemoveOldest()
	}
}

// leave stops waiting; the last to do so ends the run.
func (g *Group[T]) leave(key string, f *flight[T]) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if f.waiting--; f.waiting == 0 {
		f.cancel()
		g.land(key, f)
	}
}

// land has the next who asks begin anew.
func (g *Group[T]) land(key string, f *flight[T]) {
	if g.flights[key] == f {
		delete(g.flights, key)
	}
}

// guarded turns a panic into an error: in a goroutine of its own it would end
// the process, and every asker's answer with it.
func guarded[T any](ctx context.Context, do Work[T]) (a T, lasting bool, err error) {
	defer retrieval.Recover(&err)
	return do(ctx)
}
