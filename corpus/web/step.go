package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/encoding/unicode"
)

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
	select {
	case <-time.After(d):
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
	// Not http.Client: each step of a redirect is checked here, like the first.
	res, err := f.transport.RoundTrip(req)
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
		err = explain(ctx, u.Hostname(), f.limits.PageTime, err)
		if r.robots {
			err = aboutRobots(err)
		}
		return nil, err
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
