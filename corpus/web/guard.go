package web

import (
	"net/netip"
)

// network is a range of addresses that is not public.
type network struct {
	prefix netip.Prefix
	what   string
}

func ranges(what string, prefixes ...string) []network {
	list := make([]network, len(prefixes))
	for i, p := range prefixes {
		list[i] = network{netip.MustParsePrefix(p), what}
	}
	return list
}

// special are the addresses that no page is fetched from: those of IANA's
// registries of special-purpose addresses (RFC 6890 and what it collects), and
// what clouds have put elsewhere. The first that fits gives the reason.
var special = join(
	ranges("a cloud's metadata service", "169.254.169.254/32", "169.254.170.2/32", "169.254.170.23/32",
		"168.63.129.16/32", "100.100.100.200/32", "192.0.0.192/32", "fd00:ec2::/32", "fd20:ce::254/128"),
	ranges("this machine", "127.0.0.0/8", "::1/128"),
	ranges("an unspecified address", "0.0.0.0/8", "::/128"),
	ranges("a private network", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
	ranges("a link-local address", "169.254.0.0/16", "fe80::/10"),
	ranges("a carrier's inner network", "100.64.0.0/10"),
	ranges("a broadcast address", "255.255.255.255/32"),
	ranges("a multicast address", "224.0.0.0/4", "ff00::/8"),
	ranges("a network for benchmarks", "198.18.0.0/15", "2001:2::/48"),
	ranges("a network for documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"),
	ranges("an address within which another is hidden (6to4)", "2002::/16", "192.88.99.0/24"),
	ranges("an address within which another is hidden (Teredo)", "2001::/32"),
	ranges("an address within which another is hidden (NAT64)", "64:ff9b:1::/48"),
	ranges("an address within which another is hidden (IPv4-compatible)", "::/96"),
	ranges("an address within which another is hidden (IPv4-translated)", "::ffff:0:0:0/96"),
	ranges("an address kept for protocols", "192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24",
		"2001::/23", "2620:4f:8000::/48", "5f00::/16", "100::/64"),
	ranges("a reserved address", "240.0.0.0/4"),
)

var (
	global6 = netip.MustParsePrefix("2000::/3")
	nat64   = netip.MustParsePrefix("64:ff9b::/96")
)

func join(lists ...[]network) []network {
	var all []network
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// notPublic says what an address is that may not be dialled, "" for one that
// may. An IPv4 address within an IPv6 one counts as what it is: IPv4-mapped, as
// the system dials it so, and NAT64 with its well-known prefix, behind
// which networks without IPv4 reach all of it (RFC 6052).
func notPublic(ip netip.Addr) string {
	if !ip.IsValid() {
		return "no address"
	}
	ip = ip.Unmap().WithZone("")
	if nat64.Contains(ip) {
		b := ip.As16()
		ip = netip.AddrFrom4([4]byte(b[12:]))
	}
	for _, n := range special {
		if n.prefix.Contains(ip) {
			return n.what
		}
	}
	if ip.Is6() && !global6.Contains(ip) {
		return "outside of the public network"
	}
	return ""
}
