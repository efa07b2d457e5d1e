package answer

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"footnote/retrieval"
)

// Bounds of the answers that are remembered: how many, how large together, and for
// how long each.
const (
	cachedReplies = 4096
	cachedBytes   = 8 << 20
	cachedFor     = time.Hour
)

// replies answers identical questions under way once and remembers answers for as
// long as all that they depend on stays the same: see key.
type replies struct {
	mu      sync.Mutex
	cache   *simplelru.LRU[string, kept]
	bytes   int // of all answers in the cache
	flights map[string]*flight
}

// kept is an answer with the time it was given and its size as JSON.
type kept struct {
	answer Answer
	at     time.Time
	size   int
}

func newReplies() *replies {
	r := &replies{flights: map[string]*flight{}}
	cache, err := simplelru.NewLRU(cachedReplies, func(_ string, k kept) { r.bytes -= k.size })
	if err != nil {
		panic(err) // only for a size below one
	}
	r.cache = cache
	return r
}

// versioned is a library that tells when its articles change.
type versioned interface{ Version() uint64 }

// fingerprinted is a library that tells itself, as it is now, from all others.
type fingerprinted interface{ Fingerprint() string }

// identity is what the library tells of itself, "" where that is not enough to
// know it again: one that comes with a question must have a fingerprint.
func (e *Engine) identity() string {
	if f, ok := e.library.(fingerprinted); ok {
		return f.Fingerprint()
	}
	if v, ok := e.library.(versioned); ok && !e.guest {
		return fmt.Sprint(v.Version())
	}
	return ""
}

// key tells apart all that an answer depends on: how it is made, the articles and
// their state, what is admitted of them, the guild, the language, the turns before,
// and the question but for its spaces. It is a hash, so that no question is kept
// beside its answer, and "" for a library that does not tell what it is: then
// nothing is shared.
func (e *Engine) key(by Mode, q Question) string {
	library := e.identity()
	if library == "" {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s%q%q%q%q", by, library, q.Guild, q.Language, strings.Join(strings.Fields(q.Text), " "))
	for _, t := range q.History {
		fmt.Fprintf(h, "%q%q", t.Question, t.Answer)
	}
	return string(h.Sum(nil))
}

// work makes an answer; lasting tells that it may be remembered.
type work func(ctx context.Context) (a Answer, lasting bool, err error)

// share does work once for all who ask under the same key at the same time, and
// remembers what lasts. Whoever's context is done stops waiting; the run goes on for
// the others, without a deadline of its own, and ends when nobody waits any more.
func (r *replies) share(ctx context.Context, key string, do work) (Answer, error) {
	if key == "" {
		a, _, err := do(ctx)
		return a, err
	}
	f, known := r.join(ctx, key, do)
	if f == nil {
		recorderOf(ctx).remembered()
		return known, nil
	}
	defer r.leave(key, f)
	select {
	case <-ctx.Done():
		return Answer{}, ctx.Err()
	case <-f.done:
		return f.answer, f.err
	}
}

// has reports whether an answer is known under a key, and else whether it is under way.
func (r *replies) has(key string) (known, underWay bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if k, ok := r.cache.Peek(key); ok && time.Since(k.at) < cachedFor {
		return true, false
	}
	return false, r.flights[key] != nil
}

// flight is one run and how many wait for it. answer and err may be read when
// done is closed.
type flight struct {
	waiting int
	cancel  context.CancelFunc
	done    chan struct{}
	answer  Answer
	err     error
}

// join returns the answer that is known under a key, or waits for the run under it,
// and begins that where there is none.
func (r *replies) join(ctx context.Context, key string, do work) (*flight, Answer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if k, ok := r.cache.Get(key); ok && time.Since(k.at) < cachedFor {
		return nil, k.answer
	}
	if f := r.flights[key]; f != nil {
		f.waiting++
		recorderOf(ctx).remembered()
		return f, Answer{}
	}
	run, cancel := context.WithCancel(context.WithoutCancel(ctx))
	f := &flight{waiting: 1, cancel: cancel, done: make(chan struct{})}
	r.flights[key] = f
	go func() {
		defer close(f.done)
		var lasting bool
		f.answer, lasting, f.err = guarded(run, do)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.land(key, f)
		if f.err == nil && lasting {
			r.keep(key, f.answer)
		}
	}()
	return f, Answer{}
}

// keep remembers an answer in place of those that were used last the longest ago,
// and lets go of those that are too old to be given.
func (r *replies) keep(key string, a Answer) {
	data, err := json.Marshal(a)
	if err != nil {
		return
	}
	r.cache.Remove(key)
	r.cache.Add(key, kept{a, time.Now(), len(data)})
	r.bytes += len(data)
	for _, old, ok := r.cache.GetOldest(); ok && (r.bytes > cachedBytes || time.Since(old.at) >= cachedFor); _, old, ok = r.cache.GetOldest() {
		r.cache.RemoveOldest()
	}
}

// leave stops waiting; the last to do so ends the run.
func (r *replies) leave(key string, f *flight) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if f.waiting--; f.waiting == 0 {
		f.cancel()
		r.land(key, f)
	}
}

// land has the next who asks begin anew.
func (r *replies) land(key string, f *flight) {
	if r.flights[key] == f {
		delete(r.flights, key)
	}
}

// guarded turns a panic into an error: in a goroutine of its own it would end
// the process, and every asker's answer with it.
func guarded(ctx context.Context, do work) (a Answer, lasting bool, err error) {
	defer retrieval.Recover(&err)
	return do(ctx)
}
