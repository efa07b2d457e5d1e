package web

import (
	"net/netip"
	"testing"

	"code.dny.dev/ssrf"
)

// FuzzNotPublic holds the check of addresses against another list of IANA's
// registries: what that refuses is refused here, but for IPv4 addresses within
// IPv6 ones, which are judged by themselves.
func FuzzNotPublic(f *testing.F) {
	for _, n := range special {
		f.Add(n.prefix.Addr().AsSlice())
	}
	for _, s := range []string{"8.8.8.8", "2606:4700::1111", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808"} {
		f.Add(netip.MustParseAddr(s).AsSlice())
	}
	other := ssrf.New(ssrf.WithAnyPort())
	f.Fuzz(func(t *testing.T, data []byte) {
		ip, ok := netip.AddrFromSlice(data)
		if !ok {
			return
		}
		what, inner := notPublic(ip), innerAddr(ip)
		if err := other.SafeAddr(inner); err != nil && what == "" {
			t.Errorf("%s counts as public: %v", ip, err)
		}
		if !inner.IsGlobalUnicast() && what == "" || inner.IsPrivate() && what == "" {
			t.Errorf("%s counts as public", ip)
		}
		if ip.Is6() && what != notPublic(ip.WithZone("eth0")) {
			t.Errorf("%s: a zone changes the answer", ip)
		}
		if ip.Is4() && what != notPublic(netip.AddrFrom16(ip.As16())) {
			t.Errorf("%s: the IPv4-mapped form changes the answer", ip)
		}
	})
}

// innerAddr is the IPv4 address within an IPv6 one that is reached by it.
func innerAddr(ip netip.Addr) netip.Addr {
	ip = ip.Unmap()
	if nat64.Contains(ip) {
		b := ip.As16()
		return netip.AddrFrom4([4]byte(b[12:]))
	}
	return ip
}

// FuzzParseAddress holds that an address that passes is one that can be
// dialled as it stands, and that passing it again changes nothing.
func FuzzParseAddress(f *testing.F) {
	for _, s := range []string{
		"https://example.org/a?b=c#d", "http://127.0.0.1:80/", "http://[::ffff:1.2.3.4]:8080/", "http://0x7f.1/", "HTTP://EXAMPLE.org.:443",
		"http://bücher.example/%41?utm_source=x&y=1", "http://①.②.③.④/", "http://a@b/", "http:x", "//x", "http://xn--/", "http://[fe80::1%25a]/",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := parseAddress(s)
		if err != nil {
			return
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Fragment != "" {
			t.Errorf("%q gives %q", s, u)
		}
		checkHost(t, s, u.Hostname())
		key := keyOf(u)
		again, err := parseAddress(key)
		switch {
		case len(key) > maxAddress: // escaping makes it longer
		case err != nil:
			t.Errorf("%q: its key %q does not pass: %v", s, key, err)
		case keyOf(again) != key:
			t.Errorf("%q: key %q becomes %q", s, key, keyOf(again))
		}
	})
}

// checkHost holds that a host is in its plain form and no number in disguise.
func checkHost(t *testing.T, s, host string) {
	t.Helper()
	if again, err := plainHost(host); err != nil || again != host {
		t.Errorf("%q: host %q gives %q, %v", s, host, again, err)
	}
	if _, err := netip.ParseAddr(host); host == "" || err != nil && endsInNumber(host) {
		t.Errorf("%q: host %q may be read as a number", s, host)
	}
}
