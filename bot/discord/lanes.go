package discord

import (
	"context"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// lanes are the rate limits of routes. discordgo keeps one bucket for the edits
// of all interactions, so that these wait for each other, never frees a bucket,
// and waits without listening to a context. A lane is a bucket of discordgo's,
// which reads the headers, with a waiting and a life of our own.
type lanes struct {
	mu    sync.Mutex
	byKey map[string]*lane
	taken int
}

// lane is one route with its major parameter, or one interaction's token.
type lane struct {
	limits *discordgo.RateLimiter
	bucket *discordgo.Bucket
	users  int
	idle   time.Time
}

// laneLife is how long an unused lane remembers its headers. Discord's windows
// are a few seconds.
const laneLife = 10 * time.Second

// use returns the lane of a key; done must be called in the end. Without a key
// it is one that nobody shares.
func (l *lanes) use(key string) (used *lane, done func()) {
	if key == "" {
		limits := discordgo.NewRatelimiter()
		return &lane{limits: limits, bucket: limits.GetBucket("")}, func() {}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.byKey == nil {
		l.byKey = map[string]*lane{}
	}
	if l.taken++; l.taken%256 == 0 {
		l.sweep()
	}
	used = l.byKey[key]
	if used == nil {
		limits := discordgo.NewRatelimiter()
		used = &lane{limits: limits, bucket: limits.GetBucket(key)}
		l.byKey[key] = used
	}
	used.users++
	return used, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		used.users--
		used.idle = time.Now()
	}
}

func (l *lanes) sweep() {
	for key, lane := range l.byKey {
		if lane.users == 0 && time.Since(lane.idle) > laneLife {
			delete(l.byKey, key)
		}
	}
}

// lock waits until the lane may be used and returns with its bucket locked, as
// RequestWithLockedBucket wants it.
func (l *lane) lock(ctx context.Context) error {
	for {
		l.bucket.Lock()
		wait := l.limits.GetWaitTime(l.bucket, 1)
		if wait <= 0 {
			l.bucket.Remaining--
			return nil
		}
		l.bucket.Unlock()
		if err := Sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// tryLock takes the lane where that keeps nobody waiting and leaves a request
// for what matters more.
func (l *lane) tryLock() bool {
	if !l.bucket.TryLock() {
		return false
	}
	if l.limits.GetWaitTime(l.bucket, 2) > 0 {
		l.bucket.Unlock()
		return false
	}
	l.bucket.Remaining--
	return true
}

// Sleep waits, or returns the context's error.
func Sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// len is the number of lanes that are remembered.
func (l *lanes) len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.byKey)
}
