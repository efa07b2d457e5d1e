package openai

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"
)

// caller makes requests with deadlines, further attempts and a breaker. It is
// the one place in this package that waits.
type caller struct {
	opts    Options
	api     *openai.Client
	http    *http.Client
	breaker *gobreaker.TwoStepCircuitBreaker[any]
	// sleep waits or returns the context's error; tests replace it.
	sleep func(context.Context, time.Duration) error
}

func newCaller(opts Options) (*caller, error) {
	opts, err := opts.withDefaults()
	if err != nil {
		return nil, err
	}
	next := opts.Transport
	if next == nil {
		next = newTransport(opts.Concurrency)
	}
	c := &caller{opts: opts, http: &http.Client{Transport: observer{next}, CheckRedirect: sameHost}, sleep: sleep}
	conf := openai.DefaultConfig(opts.APIKey)
	conf.BaseURL, conf.HTTPClient = opts.BaseURL, c.http
	c.api = openai.NewClientWithConfig(conf)
	c.breaker = gobreaker.NewTwoStepCircuitBreaker[any](gobreaker.Settings{
		Name:         opts.Model,
		Timeout:      opts.Cooldown,
		ReadyToTrip:  func(n gobreaker.Counts) bool { return int(n.ConsecutiveFailures) >= opts.Failures },
		IsSuccessful: func(err error) bool { return !serverAtFault(err) },
		IsExcluded:   func(err error) bool { return errors.Is(err, context.Canceled) },
	})
	return c, nil
}

// attempt is one request. It fills x through its context.
type attempt[T any] func(ctx context.Context, x *exchange) (T, error)

// errStop marks an error after which no further attempt is made.
type errStop struct{ error }

func (e errStop) Unwrap() error { return e.error }

// unstop returns the error within the marks, and whether there was one.
func unstop(err error) (error, bool) {
	var stop errStop
	marked := false
	for errors.As(err, &stop) {
		err, marked = stop.error, true
	}
	return err, marked
}

// repeat makes attempts until one succeeds, the error is not of the kind that
// passes, or attempts or time run out. The result of the last attempt is
// returned even beside an error.
func repeat[T any](ctx context.Context, c *caller, do attempt[T]) (T, error) {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.Multiplier, pauses.MaxInterval = c.opts.Backoff, 2, 30*time.Second
	var last error
	for n := 1; ; n++ {
		out, err := once(ctx, c, do)
		if stop, ok := unstop(err); ok {
			return out, because(stop, last)
		}
		last = err
		if err == nil || !retryable(err) || n >= c.opts.Attempts || ctx.Err() != nil {
			return out, err
		}
		if !c.pause(ctx, pauses.NextBackOff(), err) {
			return out, err
		}
	}
}

// because notes the failure that opened the breaker between two attempts.
func because(err, last error) error {
	var e *Error
	if last != nil && errors.As(err, &e) && e.Kind == ErrUnavailable {
		e.Cause = last
	}
	return err
}

// pause waits before the next attempt, as long as the server asks where it
// does. It is false where that would outlast the deadline: then waiting is
// pointless, and the caller learns at once what the server asked for.
func (c *caller) pause(ctx context.Context, d time.Duration, err error) bool {
	var e *Error
	if errors.As(err, &e) && e.RetryAfter > 0 {
		// A little more than asked, so that not all who wait come at once.
		d = e.RetryAfter + time.Duration(rand.Int64N(int64(min(e.RetryAfter/10, time.Second))+1))
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= d {
		return false
	}
	return c.sleep(ctx, d) == nil
}

// once makes one attempt through the breaker and within its deadline.
func once[T any](ctx context.Context, c *caller, do attempt[T]) (T, error) {
	var none T
	done, err := c.breaker.Allow()
	if err != nil {
		return none, errStop{&Error{Kind: ErrUnavailable, RetryAfter: c.opts.Cooldown, Cause: err}}
	}
	x := &exchange{}
	out, err := do(withExchange(ctx, x), x)
	err = c.blame(ctx, err, x)
	done(charged(ctx, err))
	return out, err
}

type manyKey struct{}

// many marks a request for several texts, which may have been too many: that it takes
// too long says nothing of the server.
func many(ctx context.Context, texts int) context.Context {
	if texts == 1 {
		return ctx
	}
	return context.WithValue(ctx, manyKey{}, true)
}

// charged is the error as the breaker counts it.
func charged(ctx context.Context, err error) error {
	if errors.Is(err, ErrTimeout) && ctx.Value(manyKey{}) != nil {
		return context.Canceled // which it leaves out
	}
	return err
}

// blame decides whose fault an error is. A caller that went away is nobody's;
// a caller's deadline that passed while the server was thinking is the server's.
func (c *caller) blame(ctx context.Context, err error, x *exchange) error {
	if err == nil {
		return nil
	}
	if cause := ctx.Err(); errors.Is(cause, context.Canceled) {
		return errStop{fmt.Errorf("the request was given up: %w", cause)}
	} else if cause != nil && !errors.Is(err, cause) {
		err = fmt.Errorf("%w: %w", cause, err)
	}
	err = c.classify(err, x)
	var e *Error
	if errors.As(err, &e) {
		e.Setting = c.opts.TimeSetting
	}
	return err
}

var errRedirected = errors.New("redirected to another host")

// sameHost follows redirects within the server only: a body that is sent on
// holds articles and questions, which are meant for the server that was named.
func sameHost(r *http.Request, via []*http.Request) error {
	first := via[0].URL
	switch {
	case r.URL.Host != first.Host, first.Scheme == "https" && r.URL.Scheme != "https":
		return errRedirected
	case len(via) >= 5:
		return errors.New("redirected too often")
	}
	return nil
}

// within bounds a whole call by Options.Total.
func (c *caller) within(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, c.opts.Total)
}

// Close gives idle connections back. The value can still be used.
func (c *caller) Close() { c.http.CloseIdleConnections() }

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
