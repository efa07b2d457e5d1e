package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// The last look, at what the system is told to connect to.
func TestControl(t *testing.T) {
	for address, ok := range map[string]bool{
		"93.184.216.34:80": true, "[2606:4700::1111]:443": true,
		"127.0.0.1:80": false, "[::1]:80": false, "[fe80::1%eth0]:80": false, "[::ffff:10.0.0.1]:80": false, "nowhere": false,
	} {
		if err := control("tcp", address, nil); (err == nil) != ok || err != nil && !errors.Is(err, ErrRefused) {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// list is a resolver that gives any name the same addresses.
type list []netip.Addr

func (l list) LookupNetIP(context.Context, string, string) ([]netip.Addr, error) { return l, nil }

func TestTheNextAddressIsTriedWhereOneDoesNotAnswer(t *testing.T) {
	var tried []string
	d := newDialer(Options{
		Resolver: list{netip.MustParseAddr("2606:4700::1111"), netip.MustParseAddr("93.184.216.34")},
		Dial: func(ctx context.Context, _, address string) (net.Conn, error) {
			tried = append(tried, address)
			if strings.HasPrefix(address, "[") {
				<-ctx.Done() // has its share of the time, no more
				return nil, ctx.Err()
			}
			return nil, nil
		},
	})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := d.dial(ctx, "tcp", "a.example:80"); err != nil || strings.Join(tried, " ") != "[2606:4700::1111]:80 93.184.216.34:80" {
		t.Errorf("tried %q, %v", tried, err)
	}
}

func TestACertificateThatProvesNothing(t *testing.T) {
	s := httptest.NewTLSServer(http.NotFoundHandler())
	defer s.Close()
	f := New(Options{AllowHosts: []string{"127.0.0.1"}})
	defer f.Close()
	_, err := f.Article(t.Context(), s.URL)
	if err == nil || !strings.Contains(err.Error(), "127.0.0.1 cannot prove who it is") {
		t.Errorf("got %v", err)
	}
	// One that is known is fine, by the name that was asked for.
	g := New(Options{AllowHosts: []string{"example.com"}, Resolver: list{netip.MustParseAddr("127.0.0.1")}})
	defer g.Close()
	g.transport.TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	if _, err := g.Article(t.Context(), strings.Replace(s.URL, "127.0.0.1", "example.com", 1)); err == nil || !strings.Contains(err.Error(), "answers 404") {
		t.Errorf("a known certificate: %v", err)
	}
}
