package openai

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// exchange is what the transport saw of one request, for its caller: the
// library above drops the headers of failures.
type exchange struct {
	status int
	// events: the reply says of itself that it is a stream.
	events     bool
	retryAfter time.Duration
	// keep asks for a copy of the reply's body in copied.
	keep   bool
	copied bytes.Buffer
	// alive is called whenever something of the reply has come; nil calls nobody.
	alive func()
}

type exchangeKey struct{}

func withExchange(ctx context.Context, x *exchange) context.Context {
	return context.WithValue(ctx, exchangeKey{}, x)
}

// observer notes status and Retry-After and bounds what is read of a reply.
type observer struct{ next http.RoundTripper }

// RoundTrip sends the request and fills the context's exchange.
func (o observer) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := o.next.RoundTrip(r)
	x, _ := r.Context().Value(exchangeKey{}).(*exchange)
	if err != nil || x == nil {
		return resp, err
	}
	x.status = resp.StatusCode
	x.events = strings.HasPrefix(resp.Header.Get("Content-Type"), "text/event-stream")
	x.retryAfter = readRetryAfter(resp.Header, time.Now())
	body := &bounded{ReadCloser: resp.Body, left: maxReply}
	if x.keep {
		body.copy = &x.copied
	}
	body.alive = x.alive
	resp.Body = body
	return resp, nil
}

// readRetryAfter reads seconds or a date, and retry-after-ms before either.
func readRetryAfter(h http.Header, now time.Time) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil && ms > 0 && ms < 1e9 {
		return time.Duration(ms * float64(time.Millisecond))
	}
	v := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(v, 64); err == nil && s > 0 && s < 1e6 {
		return time.Duration(s * float64(time.Second))
	}
	if at, err := http.ParseTime(v); err == nil && at.After(now) {
		return at.Sub(now)
	}
	return 0
}

var errReplyTooLarge = errors.New("the reply is larger than any honest one")

// bounded is a body that fails after left bytes, so that a server gone mad
// cannot fill the memory.
type bounded struct {
	io.ReadCloser
	left  int64
	copy  *bytes.Buffer
	alive func()
}

// Read reads up to what is left.
func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errReplyTooLarge
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.ReadCloser.Read(p)
	b.left -= int64(n)
	if n > 0 && b.alive != nil {
		b.alive()
	}
	if b.copy != nil {
		b.copy.Write(p[:n])
	}
	return n, err
}

// newTransport keeps as many idle connections as there are requests at once;
// the default of two would open and close the rest again and again.
func newTransport(concurrency int) http.RoundTripper {
	base, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport
	}
	t := base.Clone()
	t.MaxIdleConnsPerHost = max(concurrency, t.MaxIdleConnsPerHost, 4)
	return t
}
