package web

import (
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// maxAddress is the length of the longest address, in bytes; browsers and
// sitemaps stop at about as much.
const maxAddress = 2048

// IsAddress tells whether s is meant as the address of a web page rather than
// as a path; it may still be one that is refused.
func IsAddress(s string) bool {
	scheme, _, ok := strings.Cut(s, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// Address brings an address to the form in which it is kept and compared. The
// error is an *Error, for one that is refused whatever it leads to.
func Address(s string) (string, error) {
	u, err := parseAddress(s)
	if err != nil {
		return "", about(s, err)
	}
	return keyOf(u), nil
}

// parseAddress reads an address and brings it to the form that is compared,
// dialled and kept: lower-case ASCII host without a final dot, no port that goes
// without saying, no fragment. The error is an *Error.
func parseAddress(s string) (*url.URL, error) {
	s = strings.TrimSpace(s)
	if len(s) > maxAddress {
		return nil, refuse("is longer than %d bytes: check the address", maxAddress)
	}
	u, err := url.Parse(s)
	if err != nil {
		return nil, refuse("is not an address that can be read: %s", innermost(err))
	}
	u.Scheme = strings.ToLower(u.Scheme)
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, refuse("is not an address on the web: use http or https")
	case u.User != nil:
		return nil, refuse("holds a user name or password: take it out of the address")
	case u.Opaque != "" || u.Hostname() == "":
		return nil, refuse("names no host: write https://HOST/PAGE")
	}
	host, err := plainHost(u.Hostname())
	if err != nil {
		return nil, err
	}
	return normalise(u, host), nil
}

func normalise(u *url.URL, host string) *url.URL {
	port := u.Port()
	if u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		port = ""
	}
	v := *u
	switch {
	case port != "":
		v.Host = net.JoinHostPort(host, port)
	case strings.Contains(host, ":"):
		v.Host = "[" + host + "]"
	default:
		v.Host = host
	}
	v.Fragment, v.RawFragment, v.ForceQuery = "", "", false
	if v.Path == "" {
		v.Path = "/"
	}
	return &v
}

// plainHost is a host as it is dialled: an IP address in its usual form, or a
// name in lower-case ASCII. Names that some resolvers read as numbers, such as
// 127.1, 0x7f000001 or 017700000001, are refused: nobody writes them in good faith.
func plainHost(host string) (string, error) {
	if ip, err := netip.ParseAddr(host); err == nil {
		if ip.Zone() != "" {
			return "", refuse("names a network interface: take %%%s out of the address", ip.Zone())
		}
		return ip.String(), nil
	}
	if strings.ContainsAny(host, "%:") {
		return "", refuse("has a host that is no name: check the address")
	}
	name, err := idna.Lookup.ToASCII(strings.TrimSuffix(host, "."))
	if err != nil && !plainASCII(host) {
		return "", refuse("has a host that is no name: check the address")
	}
	if err != nil {
		name = host // underscores and the like are alive in names
	}
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	if ip, err := netip.ParseAddr(name); err == nil {
		return ip.String(), nil // written in full-width digits, say, or with a final dot
	}
	if name == "" || strings.Contains(name, "..") || len(name) > 253 {
		return "", refuse("has a host that is no name: check the address")
	}
	if endsInNumber(name) {
		return "", refuse("has a host that is a number in disguise: write an IP address as four decimal numbers")
	}
	return name, nil
}

func plainASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return r != '-' && r != '_' && r != '.' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
}

// endsInNumber tells whether the last label of a name is a number, by which the
// URL standard tells IPv4 addresses from names (url.spec.whatwg.org, "ends in
// a number checker").
func endsInNumber(name string) bool {
	last := name[strings.LastIndexByte(name, '.')+1:]
	if digits, ok := strings.CutPrefix(last, "0x"); ok {
		return strings.Trim(digits, "0123456789abcdef") == ""
	}
	return strings.Trim(last, "0123456789") == ""
}

// openPorts are those where web servers are commonly run. Others speak
// protocols in which a request might do harm.
var openPorts = []string{"", "80", "443", "8080", "8443"}

// checkPort refuses a port of a host that the operator has not listed.
func checkPort(u *url.URL) error {
	if !slices.Contains(openPorts, u.Port()) {
		return refuse("asks for port %s, where no web pages are expected: use 80, 443, 8080 or 8443, or have the host allowed in the configuration (web.allow_hosts)", u.Port())
	}
	return nil
}

// tracking are parameters that say where a reader came from, and nothing about
// the page.
var tracking = []string{"fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "ito", "cmpid", "ref_src"}

// keyOf names a page: its address without what does not matter.
func keyOf(u *url.URL) string {
	if u.RawQuery == "" {
		return u.String()
	}
	kept := slices.DeleteFunc(strings.Split(u.RawQuery, "&"), func(p string) bool {
		name, _, _ := strings.Cut(strings.ToLower(p), "=")
		return strings.HasPrefix(name, "utm_") || slices.Contains(tracking, name)
	})
	v := *u
	v.RawQuery = strings.Join(kept, "&")
	return v.String()
}
