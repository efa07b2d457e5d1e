package retrieval

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"
)

type noticeKey struct{}

// Noticing returns a context under which FallShort is noticed, and what tells
// whether it was called.
func Noticing(ctx context.Context) (context.Context, func() bool) {
	short := new(atomic.Bool)
	return context.WithValue(ctx, noticeKey{}, short), short.Load
}

// FallShort warns that something could not be used this time, so that what is found
// for a question is less than it would be another time.
func FallShort(ctx context.Context, log *slog.Logger, what string, args ...any) {
	log.WarnContext(ctx, what, args...)
	fallShort(ctx)
}

// fallShort is FallShort where the log would say the same at every question.
func fallShort(ctx context.Context) {
	if short, ok := ctx.Value(noticeKey{}).(*atomic.Bool); ok {
		short.Store(true)
	}
}

type unhurriedKey struct{}

// Unhurried returns a context under which Within waits as long as ctx lasts: for
// who waits for one answer at a time, and whose computations end on this machine.
func Unhurried(ctx context.Context) context.Context {
	return context.WithValue(ctx, unhurriedKey{}, true)
}

// Within is ctx for at most the time given, after which a question does without
// what takes longer, or for as long as ctx lasts where that is Unhurried.
func Within(ctx context.Context, most time.Duration) (context.Context, context.CancelFunc) {
	if ctx.Value(unhurriedKey{}) != nil {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, most)
}
