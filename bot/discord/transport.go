package discord

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// ErrClosing: a request of a bot that is shutting down.
var ErrClosing = errors.New("the bot is shutting down")

// Transport sends discordgo's requests to Discord or, where a base is given,
// to another Discord on this machine. It lets nothing out to anybody else: the
// requests carry the bot's token.
type Transport struct {
	base   *url.URL // nil: Discord itself
	http   *http.Transport
	closed atomic.Bool
	// slowDown is told about global rate limits, which discordgo forgets.
	slowDown func(time.Duration)
	// Answered is told the status of every answer, 0 where none came.
	Answered func(status int, took time.Duration)
}

// NewTransport checks the address of another Discord, "" for the real one.
func NewTransport(base string) (*Transport, error) {
	t := &Transport{slowDown: func(time.Duration) {}, Answered: func(int, time.Duration) {}}
	t.http = &http.Transport{
		Proxy:           http.ProxyFromEnvironment,
		DialContext:     (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		MaxIdleConns:    128,
		IdleConnTimeout: 90 * time.Second,
		// The default of 2 makes a new connection for most requests of a burst.
		MaxIdleConnsPerHost: 64,
		TLSHandshakeTimeout: 10 * time.Second,
		ForceAttemptHTTP2:   true,
	}
	if base == "" {
		return t, nil
	}
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("the address of a local Discord cannot be read: write http://127.0.0.1:PORT")
	}
	if !loopback(u.Hostname()) {
		return nil, fmt.Errorf("a local Discord must be on this machine, %s is not: write http://127.0.0.1:PORT", u.Hostname())
	}
	t.http.Proxy = nil
	t.base = u
	return t, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// RoundTrip sends a request.
func (t *Transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if t.closed.Load() {
		return nil, ErrClosing
	}
	if h := r.URL.Hostname(); h != "discord.com" && h != "cdn.discordapp.com" {
		return nil, fmt.Errorf("a request to %s was refused: the bot talks to Discord only", h)
	}
	if t.base != nil {
		r = r.Clone(r.Context())
		r.URL.Scheme, r.URL.Host, r.Host = t.base.Scheme, t.base.Host, ""
		r.URL.Path = strings.TrimRight(t.base.Path, "/") + r.URL.Path
	}
	began := time.Now()
	res, err := t.http.RoundTrip(r)
	t.Answered(statusIn(res), time.Since(began))
	if err == nil && res.StatusCode == http.StatusTooManyRequests {
		t.limited(res)
	}
	return res, err
}

// mostRefusal is how much is read of the body of a refusal.
const mostRefusal = 64 << 10

// limited reads how long a limit lasts. discordgo knows the body alone, which is no
// JSON where Discord's edge refuses: then it is given one.
func (t *Transport) limited(res *http.Response) {
	wait, err := time.ParseDuration(res.Header.Get("Retry-After") + "s")
	if err != nil {
		return
	}
	if res.Header.Get("X-RateLimit-Global") != "" {
		t.slowDown(wait)
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, mostRefusal))
	_ = res.Body.Close()
	if err != nil || !json.Valid(body) {
		body = fmt.Appendf(nil, `{"retry_after": %v}`, wait.Seconds())
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
}

// statusIn is the status of an answer, 0 for none.
func statusIn(res *http.Response) int {
	if res == nil {
		return 0
	}
	return res.StatusCode
}

// dial opens the gateway's connection. The address comes out of an answer, so
// that with a local Discord it must be on this machine too.
func (t *Transport) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if t.closed.Load() {
		return nil, ErrClosing
	}
	if host, _, err := net.SplitHostPort(address); t.base != nil && (err != nil || !loopback(host)) {
		return nil, fmt.Errorf("the local Discord names a gateway at %s, which is not on this machine", address)
	}
	return (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, network, address)
}

// dialTLS is dial with encryption.
func (t *Transport) dialTLS(ctx context.Context, network, address string) (net.Conn, error) {
	plain, err := t.dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, errors.Join(err, plain.Close())
	}
	c := tls.Client(plain, &tls.Config{ServerName: host, NextProtos: []string{"http/1.1"}, MinVersion: tls.VersionTLS12})
	if err := c.HandshakeContext(ctx); err != nil {
		return nil, errors.Join(err, plain.Close())
	}
	return c, nil
}

// Close refuses everything from now on.
func (t *Transport) Close() {
	t.closed.Store(true)
	t.http.CloseIdleConnections()
}
