package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/encoding/unicode"
)

// Fetcher fetches pages. It may be used from many goroutines at once; those
// share each site's pace.
type Fetcher struct {
	limits    Limits
	userAgent string
	// product is what robots.txt calls the program.
	product string
	now     func() time.Time
	dialer  *dialer
	client  *http.Client

	mu    sync.Mutex
	hosts map[string]*host // by scheme, name and port
}

// New returns a fetcher. Close it when it is not needed any more.
func New(o Options) *Fetcher {
	f := &Fetcher{limits: o.Limits.orDefaults(), userAgent: or(o.UserAgent, DefaultUserAgent), now: o.Now, dialer: newDialer(o), hosts: map[string]*host{}}
	if f.now == nil {
		f.now = time.Now
	}
	f.product, _, _ = strings.Cut(f.userAgent, "/")
	f.client = &http.Client{
		Transport: &http.Transport{
			Proxy:       nil, // see the package comment
			DialContext: f.dialer.dial,
			// Bodies are unpacked here, within bounds.
			DisableCompression: true, ForceAttemptHTTP2: true,
			MaxIdleConns: 16, MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections, IdleConnTimeout: 30 * time.Second,
			MaxResponseHeaderBytes: 256 << 10,
		},
		// Each step of a redirect is checked here, like the first.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return f
}

// Close ends the connections that are kept for later.
func (f *Fetcher) Close() { f.client.CloseIdleConnections() }

// request is what to fetch.
type request struct {
	address string
	// robots tells that it is a robots.txt, which none forbids.
	robots bool
	// known are the validators of the last time.
	known stamp
}

// response is what came back: 2xx with a body, 304, or another status without.
type response struct {
	url    *url.URL // after redirects
	status int
	header http.Header
	body   []byte
}

func (r *response) mediaType() string {
	kind, _, _ := mime.ParseMediaType(r.header.Get("Content-Type"))
	return kind
}

// get fetches an address with its redirects. The error is an *Error without an
// address, or the context's.
func (f *Fetcher) get(ctx context.Context, r request) (*response, error) {
	u, err := parseAddress(r.address)
	if err != nil {
		return nil, err
	}
	seen, left := map[string]bool{}, f.limits.PageTime
	for hops := 0; ; hops++ {
		res, took, err := f.step(ctx, r, u, left)
		if err != nil || !redirects(res) {
			return res, err
		}
		if left -= took; left <= 0 {
			return nil, because(nil, "did not answer within %s: try again later", f.limits.PageTime)
		}
		seen[u.String()] = true
		if u, err = follow(u, res.header.Get("Location")); err != nil {
			return nil, err
		}
		switch {
		case seen[u.String()]:
			return nil, because(nil, "leads round in a circle of redirects: check the address")
		case hops == f.limits.Redirects:
			return nil, because(nil, "leads on more than %d times: add the page it ends at", f.limits.Redirects)
		}
	}
}

func redirects(res *response) bool {
	switch res.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return res.header.Get("Location") != ""
	}
	return false
}

// follow is where a redirect leads.
func follow(from *url.URL, location string) (*url.URL, error) {
	to, err := from.Parse(strings.TrimSpace(location))
	if err != nil {
		return nil, refuse("leads on to an address that cannot be read: %s", innermost(err))
	}
	u, err := parseAddress(to.String())
	var e *Error
	if errors.As(err, &e) {
		return nil, because(e.Err, "leads on to %s, which %s", brief(location), e.Reason)
	}
	return u, err
}

// brief is an address for a sentence.
func brief(s string) string {
	if len(s) > 100 {
		s = strings.ToValidUTF8(s[:100], "") + "…"
	}
	return strconv.QuoteToGraphic(s)
}

// step asks one address, in its site's turn, and once more where the site asks
// for patience. took is the time the site needed.
func (f *Fetcher) step(ctx context.Context, r request, u *url.URL, left time.Duration) (res *response, took time.Duration, err error) {
	if !f.dialer.allows(u.Hostname(), portOf(u)) {
		if err := checkPort(u); err != nil {
			return nil, 0, err
		}
	}
	h := f.host(u)
	if !r.robots {
		if err := f.mayFetch(ctx, u, h); err != nil {
			return nil, 0, err
		}
	}
	for attempt := 0; ; attempt++ {
		if err := h.enter(ctx); err != nil {
			return nil, 0, err
		}
		began := time.Now()
		res, err = f.once(ctx, r, u, h, left)
		took = time.Since(began)
		h.leave()
		if err != nil || !busy(res) {
			return res, took, err
		}
		wait := retryAfter(res.header, f.now())
		if attempt > 0 || wait > f.limits.MaxDelay {
			h.rest(max(resting, min(wait, time.Hour)), "asks to be left alone for a while")
			return res, took, nil
		}
		if err := sleep(ctx, wait); err != nil {
			return nil, 0, err
		}
	}
}

func busy(res *response) bool {
	return res.status == http.StatusTooManyRequests || res.status == http.StatusServiceUnavailable && res.header.Get("Retry-After") != ""
}

// retryAfter is how long a site asks to wait, in seconds or until a date; two
// seconds where it does not say.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.Atoi(value); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, 86400)) * time.Second
	}
	if date, err := http.ParseTime(value); err == nil {
		return min(max(0, date.Sub(now)), 24*time.Hour)
	}
	return 2 * time.Second
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// once makes one request and reads the answer, all within the time left.
func (f *Fetcher) once(ctx context.Context, r request, u *url.URL, h *host, left time.Duration) (*response, error) {
	within, cancel := context.WithTimeout(ctx, left)
	defer cancel()
	req, err := http.NewRequestWithContext(within, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, refuse("is not an address that can be asked for: %s", innermost(err))
	}
	f.setHeader(req.Header, r)
	res, err := f.client.Do(req)
	if err != nil {
		err = explain(ctx, u.Hostname(), f.limits.PageTime, err)
		h.answered(ctx.Err() != nil || errors.Is(err, ErrRefused))
		return nil, err
	}
	defer res.Body.Close() //nolint:errcheck // only read from
	h.answered(true)
	out := &response{url: u, status: res.StatusCode, header: res.Header}
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return out, nil
	}
	if r.robots {
		res.Body = truncated(res.Body)
	}
	if out.body, err = f.readBody(res); err != nil {
		return nil, explain(ctx, u.Hostname(), f.limits.PageTime, err)
	}
	if plain, ok := fromUTF16(out.body); ok {
		out.body = plain
		if kind := out.mediaType(); kind != "" {
			out.header.Set("Content-Type", kind+"; charset=utf-8")
		}
	}
	return out, nil
}

func (f *Fetcher) setHeader(h http.Header, r request) {
	h.Set("User-Agent", f.userAgent)
	h.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.8,*/*;q=0.7")
	h.Set("Accept-Encoding", "gzip, deflate, br")
	if r.known.ETag != "" {
		h.Set("If-None-Match", r.known.ETag)
	}
	if r.known.Modified != "" {
		h.Set("If-Modified-Since", r.known.Modified)
	}
}

// fromUTF16 brings a text in UTF-16, told by its first two bytes, to UTF-8, so
// that all that looks at it sees text. What an XML declaration says of the
// encoding is then wrong, and goes.
func fromUTF16(body []byte) ([]byte, bool) {
	if len(body) < 2 || body[0]^body[1] != 1 || body[0] < 0xfe {
		return nil, false
	}
	plain, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(body)
	if bytes.HasPrefix(plain, []byte("<?xml")) {
		_, plain, _ = bytes.Cut(plain, []byte("?>"))
	}
	return plain, err == nil
}

func statusText(status int) string {
	if text := http.StatusText(status); text != "" {
		return fmt.Sprintf("%d %s", status, text)
	}
	return strconv.Itoa(status)
}
