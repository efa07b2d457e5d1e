package answer

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"
)

// Bounds of the cache of written answers.
const (
	cachedReplies = 256
	cachedFor     = time.Hour
)

// replies answers identical questions under way once and remembers a few
// answers for as long as the articles stay the same.
type replies struct {
	flight singleflight.Group
	cache  *lru.Cache[string, kept]
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
	return &replies{cache: cache}
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
// under the deadline of who began it.
func (r *replies) share(ctx context.Context, key string, work func(context.Context) (Answer, error)) (Answer, error) {
	if key == "" {
		return work(ctx)
	}
	if k, ok := r.cache.Get(key); ok && time.Since(k.at) < cachedFor {
		return k.answer, nil
	}
	done := r.flight.DoChan(key, func() (any, error) {
		run, cancel := detached(ctx)
		defer cancel()
		a, err := guarded(run, work)
		if err == nil && a.Mode == Generated && a.Answered {
			r.cache.Add(key, kept{a, time.Now()})
		}
		return a, err
	})
	select {
	case <-ctx.Done():
		return Answer{}, ctx.Err()
	case result := <-done:
		a, _ := result.Val.(Answer)
		return a, result.Err
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
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return work(ctx)
}
