package localdiscord

import (
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

// RateLimits are what REST enforces. Discord publishes none of its numbers but
// the global one and tells clients to read the headers; these are of the size
// that its headers have shown.
type RateLimits struct {
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

func (l RateLimits) withDefaults() RateLimits {
	setDefault(&l.Global, 50)
	setDefault(&l.Invalid, 10_000)
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

type limiter struct {
	cfg     RateLimits
	now     func() time.Time
	mu      sync.Mutex
	windows map[string]*window
	global  window
	bad     window
}

type window struct {
	used int
	ends time.Time
}

func newLimiter(cfg RateLimits, now func() time.Time) *limiter {
	return &limiter{cfg: cfg, now: now, windows: map[string]*window{}}
}

// use counts one request; false means that the window is full.
func (w *window) use(now time.Time, b Bucket) bool {
	if !now.Before(w.ends) {
		w.used, w.ends = 0, now.Add(b.Window)
	}
	w.used++
	return w.used <= b.Limit
}

// take counts a request and writes the headers. What it returns is the body of
// a 429, or nil.
// Source: https://discord.com/developers/docs/topics/rate-limits
func (l *limiter) take(rt *route, c *call, h http.Header) []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	if l.blocked(now) {
		return l.refuse(h, l.bad.ends.Sub(now), true, "global")
	}
	if strings.HasPrefix(rt.template, "/interactions/") {
		return nil // callbacks are exempt from the global limit
	}
	// Nor do endpoints with a token of their own count towards it.
	if !rt.open && !l.global.use(now, Bucket{l.cfg.Global, time.Second}) && !l.cfg.Off {
		return l.refuse(h, l.global.ends.Sub(now), true, "global")
	}
	bucket := l.cfg.Bucket(rt.method, rt.template)
	w, name := l.window(rt, c, now)
	fits := w.use(now, bucket)
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

// window finds the bucket of a request: its route and the major parameter. A
// webhook's token belongs to it.
func (l *limiter) window(rt *route, c *call, now time.Time) (*window, string) {
	hash := fnv.New64a()
	fmt.Fprint(hash, rt.method, rt.template)
	key := rt.method + rt.template + " " + c.params[rt.major] + " " + c.params["webhook_token"]
	if len(l.windows) > 10_000 {
		l.forget(now)
	}
	if l.windows[key] == nil {
		l.windows[key] = &window{}
	}
	return l.windows[key], fmt.Sprintf("%016x", hash.Sum64())
}

func (l *limiter) forget(now time.Time) {
	for key, w := range l.windows {
		if !now.Before(w.ends) {
			delete(l.windows, key)
		}
	}
}

func (l *limiter) refuse(h http.Header, wait time.Duration, global bool, scope string) []byte {
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

// invalid counts an answer of 401 or 403.
func (l *limiter) invalid() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.countInvalid()
}

func (l *limiter) countInvalid() {
	l.bad.use(l.now(), Bucket{l.cfg.Invalid, 10 * time.Minute})
}

func (l *limiter) blocked(now time.Time) bool {
	return l.bad.used >= l.cfg.Invalid && now.Before(l.bad.ends)
}
