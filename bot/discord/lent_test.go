package discord

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"
)

// lessor lends what it is told to, or fails.
type lessor struct {
	sync.Mutex
	shards []int
	share  int
	err    error
	asked  time.Time // when it last lent
	given  []int
}

func (l *lessor) Lease(context.Context, int, time.Duration) (shards []int, share int, err error) {
	l.Lock()
	defer l.Unlock()
	if l.err == nil {
		l.asked = time.Now()
	}
	return l.shards, l.share, l.err
}

func (l *lessor) GiveBack(_ context.Context, _, shard int) error {
	l.Lock()
	defer l.Unlock()
	l.given = append(l.given, shard)
	return nil
}

func (l *lessor) become(shards []int, share int, err error) {
	l.Lock()
	defer l.Unlock()
	l.shards, l.share, l.err = shards, share, err
}

func (l *lessor) back() []int {
	l.Lock()
	defer l.Unlock()
	return l.given
}

func (l *lessor) lent() time.Time {
	l.Lock()
	defer l.Unlock()
	return l.asked
}

// A process serves what is lent to it, gives back what is above its share once it serves
// that no more, and where its leases cannot be renewed, serves nothing when they end. The
// clock jumps; nobody answers the shards, which is all the same here.
func TestShardsAreServedWhileTheyAreLent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to, err := NewTransport("http://127.0.0.1:1")
		if err != nil {
			t.Fatal(err)
		}
		to.closed.Store(true) // every try to connect fails at once
		ctx, end := context.WithCancel(t.Context())
		pace := newPace(sessionLimit{Total: 1000, Remaining: 1000, MaxConcurrency: 1}, 5*time.Second, slog.New(slog.DiscardHandler))
		g := NewGateways(Options{Token: "token", To: to, Add: func(*discordgo.Session) {}, Log: slog.New(slog.DiscardHandler), FirstPause: time.Second},
			Shards{Last: 3, Of: 4}, pace, func(int, bool) {})
		from := &lessor{shards: []int{0, 1, 2, 3}, share: 4}
		g.Lend(from)
		done := make(chan error, 1)
		go func() { done <- g.Run(ctx) }()
		serves := func(want int) {
			t.Helper()
			synctest.Wait()
			g.mu.Lock()
			defer g.mu.Unlock()
			if len(g.up) != want {
				t.Errorf("it serves %v, want %d", g.up, want)
			}
		}
		serves(4)
		from.become([]int{0, 1, 2, 3}, 2, nil)
		time.Sleep(leaseRenew)
		serves(2)
		if back := from.back(); !slices.Equal(back, []int{2, 3}) {
			t.Errorf("it gives back %v, want 2 and 3", back)
		}
		from.become([]int{1}, 2, nil)
		time.Sleep(leaseRenew)
		serves(1)
		from.become(nil, 0, errors.New("the server is gone"))
		time.Sleep(leaseRenew)
		serves(1)
		time.Sleep(time.Until(from.lent().Add(leaseLasts - time.Second)))
		serves(0)
		from.become([]int{1}, 2, nil)
		time.Sleep(leaseRenew)
		serves(1)
		end()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if back := from.back(); back[len(back)-1] != 1 {
			t.Errorf("at its end it gives back %v", back)
		}
	})
}
