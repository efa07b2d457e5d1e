package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

// goroutines are all those that the bot starts.
type goroutines struct {
	log *slog.Logger
	// patience is how long the end waits for them.
	patience time.Duration
	// work owns every goroutine; life ends those that remain when draining is
	// over, and no further one begins after stop.
	work    sync.WaitGroup
	closing sync.RWMutex // held while stop changes, or work grows
	life    context.Context
	stop    atomic.Bool
}

// drain waits for what is under way, then parks the rest: it stays in the
// store and is resumed by the next process.
func (g *goroutines) drain(end context.CancelCauseFunc) {
	g.closing.Lock()
	g.stop.Store(true)
	g.closing.Unlock()
	done := make(chan struct{})
	go func() { g.work.Wait(); close(done) }()
	t := time.NewTimer(g.patience)
	defer t.Stop()
	select {
	case <-done:
	case <-t.C:
		g.log.Info("questions are parked and will be resumed at the next start")
		end(errParked)
		<-done
	}
}

// spawn runs do in a goroutine that Run waits for, unless the bot is ending. A
// panic ends do only.
func (g *goroutines) spawn(doing string, do func(ctx context.Context)) {
	g.closing.RLock()
	defer g.closing.RUnlock()
	if g.stop.Load() {
		return
	}
	g.work.Go(func() {
		defer g.recovered(doing)
		do(g.life)
	})
}

// recovered keeps the process alive through a panic: it is called by defer.
func (g *goroutines) recovered(doing string) {
	if cause := recover(); cause != nil {
		g.panicked(doing, cause)
	}
}

// errParked ends work that the next process resumes.
var errParked = errors.New("parked until the next start")

// panicked logs a panic with its place.
func (g *goroutines) panicked(doing string, cause any) {
	g.log.Error("something that must not happen happened: please report it",
		"doing", doing, "panic", fmt.Sprint(cause), "stack", string(debug.Stack()))
}
