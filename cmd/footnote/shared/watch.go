package shared

import (
	"context"
	"log/slog"
	"time"
)

// lookEvery is how often Watch looks whether it was told of a change.
const lookEvery = 250 * time.Millisecond

// Watch has follow bring what a process holds of libraries up to the server's state, each
// within a second or two of its change, until ctx ends. What fails is tried again.
func (l *Libraries) Watch(ctx context.Context, log *slog.Logger, follow func(ctx context.Context, name string) error) {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	behind, seen, last := map[string]bool{}, int64(-1), int64(0)
	trouble := "" // is not logged at each try
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		now := l.memory.Changes()
		if now == seen && len(behind) == 0 {
			continue
		}
		names, version, err := l.Since(ctx, last)
		if err == nil {
			seen, last = now, version
		}
		for _, name := range names {
			behind[name] = true
		}
		for name := range behind {
			if e := follow(ctx, name); e != nil {
				err = e
			} else {
				delete(behind, name)
			}
		}
		if err == nil {
			trouble = ""
		} else if ctx.Err() == nil && trouble != err.Error() {
			trouble = err.Error()
			log.Warn("what other processes changed in libraries cannot be taken over, trying again", "error", err)
		}
	}
}
