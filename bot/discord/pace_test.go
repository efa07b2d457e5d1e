package discord

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A bot that has begun all sessions of a day begins the next on the next day.
func TestNoMoreSessionsThanADayAllows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		p := newPace(sessionLimit{Total: 3, Remaining: 2, ResetAfter: time.Hour.Milliseconds(), MaxConcurrency: 1}, 5*time.Second, slog.New(slog.DiscardHandler))
		for i, want := range []time.Duration{0, 5 * time.Second, time.Hour + 5*time.Second, time.Hour + 10*time.Second} {
			leave, err := p.enter(t.Context(), i)
			if err != nil {
				t.Fatal(err)
			}
			if at := time.Since(began); at != want {
				t.Errorf("session %d begins after %v, want %v", i, at, want)
			}
			leave()
		}
	})
}

// Processes that share their pace begin one session after the other, whoever asks.
func TestProcessesShareThePace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		last := map[string]time.Time{}
		due := func(_ context.Context, what string, every time.Duration) (bool, error) {
			mu.Lock()
			defer mu.Unlock()
			if at, known := last[what]; known && time.Since(at) < every {
				return false, nil
			}
			last[what] = time.Now()
			return true, nil
		}
		var begun []time.Time
		var working sync.WaitGroup
		for process := range 3 {
			p := newPace(sessionLimit{Total: 1000, Remaining: 1000, MaxConcurrency: 1}, 5*time.Second, slog.New(slog.DiscardHandler))
			p.Share(due)
			for shard := range 4 {
				working.Go(func() {
					leave, err := p.enter(t.Context(), 4*process+shard)
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					begun = append(begun, time.Now())
					mu.Unlock()
					leave()
				})
			}
		}
		working.Wait()
		for i := range begun[1:] {
			if gap := begun[i+1].Sub(begun[i]); gap < 5*time.Second || gap > 6*time.Second {
				t.Errorf("a session begins %v after the one before", gap)
			}
		}
		if len(begun) != 12 {
			t.Errorf("%d sessions are begun", len(begun))
		}
	})
}
