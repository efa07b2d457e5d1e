package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/temoto/robotstxt"
	"golang.org/x/time/rate"
)

const (
	// robotsBytes is how much of a robots.txt is read (RFC 9309, 2.5).
	robotsBytes = 500 << 10
	// A robots.txt is remembered for a day (2.4), and that there was no
	// answer for a minute.
	robotsFor       = 24 * time.Hour
	robotsFailedFor = time.Minute
)

// robots is what a site asks of programs.
type robots struct {
	// turn is held by whoever reads or fetches the rest.
	turn  chan struct{}
	until time.Time
	group *robotstxt.Group
	err   error
}

func newRobots() robots { return robots{turn: make(chan struct{}, 1)} }

// mayFetch asks the site's robots.txt whether a page may be fetched.
func (f *Fetcher) mayFetch(ctx context.Context, u *url.URL, h *host) error {
	r := &h.robots
	select {
	case r.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-r.turn }()
	if !f.now().Before(r.until) {
		group, err := f.fetchRobots(ctx, u)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		r.group, r.err, r.until = group, err, f.now().Add(robotsFor)
		if err != nil {
			r.until = f.now().Add(robotsFailedFor)
		} else {
			f.slowDown(h, group.CrawlDelay)
		}
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	switch {
	case r.err != nil:
		return r.err
	case !r.group.Test(path):
		return because(ErrRobots, "the site's robots.txt asks programs not to fetch it: save the page and add the file, if you may")
	}
	return nil
}

// slowDown honours a Crawl-delay.
func (f *Fetcher) slowDown(h *host, delay time.Duration) {
	if delay > 0 {
		h.pace.SetLimit(min(h.pace.Limit(), rate.Every(min(delay, f.limits.MaxDelay))))
	}
}

// fetchRobots reads the robots.txt of the site of u. Without one all is
// allowed; while it cannot be had nothing is (RFC 9309, 2.3.1).
func (f *Fetcher) fetchRobots(ctx context.Context, u *url.URL) (*robotstxt.Group, error) {
	address := (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}).String()
	res, err := f.get(ctx, request{address: address, robots: true})
	switch {
	case err != nil:
		return nil, err
	case res.status >= 500 || res.status == http.StatusTooManyRequests:
		return nil, because(nil, "its site's robots.txt cannot be had (%s), so nothing is fetched: try again later", statusText(res.status))
	case res.status >= 300:
		return &robotstxt.Group{}, nil
	}
	data, err := robotstxt.FromBytes(tidyRobots(res.body))
	if err != nil {
		return nil, because(err, "its site's robots.txt cannot be read, so nothing is fetched: %s", innermost(err))
	}
	return data.FindGroup(f.product), nil
}

// aboutRobots says that an error is about robots.txt, not about the page.
func aboutRobots(err error) error {
	var e *Error
	if errors.As(err, &e) {
		return because(e.Err, "its site's robots.txt cannot be had, so nothing is fetched: %s", e.Reason)
	}
	return err
}

// tidyRobots takes out the lines that say nothing: robotstxt would give up the
// whole file over rules that stand before any user agent or a Crawl-delay that is
// no number.
func tidyRobots(data []byte) []byte {
	var tidy bytes.Buffer
	agent := false
	for line := range strings.Lines(strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r", "\n")) {
		name, value, _ := strings.Cut(line, ":")
		value, _, _ = strings.Cut(value, "#")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "user-agent", "useragent":
			agent = true
		case "allow", "disallow":
			if !agent {
				continue
			}
		case "crawl-delay", "crawldelay":
			seconds, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if !agent || err != nil || seconds < 0 || seconds > 1e6 || seconds != seconds {
				continue
			}
		default:
			continue
		}
		tidy.WriteString(strings.TrimSpace(strings.ToValidUTF8(line, "")) + "\n")
	}
	return tidy.Bytes()
}
