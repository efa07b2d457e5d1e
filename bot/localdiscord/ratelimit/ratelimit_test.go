package ratelimit

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"
)

// clock is a time that tests move.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func (c *clock) pass(d time.Duration) { c.at = c.at.Add(d) }

// wait is how long a refusal tells to wait, in seconds; 0 where a request fits.
func wait(t *testing.T, l *Limiter, of Request) float64 {
	t.Helper()
	body := l.Take(of, http.Header{})
	if body == nil {
		return 0
	}
	var refusal struct {
		RetryAfter float64 `json:"retry_after"`
	}
	if err := json.Unmarshal(body, &refusal); err != nil {
		t.Fatal(err)
	}
	return refusal.RetryAfter
}

// A bucket is one of a route and of what parts its requests, and is empty again when
// its window ends.
func TestBucketsArePartedByRoute(t *testing.T) {
	c := &clock{time.Unix(1_700_000_000, 0)}
	l := NewLimiter(Limits{Global: 100, Bucket: func(string, string) Bucket { return Bucket{2, 5 * time.Second} }}.WithDefaults(), c.now)
	one := Request{Method: "POST", Template: "/channels/{channel_id}/messages", Major: "1"}
	other := one
	other.Major = "2"
	for i, want := range []float64{0, 0, 5} {
		if got := wait(t, l, one); got != want {
			t.Errorf("request %d waits %v s, want %v", i, got, want)
		}
	}
	if got := wait(t, l, other); got != 0 {
		t.Errorf("another channel waits %v s", got)
	}
	c.pass(5 * time.Second)
	if got := wait(t, l, one); got != 0 {
		t.Errorf("after the window it waits %v s", got)
	}
}

// The limit of all routes does not count callbacks and what needs no token.
func TestGlobalLimit(t *testing.T) {
	c := &clock{time.Unix(1_700_000_000, 0)}
	l := NewLimiter(Limits{Global: 1}.WithDefaults(), c.now)
	get := Request{Method: "GET", Template: "/users/@me"}
	if wait(t, l, get) != 0 || wait(t, l, get) != 1 {
		t.Error("the second request in a second fits")
	}
	for _, free := range []Request{{Method: "POST", Template: "/interactions/{interaction_id}/{interaction_token}/callback", Open: true}, {Method: "POST", Template: "/webhooks/{id}/{token}", Open: true}} {
		if got := wait(t, l, free); got != 0 {
			t.Errorf("%s waits %v s", free.Template, got)
		}
	}
}

// Who is refused too often is blocked as a whole until ten minutes are over.
func TestInvalidRequestsBlock(t *testing.T) {
	c := &clock{time.Unix(1_700_000_000, 0)}
	l := NewLimiter(Limits{Invalid: 2}.WithDefaults(), c.now)
	get := Request{Method: "GET", Template: "/users/@me"}
	l.Invalid()
	if wait(t, l, get) != 0 {
		t.Error("blocked after one")
	}
	l.Invalid()
	if got := wait(t, l, get); got != 600 {
		t.Errorf("blocked for %v s, want 600", got)
	}
	c.pass(10 * time.Minute)
	if wait(t, l, get) != 0 {
		t.Error("still blocked")
	}
}
