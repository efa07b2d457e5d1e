package web

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Fetcher fetches pages. It may be used from many goroutines at once; those
// share each site's pace.
type Fetcher struct {
	limits    Limits
	userAgent string
	// product is what robots.txt calls the program.
	product   string
	now       func() time.Time
	dialer    *dialer
	transport *http.Transport

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
	f.transport = &http.Transport{
		Proxy:       nil, // see the package comment
		DialContext: f.dialer.dial,
		// Bodies are unpacked here, within bounds.
		DisableCompression: true, ForceAttemptHTTP2: true,
		MaxIdleConns: 16, MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections, IdleConnTimeout: 30 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
	}
	return f
}

// Close ends the connections that are kept for later.
func (f *Fetcher) Close() { f.transport.CloseIdleConnections() }

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
		if err != nil && r.robots && hops > 0 {
			err = aboutRobots(err) // at the first step it is what the page would meet too
		}
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
		return nil, refuse("leads on to what is not an address that can be read: %s", innermost(err))
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
