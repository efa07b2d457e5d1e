// Package transport brings to the local Discord what a client sends to Discord's hosts.
package transport

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// New sends to a local Discord at a base address, such as http://127.0.0.1:8090, what
// a client sends to discord.com, cdn.discordapp.com and media.discordapp.net, and
// refuses every other host. An address that is not loopback is an error.
func New(base string) (http.RoundTripper, error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("%q is no address of a local Discord, write http://127.0.0.1:PORT", base)
	}
	if err := OnLoopback(withPort(u)); err != nil {
		return nil, err
	}
	return &rewriter{u, &http.Transport{MaxIdleConnsPerHost: 64}}, nil
}

func withPort(u *url.URL) string {
	if u.Port() == "" {
		return u.Host + ":80"
	}
	return u.Host
}

// Refuse sends nothing anywhere: every request fails with err.
func Refuse(err error) http.RoundTripper { return refusing{err} }

type refusing struct{ err error }

func (r refusing) RoundTrip(*http.Request) (*http.Response, error) { return nil, r.err }

type rewriter struct {
	base *url.URL
	next *http.Transport
}

// RoundTrip implements http.RoundTripper.
func (t *rewriter) RoundTrip(r *http.Request) (*http.Response, error) {
	switch host := strings.ToLower(r.URL.Hostname()); host {
	case "discord.com", "cdn.discordapp.com", "media.discordapp.net":
	default:
		if r.URL.Host != t.base.Host {
			return nil, fmt.Errorf("the local Discord refuses to reach %q: only Discord's own hosts are rewritten", host)
		}
	}
	out := r.Clone(r.Context())
	out.URL.Scheme, out.URL.Host, out.Host = t.base.Scheme, t.base.Host, ""
	return t.next.RoundTrip(out)
}

// CloseIdleConnections lets http.Client close what it keeps open.
func (t *rewriter) CloseIdleConnections() { t.next.CloseIdleConnections() }

// OnLoopback says what is wrong with an address, HOST:PORT, that is not one of this
// machine alone.
func OnLoopback(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("%q is no address, write HOST:PORT: %w", addr, err)
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return errors.New("the local Discord listens on loopback only, use 127.0.0.1:PORT")
}
