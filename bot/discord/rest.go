package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/time/rate"
)

// REST sends requests to Discord. It is safe for concurrent use.
type REST struct {
	session *discordgo.Session
	lanes   lanes
	// pace keeps below Discord's 50 requests a second over all routes; what goes by
	// an interaction's token is exempt. Headers announce a bucket's limit only, and
	// a 429 of the global one pauses all that counts.
	pace *rate.Limiter

	mu     sync.Mutex
	paused time.Time // a global limit lasts until then
}

const (
	// globalPace leaves a little of the 50 to others with the same token.
	globalPace = 48
	// OneTry is how long one request may take.
	OneTry = 15 * time.Second
	// firstRetry and lastRetry bound the growing wait between tries.
	firstRetry, lastRetry = 150 * time.Millisecond, 5 * time.Second
)

// NewREST returns a client for a bot's token.
func NewREST(token string, t *Transport) (*REST, error) {
	s, err := discordgo.New("Bot " + token)
	if err != nil {
		return nil, err
	}
	s.LogLevel = -1 // what matters is logged by whoever asked
	s.Client = &http.Client{Transport: t, Timeout: OneTry}
	r := &REST{session: s, pace: rate.NewLimiter(globalPace, globalPace)}
	t.slowDown = r.slowDown
	return r, nil
}

// Request is what is sent: a path below the API's address and a body. Requests
// of one lane go one after the other; those without a lane wait for nobody.
type Request struct {
	Method, Path, Lane string
	// Body is written as JSON, or as a form where it is one that CarriesFiles.
	Body any
	// Free: exempt from the global limit.
	Free bool
}

// Do sends a request until Discord takes or refuses it, or ctx ends. Requests
// are such that doing them twice does no harm.
func (r *REST) Do(ctx context.Context, q Request) ([]byte, error) {
	wait := firstRetry
	for {
		out, err := r.once(ctx, q)
		pause, again := retry(err)
		if !again {
			return out, err
		}
		if ctx.Err() != nil {
			return nil, errors.Join(context.Cause(ctx), err)
		}
		if pause == 0 {
			// Apart, so that many do not come back at once.
			pause, wait = wait/2+rand.N(wait/2), min(2*wait, lastRetry)
		}
		if late := Sleep(ctx, pause); late != nil {
			return nil, errors.Join(late, err)
		}
	}
}

// once waits for the limits and sends a request one time.
func (r *REST) once(ctx context.Context, q Request) ([]byte, error) {
	if !q.Free {
		if err := r.unpaused(ctx); err != nil {
			return nil, err
		}
		if err := r.pace.Wait(ctx); err != nil {
			return nil, err
		}
	}
	l, done := r.lanes.use(q.Lane)
	defer done()
	if err := l.lock(ctx); err != nil {
		return nil, err
	}
	return r.send(ctx, q, l)
}

// TryOnce sends a request one time where that keeps nobody waiting; false means
// that it was not sent or not taken. What comes after it in its lane waits until
// Discord has answered: one that is given up before may be carried out after it.
func (r *REST) TryOnce(ctx context.Context, q Request) ([]byte, bool) {
	if !q.Free && !r.idle() {
		return nil, false
	}
	l, done := r.lanes.use(q.Lane)
	defer done()
	if !l.tryLock() {
		return nil, false
	}
	out, err := r.send(ctx, q, l)
	return out, err == nil
}

// idle takes a place in the pace where more important requests will not miss it.
func (r *REST) idle() bool {
	r.mu.Lock()
	paused := time.Now().Before(r.paused)
	r.mu.Unlock()
	return !paused && r.pace.Tokens() >= globalPace/2 && r.pace.Allow()
}

// send hands a request to discordgo, which unlocks the lane and reads the
// headers into it.
func (r *REST) send(ctx context.Context, q Request, l *lane) ([]byte, error) {
	contentType, body, err := encode(q.Body)
	if err != nil {
		l.bucket.Unlock()
		return nil, &refused{err}
	}
	address := strings.TrimSuffix(discordgo.EndpointAPI, "/") + q.Path
	out, err := r.session.RequestWithLockedBucket(q.Method, address, contentType, body, l.bucket, 0,
		discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0))
	return out, withoutToken(err)
}

// withoutToken takes out of an error the address that was asked for, which may
// hold an interaction's token: errors are logged.
func withoutToken(err error) error {
	var asked *url.Error
	var limited *discordgo.RateLimitError
	switch {
	case errors.As(err, &asked):
		return fmt.Errorf("%s: %w", asked.Op, asked.Err)
	case errors.As(err, &limited) && limited.RateLimit != nil:
		limited.URL = "this route"
	}
	return err
}

// refused is a failure of our own that another try does not mend.
type refused struct{ error }

func (e *refused) Unwrap() error { return e.error }

// retry reports whether another try may help, and after which pause; 0 leaves
// that to the caller.
func retry(err error) (pause time.Duration, again bool) {
	var limited *discordgo.RateLimitError
	var answer *discordgo.RESTError
	var own *refused
	switch {
	case err == nil, errors.As(err, &own), errors.Is(err, ErrClosing), errors.Is(err, discordgo.ErrUnauthorized):
		return 0, false
	case errors.As(err, &limited):
		return max(limited.RetryAfter, time.Millisecond), true
	case errors.As(err, &answer):
		return 0, answer.Response.StatusCode >= 500
	}
	// The network, or a 502.
	return 0, true
}

// slowDown holds every request up for a while.
func (r *REST) slowDown(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if until := time.Now().Add(d); until.After(r.paused) {
		r.paused = until
	}
}

// unpaused waits for the end of a global limit.
func (r *REST) unpaused(ctx context.Context) error {
	r.mu.Lock()
	wait := time.Until(r.paused)
	r.mu.Unlock()
	if wait <= 0 {
		return nil
	}
	return Sleep(ctx, wait)
}

// CodeOf is Discord's code of a refusal, 0 for another error.
func CodeOf(err error) int {
	var answer *discordgo.RESTError
	if errors.As(err, &answer) && answer.Message != nil {
		return answer.Message.Code
	}
	return 0
}

// StatusOf is the HTTP status of a refusal, 0 for another error.
func StatusOf(err error) int {
	var answer *discordgo.RESTError
	if errors.As(err, &answer) {
		return answer.Response.StatusCode
	}
	return 0
}

// Decode reads an answer.
func Decode[T any](out []byte, err error) (T, error) {
	var v T
	if err != nil {
		return v, err
	}
	if err := json.Unmarshal(out, &v); err != nil {
		return v, fmt.Errorf("an answer of Discord cannot be read: %w", err)
	}
	return v, nil
}

// Lanes is how many routes' limits are remembered.
func (r *REST) Lanes() int { return r.lanes.len() }
