package localdiscord

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// Transport sends to the local Discord what a client sends to discord.com,
// cdn.discordapp.com and media.discordapp.net, and refuses every other host,
// so that nothing leaves the machine. Put it in discordgo's Session.Client:
//
//	session.Client = &http.Client{Transport: server.Transport(), Timeout: 20 * time.Second}
//
// The gateway's address follows from GET /gateway.
func (s *Server) Transport() http.RoundTripper {
	t, err := NewTransport(s.URL())
	if err != nil {
		return refusing{err}
	}
	return t
}

// NewTransport is Transport for a local Discord at a base address such as
// http://127.0.0.1:8090. An address that is not loopback is an error.
func NewTransport(base string) (http.RoundTripper, error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("%q is no address of a local Discord, write http://127.0.0.1:PORT", base)
	}
	if err := loopbackOnly(withPort(u)); err != nil {
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
