package web

import (
	"context"
	"net"
	"net/netip"
	"time"
)

// Resolver finds the addresses of a name; *net.Resolver is one.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// Options say how to fetch. The zero value is right for the open web.
type Options struct {
	// AllowHosts are names or addresses that may be reached although they are
	// not public, at any port or, written host:port, at one. Only the operator
	// may fill this.
	AllowHosts []string
	// UserAgent names the program to sites; robots.txt is read for the part
	// before the first slash. "" is DefaultUserAgent.
	UserAgent string
	// Limits bound what is fetched; the zero value of each is its default.
	Limits Limits
	// Resolver is net.DefaultResolver where nil.
	Resolver Resolver
	// Dial connects to an address that was found right, which is an IP address
	// and a port. Nil means the network; it is there for tests.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Now is the clock for how long something is remembered; nil is time.Now.
	Now func() time.Time
}

// DefaultUserAgent is how the program names itself.
const DefaultUserAgent = "Footnote/1.0 (articles for quoting; obeys robots.txt)"

// Limits bound what is fetched.
type Limits struct {
	// PageBytes is the size of the largest page, both as sent and unpacked, and
	// ListBytes that of the largest feed or sitemap: the protocol of sitemaps
	// allows them 50 MB.
	PageBytes, ListBytes int64
	// PageTime is how long a page may take, with all its redirects but without
	// the time spent waiting for the site's turn.
	PageTime time.Duration
	// Redirects is how many are followed for one page.
	Redirects int
	// Pace is the least time between two requests to one site. Hosts that the
	// operator allowed are asked without a pause. MaxDelay bounds what a site
	// may ask for by Crawl-delay and Retry-After.
	Pace, MaxDelay time.Duration
	// Pages is how many pages one source may list, Sitemaps how many sitemaps
	// it may be divided into.
	Pages, Sitemaps int
	// Checks is how many known pages a source is asked about at one sync beyond
	// those it says have changed; the others take their turn.
	Checks int
}

// DefaultLimits leave room for large sites and none for traps.
var DefaultLimits = Limits{
	PageBytes: 10 << 20, ListBytes: 50 << 20, PageTime: 20 * time.Second, Redirects: 5,
	Pace: 500 * time.Millisecond, MaxDelay: 30 * time.Second,
	Pages: 50_000, Sitemaps: 500, Checks: 1000,
}

// orDefaults fills in the limits that are zero.
func (l Limits) orDefaults() Limits {
	d := DefaultLimits
	return Limits{
		PageBytes: or(l.PageBytes, d.PageBytes), ListBytes: max(or(l.ListBytes, d.ListBytes), or(l.PageBytes, d.PageBytes)),
		PageTime: or(l.PageTime, d.PageTime), Redirects: or(l.Redirects, d.Redirects),
		Pace: or(l.Pace, d.Pace), MaxDelay: or(l.MaxDelay, d.MaxDelay),
		Pages: or(l.Pages, d.Pages), Sitemaps: or(l.Sitemaps, d.Sitemaps), Checks: or(l.Checks, d.Checks),
	}
}

func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}
