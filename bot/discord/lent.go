package discord

import (
	"context"
	"slices"
	"time"
)

// Leases say which of a bot's shards this process serves, while others serve the rest.
// After a lease has ended, another may have the shard.
type Leases interface {
	// Lease renews what the process has and takes what is free, for so long. share is how
	// many it should have: what is above it is to be given back.
	Lease(ctx context.Context, of int, lasts time.Duration) (shards []int, share int, err error)
	GiveBack(ctx context.Context, of, shard int) error
}

// Terms of a lease. A process that is killed is replaced some seconds after its leases
// have ended, and one that cannot renew them serves no more before they do.
const (
	leaseLasts  = 15 * time.Second
	leaseRenew  = 3 * time.Second
	leaseMargin = 4 * time.Second // discordgo needs a second to close
)

// lent are the shards that are lent to a process.
type lent struct {
	*Gateways
	running map[int]*running
	failed  chan error
	// until is when the leases end, less the margin.
	until time.Time
}

// running is a shard that is served; over is closed when it is no more.
type running struct {
	end  context.CancelFunc
	over chan struct{}
}

// runLent serves shards as they are lent, until ctx ends or Discord refuses one for good.
func (g *Gateways) runLent(ctx context.Context) error {
	l := &lent{Gateways: g, running: map[int]*running{}, failed: make(chan error, g.shards.Of)}
	defer l.giveBack(context.WithoutCancel(ctx))
	for {
		l.renew(ctx)
		select {
		case <-ctx.Done():
			return nil
		case err := <-l.failed:
			return err
		case <-time.After(leaseRenew):
		}
	}
}

// renew renews the leases and follows them.
func (l *lent) renew(ctx context.Context) {
	asked, most := time.Now(), leaseRenew
	if len(l.running) > 0 {
		most = min(most, time.Until(l.until))
	}
	within, done := context.WithTimeout(ctx, most)
	defer done()
	shards, share, err := l.leases.Lease(within, l.shards.Of, leaseLasts)
	switch {
	case ctx.Err() != nil:
	case err == nil:
		l.until = asked.Add(leaseLasts - leaseMargin)
		l.follow(ctx, shards, share)
	default:
		l.log.Warn("the leases of shards could not be renewed", "served", len(l.running), "error", err)
		if !time.Now().Before(l.until) {
			l.stop(func(int) bool { return true })
		}
	}
}

// follow serves these shards up to the share, gives back the others, and no other.
func (l *lent) follow(ctx context.Context, shards []int, share int) {
	most := min(share, len(shards))
	l.stop(func(shard int) bool { return !slices.Contains(shards[:most], shard) })
	for _, shard := range shards[:most] {
		if l.running[shard] == nil {
			l.start(ctx, shard)
		}
	}
	for _, shard := range shards[most:] {
		l.leave(ctx, shard)
	}
}

func (l *lent) start(ctx context.Context, shard int) {
	ctx, end := context.WithCancel(ctx)
	r, one := &running{end, make(chan struct{})}, l.gateway(shard)
	l.running[shard] = r
	l.log.Info("a shard is lent to this process", "shard", shard)
	go func() {
		defer close(r.over)
		if err := one.Run(ctx); err != nil {
			l.failed <- err
		}
	}()
}

// stop serves some shards no more.
func (l *lent) stop(which func(shard int) bool) {
	var ending []int
	for shard, r := range l.running {
		if which(shard) {
			r.end()
			ending = append(ending, shard)
		}
	}
	for _, shard := range ending {
		<-l.running[shard].over
		delete(l.running, shard)
		l.drop(shard)
		l.log.Info("a shard is served no more by this process", "shard", shard)
	}
}

// leave lets another process have a shard.
func (l *lent) leave(ctx context.Context, shard int) {
	within, done := context.WithTimeout(ctx, leaseRenew)
	defer done()
	if err := l.leases.GiveBack(within, l.shards.Of, shard); err != nil {
		l.log.Warn("a shard could not be given back: it is free when its lease ends", "shard", shard, "error", err)
	}
}

// giveBack ends all.
func (l *lent) giveBack(ctx context.Context) {
	var served []int
	for shard := range l.running {
		served = append(served, shard)
	}
	l.stop(func(int) bool { return true })
	for _, shard := range served {
		l.leave(ctx, shard)
	}
}
