package discord

import (
	"context"
	"log/slog"
	"strconv"
	"sync"
	"time"
)

// Pace keeps the sessions that a process begins to what Discord allows: shard n is in
// the bucket n % max_concurrency, of which one may identify itself in 5 s, and only so
// many in a day.
// Source: https://discord.com/developers/docs/events/gateway#rate-limiting
type Pace struct {
	gateway string // the address
	every   time.Duration
	log     *slog.Logger
	buckets []bucket
	now     func() time.Time
	sleep   func(context.Context, time.Duration) error
	// fleet, where set, reports whether a bucket may begin a session now although other
	// processes do so too.
	fleet func(ctx context.Context, bucket int) (bool, error)

	mu          sync.Mutex
	total, left int // sessions of a day
	again       time.Time
}

// bucket is one line of shards.
type bucket struct {
	turn chan struct{} // holds a token while a shard has its turn
	next time.Time     // when another may have it
}

func newPace(l sessionLimit, every time.Duration, log *slog.Logger) *Pace {
	p := &Pace{
		every: every, log: log, buckets: make([]bucket, max(l.MaxConcurrency, 1)), now: time.Now, sleep: Sleep,
		total: l.Total, left: l.Remaining, again: time.Now().Add(l.wait()),
	}
	for i := range p.buckets {
		p.buckets[i].turn = make(chan struct{}, 1)
	}
	return p
}

// enter waits for a shard's turn to identify itself. leave must be called once Discord
// has answered: the time to the next one counts from there, for how long an IDENTIFY is
// on its way differs.
func (p *Pace) enter(ctx context.Context, shard int) (leave func(), err error) {
	b := &p.buckets[shard%len(p.buckets)]
	select {
	case b.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if wait := p.take(b.next); wait > 0 {
		if err := p.sleep(ctx, wait); err != nil {
			<-b.turn
			return nil, err
		}
	}
	if err := p.among(ctx, shard%len(p.buckets)); err != nil {
		<-b.turn
		return nil, err
	}
	return func() {
		b.next = p.now().Add(p.every)
		<-b.turn
	}, nil
}

// Share has other processes of the bot keep to the pace with this one: due reports
// whether what is to be done by one of them every so often is to be done now by this one.
// The time that a connection takes until it identifies itself differs, which a tenth
// more makes up for; where that is too little, Discord refuses, and the shard comes again.
func (p *Pace) Share(due func(ctx context.Context, what string, every time.Duration) (bool, error)) {
	p.fleet = func(ctx context.Context, bucket int) (bool, error) {
		return due(ctx, "identify "+strconv.Itoa(bucket), p.every+p.every/10)
	}
}

// among waits until no other process is before this one.
func (p *Pace) among(ctx context.Context, bucket int) error {
	for p.fleet != nil {
		now, err := p.fleet(ctx, bucket)
		if now || err != nil {
			return err
		}
		if err := p.sleep(ctx, p.every/20); err != nil {
			return err
		}
	}
	return nil
}

// take counts a session that is to begin, and says after which wait it may.
func (p *Pace) take(next time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if p.left <= 0 && now.After(p.again) {
		p.left, p.again = p.total, now.Add(24*time.Hour)
	}
	if p.left > 0 {
		p.left--
		return next.Sub(now)
	}
	p.log.Warn("Discord lets the bot begin no more sessions for now: a shard waits until it does", "until", p.again.Format(time.RFC3339))
	return max(next.Sub(now), p.again.Sub(now)+p.every)
}
