// Package patient has tests wait for what is to come, however busy the machine
// is: no shorter than the run of the tests lasts, less what it takes to say what
// did not come and to end what was started.
package patient

import (
	"context"
	"testing"
	"time"
)

// spare is left of a run for tests to say what they miss, and to end.
const spare = 20 * time.Second

// Context lasts until the test has ended, or the run of the tests nearly has
// (go test -timeout).
func Context(t testing.TB) context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	if run, ok := t.(interface{ Deadline() (time.Time, bool) }); ok {
		if end, ok := run.Deadline(); ok {
			ctx, cancel = context.WithDeadline(ctx, end.Add(-spare))
		}
	}
	t.Cleanup(cancel)
	return ctx
}

// Until waits until something holds, or the context ends with an error.
func Until(ctx context.Context, holds func() bool) error {
	for !holds() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
	return nil
}
