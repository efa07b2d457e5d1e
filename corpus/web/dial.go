package web

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"syscall"
	"time"
)

// dialer connects to hosts and lets none by whose address is not public.
type dialer struct {
	resolver Resolver
	connect  func(ctx context.Context, network, address string) (net.Conn, error)
	// allowed are hosts, or hosts with a port, that are exempt.
	allowed map[string]bool
}

func newDialer(o Options) *dialer {
	d := &dialer{resolver: o.Resolver, connect: o.Dial, allowed: map[string]bool{}}
	if d.resolver == nil {
		d.resolver = net.DefaultResolver
	}
	for _, h := range o.AllowHosts {
		d.allowed[allowedHost(h)] = true
	}
	return d
}

// allowedHost brings a host of the configuration to the form that is compared.
func allowedHost(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	host, port, err := net.SplitHostPort(s)
	if err != nil {
		host, port = strings.Trim(s, "[]"), ""
	}
	if plain, err := plainHost(host); err == nil {
		host = plain
	}
	if port == "" {
		return host
	}
	return net.JoinHostPort(host, port)
}

func (d *dialer) allows(host, port string) bool {
	return d.allowed[host] || d.allowed[net.JoinHostPort(host, port)]
}

// dial resolves the host of address once and connects to one of the addresses
// found, so that nothing can change between the check and the connection. One
// answer that is not public refuses the host: a name that
// mixes them is set up to slip through.
func (d *dialer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, refuse("has a host that is no name: check the address")
	}
	if host, err = plainHost(host); err != nil {
		return nil, err
	}
	ips, err := d.resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	allowed := d.allows(host, port)
	if !allowed {
		if err := checkAll(host, ips); err != nil {
			return nil, err
		}
	}
	return d.first(ctx, network, port, ips, allowed)
}

func (d *dialer) resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{ip}, nil
	}
	ips, err := d.resolver.LookupNetIP(ctx, "ip", host)
	if err == nil && len(ips) == 0 {
		err = &net.DNSError{Err: "no addresses", Name: host, IsNotFound: true}
	}
	return ips, err
}

func checkAll(host string, ips []netip.Addr) error {
	for _, ip := range ips {
		what := notPublic(ip)
		switch {
		case what == "":
		case ip.String() == host:
			return refuse("%s is %s: only public pages are fetched, unless the operator lists the host (web.allow_hosts)", host, what)
		default:
			return refuse("%s leads to %s, %s: only public pages are fetched, unless the operator lists the host (web.allow_hosts)", host, ip, what)
		}
	}
	return nil
}

// first connects to the first address that answers. Each gets its share of the
// time that is left.
func (d *dialer) first(ctx context.Context, network, port string, ips []netip.Addr, allowed bool) (net.Conn, error) {
	var failed error
	for i, ip := range ips {
		conn, err := d.one(ctx, network, ip, port, allowed, len(ips)-i)
		if err == nil {
			return conn, nil
		}
		failed = errors.Join(failed, err)
		if ctx.Err() != nil {
			break
		}
	}
	return nil, failed
}

func (d *dialer) one(ctx context.Context, network string, ip netip.Addr, port string, allowed bool, left int) (net.Conn, error) {
	if deadline, ok := ctx.Deadline(); ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Until(deadline)/time.Duration(left))
		defer cancel()
	}
	address := net.JoinHostPort(ip.Unmap().String(), port)
	if d.connect != nil {
		return d.connect(ctx, network, address)
	}
	inner := &net.Dialer{}
	if !allowed {
		inner.Control = control
	}
	return inner.DialContext(ctx, network, address)
}

// control looks at the address once more, at the last moment: it is what the
// system was told to connect to.
func control(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return refuse("%s is no address", address)
	}
	return checkAll("the host", []netip.Addr{to.Addr()})
}
