package answer

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"footnote/retrieval"
)

// Bounds of the cache of written answers.
const (
	cachedReplies = 256
	cachedFor     = time.Hour
)

// replies answers identical questions under way once and remembers a few
// answers for as long as the articles stay the same.
type replies struct {
	cache *lru.Cache[string, kept]

	mu      sync.Mutex
	flights map[string]*flight
}

// kept is an answer with the time it was given.
type kept struct {
	answer Answer
	at     time.Time
}

func newReplies() *replies {
	cache, err := lru.New[string, kept](cachedReplies)
	if err != nil {
		panic(err) // only for a size below one
	}
	return &replies{cache: cache, flights: map[string]*flight{}}
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

// key tells apart all that an answer depends on. It is "" for a library that
// does not tell what it is: then nothing is shared.
func (e *Engine) key(q Question) string {
	library := e.identity()
	if library == "" {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%q\x00%s\x00%s\x00%s", library, q.Guild, q.Language, strings.Join(strings.Fields(q.Text), " "))
	for _, t := range q.History {
		fmt.Fprintf(&b, "\x00%s\x00%s", t.Question, t.Answer)
	}
	return b.String()
}

// share runs work once for all who ask under the same key at the same time.
// Whoever's context is done stops waiting; the run goes on for the others,
// under the deadline of who began it, and ends when nobody waits any more.
func (r *replies) share(ctx context.Context, key string, work func(context.Context) (Answer, error)) (Answer, error) {
	if key == "" {
		return work(ctx)
	}
	if k, ok := r.cache.Get(key); ok && time.Since(k.at) < cachedFor {
		return k.answer, nil
	}
	f := r.join(ctx, key, work)
	defer r.leave(key, f)
	select {
	case <-ctx.Done():
		return Answer{}, ctx.Err()
	case <-f.done:
		return f.answer, f.err
	}
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

// join waits for the run under a key, and begins it where there is none.
func (r *replies) join(ctx context.Context, key string, work func(context.Context) (Answer, error)) *flight {
	r.mu.Lock()
	defer r.mu.Unlock()
	if f := r.flights[key]; f != nil {
		f.waiting++
		return f
	}
	run, cancel := detached(ctx)
	f := &flight{waiting: 1, cancel: cancel, done: make(chan struct{})}
	r.flights[key] = f
	go func() {
		defer close(f.done)
		f.answer, f.err = guarded(run, work)
		if f.err == nil && f.answer.Mode == Generated && f.answer.Answered {
			r.cache.Add(key, kept{f.answer, time.Now()})
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.land(key, f)
	}()
	return f
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

// detached keeps a context's deadline and not its cancellation.
func detached(ctx context.Context) (context.Context, context.CancelFunc) {
	run := context.WithoutCancel(ctx)
	if deadline, ok := ctx.Deadline(); ok {
		return context.WithDeadline(run, deadline)
	}
	return context.WithCancel(run)
}

// guarded turns a panic into an error: in a goroutine of its own it would end
// the process, and every asker's answer with it.
func guarded(ctx context.Context, work func(context.Context) (Answer, error)) (a Answer, err error) {
	defer retrieval.Recover(&err)
	return work(ctx)
}
