// Package ratelimit limits requests as Discord does, and says so in its headers.
package ratelimit

import (
	"cmp"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Limits are what REST enforces. Discord publishes none of its numbers but
// the global one and tells clients to read the headers; these are of the size
// that its headers have shown.
type Limits struct {
	// Off announces limits in the headers and enforces none.
	Off bool
	// Global is in requests a second over all routes; zero means 50.
	Global int
	// Bucket gives a route's limit; nil means DefaultBucket. The template is
	// the path with parameters in braces.
	Bucket func(method, template string) Bucket
	// Invalid is how many answers of 401, 403 or 429 in ten minutes block the
	// address; zero means 10,000.
	Invalid int
}

// Bucket allows Limit requests in each window.
type Bucket struct {
	Limit  int
	Window time.Duration
}

// WithDefaults sets what is zero to what Discord has.
func (l Limits) WithDefaults() Limits {
	l.Global, l.Invalid = cmp.Or(l.Global, 50), cmp.Or(l.Invalid, 10_000)
	if l.Bucket == nil {
		l.Bucket = DefaultBucket
	}
	return l
}

// DefaultBucket is five messages or edits in five seconds a channel, five in
// two a webhook, a reaction each quarter of a second, and ten in a second for
// the rest.
func DefaultBucket(method, template string) Bucket {
	switch {
	case strings.Contains(template, "/reactions/") && method != http.MethodGet:
		return Bucket{1, 250 * time.Millisecond}
	case strings.HasPrefix(template, "/webhooks/"):
		return Bucket{5, 2 * time.Second}
	case strings.HasPrefix(template, "/channels/{channel_id}/messages") && method != http.MethodGet,
		strings.HasSuffix(template, "/typing"):
		return Bucket{5, 5 * time.Second}
	case strings.HasSuffix(template, "/threads"), strings.HasSuffix(template, "/users/@me/channels"):
		return Bucket{10, 10 * time.Second}
	}
	return Bucket{10, time.Second}
}

// Request is a request as limits go by it.
type Request struct {
	Method, Template string
	// Major is what parts the requests of a route: its major parameter, and a
	// webhook's token.
	Major string
	// Open: the path holds its own secret, or none is needed.
	Open bool
}

// Limiter counts requests and refuses those beyond the limits.
type Limiter struct {
	cfg     Limits
	now     func() time.Time
	mu      sync.Mutex
	windows map[string]*Window
	global  Window
	bad     Window
}

// Window is a time in which so many requests are allowed; the zero value has ended.
type Window struct {
	used int
	ends time.Time
}

// NewLimiter makes a limiter by a clock.
func NewLimiter(cfg Limits, now func() time.Time) *Limiter {
	return &Limiter{cfg: cfg, now: now, windows: map[string]*Window{}}
}

// Use counts one request; false means that the window is full.
func (w *Window) Use(now time.Time, b Bucket) bool {
	if !now.Before(w.ends) {
		w.used, w.ends = 0, now.Add(b.Window)
	}
	w.used++
	return w.used <= b.Limit
}

// Take counts a request and writes the headers. What it returns is the body of
// a 429, or nil.
// Source: https://discord.com/developers/docs/topics/rate-limits
func (l *Limiter) Take(of Request, h http.Header) []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	if l.blocked(now) {
		return l.refuse(h, l.bad.ends.Sub(now), true, "global")
	}
	if strings.HasPrefix(of.Template, "/interactions/") {
		return nil // callbacks are exempt from the global limit
	}
	// Nor do endpoints with a token of their own count towards it.
	if !of.Open && !l.global.Use(now, Bucket{l.cfg.Global, time.Second}) && !l.cfg.Off {
		return l.refuse(h, l.global.ends.Sub(now), true, "global")
	}
	bucket := l.cfg.Bucket(of.Method, of.Template)
	w, name := l.window(of, now)
	fits := w.Use(now, bucket)
	if l.cfg.Off {
		fits, w.used = true, min(w.used, bucket.Limit-1)
	}
	left := max(bucket.Limit-w.used, 0)
	reset := w.ends.Sub(now)
	h.Set("X-RateLimit-Limit", strconv.Itoa(bucket.Limit))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(left))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(w.ends.UnixMilli())/1000))
	h.Set("X-RateLimit-Reset-After", seconds(reset))
	h.Set("X-RateLimit-Bucket", name)
	if !fits {
		return l.refuse(h, reset, false, "user")
	}
	return nil
}

// Window finds the bucket of a request: its route and what parts the route.
func (l *Limiter) window(of Request, now time.Time) (*Window, string) {
	hash := fnv.New64a()
	fmt.Fprint(hash, of.Method, of.Template)
	key := of.Method + of.Template + " " + of.Major
	if len(l.windows) > 10_000 {
		l.forget(now)
	}
	if l.windows[key] == nil {
		l.windows[key] = &Window{}
	}
	return l.windows[key], fmt.Sprintf("%016x", hash.Sum64())
}

func (l *Limiter) forget(now time.Time) {
	for key, w := range l.windows {
		if !now.Before(w.ends) {
			delete(l.windows, key)
		}
	}
}

func (l *Limiter) refuse(h http.Header, wait time.Duration, global bool, scope string) []byte {
	l.countInvalid()
	h.Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
	h.Set("X-RateLimit-Scope", scope)
	if global {
		h.Set("X-RateLimit-Global", "true")
	}
	// retry_after is rounded up, so that who waits it out is never early.
	after := math.Ceil(wait.Seconds()*1000) / 1000
	body, _ := json.Marshal(map[string]any{ // cannot fail
		"message": "You are being rate limited.", "retry_after": after, "global": global, "code": 0,
	})
	return body
}

func seconds(d time.Duration) string {
	return fmt.Sprintf("%.3f", math.Ceil(max(d, 0).Seconds()*1000)/1000)
}

// Invalid counts an answer of 401 or 403.
func (l *Limiter) Invalid() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.countInvalid()
}

func (l *Limiter) countInvalid() {
	l.bad.Use(l.now(), Bucket{l.cfg.Invalid, 10 * time.Minute})
}

func (l *Limiter) blocked(now time.Time) bool {
	return l.bad.used >= l.cfg.Invalid && now.Before(l.bad.ends)
}
