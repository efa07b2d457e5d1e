package web

import (
	"context"
	"net/url"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	// connections is how many requests a site gets at a time.
	connections = 2
	// strikes is how many requests in a row may end without any answer before
	// a site is left alone for a while: thousands of pages of a site that is
	// down would take the time limit each.
	strikes  = 3
	resting  = time.Minute
	maxHosts = 1024
)

// host is what is known of a site, and the queue before it.
type host struct {
	name    string
	slots   chan struct{}
	pace    *rate.Limiter
	robots  robots
	now     func() time.Time
	mu      sync.Mutex
	missed  int       // requests in a row without an answer
	closed  time.Time // when it may be asked again
	because string
}

// host returns the site of u.
func (f *Fetcher) host(u *url.URL) *host {
	f.mu.Lock()
	defer f.mu.Unlock()
	key := u.Scheme + "://" + u.Host
	if h := f.hosts[key]; h != nil {
		return h
	}
	if len(f.hosts) >= maxHosts {
		clear(f.hosts) // forgetting costs a robots.txt, no more
	}
	h := &host{name: u.Hostname(), slots: make(chan struct{}, connections), now: f.now, robots: newRobots()}
	h.pace = rate.NewLimiter(f.paceOf(u), 1)
	f.hosts[key] = h
	return h
}

// paceOf is how many requests a second a site gets at most.
func (f *Fetcher) paceOf(u *url.URL) rate.Limit {
	if f.dialer.allows(u.Hostname(), portOf(u)) {
		return rate.Inf
	}
	return rate.Every(f.limits.Pace)
}

func portOf(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "http":
		return "80"
	}
	return "443"
}

// enter waits for the site's turn. Whoever enters must leave.
func (h *host) enter(ctx context.Context) error {
	if err := h.open(); err != nil {
		return err
	}
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	err := h.pace.Wait(ctx)
	if err == nil {
		err = h.open() // it may have closed meanwhile
	}
	if err != nil {
		<-h.slots
	}
	return err
}

func (h *host) leave() { <-h.slots }

// open tells why the site is not asked just now.
func (h *host) open() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.now().Before(h.closed) {
		return because(nil, "%s %s: try again later", h.name, h.because)
	}
	return nil
}

// rest leaves the site alone for a while.
func (h *host) rest(d time.Duration, why string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if until := h.now().Add(d); until.After(h.closed) {
		h.closed, h.because = until, why
	}
}

// answered notes whether a request got any answer.
func (h *host) answered(yes bool) {
	h.mu.Lock()
	h.missed++
	if yes {
		h.missed = 0
	}
	tired := h.missed >= strikes
	h.mu.Unlock()
	if tired {
		h.rest(resting, "has not answered several times in a row")
	}
}
