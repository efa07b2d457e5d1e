package web_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"footnote/corpus/web"
)

// guarded returns a fetcher before hostile names, and counts the connections
// that it makes.
func guarded(t *testing.T, to string) (*web.Fetcher, *atomic.Int64) {
	t.Helper()
	var dialled atomic.Int64
	f := web.New(web.Options{Resolver: hostileNames, Limits: quick,
		Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
			dialled.Add(1)
			if address != "93.184.216.34:80" {
				t.Errorf("%s was dialled", address)
			}
			return (&net.Dialer{}).DialContext(ctx, network, to)
		}})
	t.Cleanup(f.Close)
	return f, &dialled
}

// refused checks that an error is a refusal, in one sentence, for a reason.
func refused(t *testing.T, address string, err error, reason string) {
	t.Helper()
	switch {
	case !errors.Is(err, web.ErrRefused):
		t.Errorf("%q: got %v, want a refusal", address, err)
	case !strings.Contains(err.Error(), reason):
		t.Errorf("%q: got %q, want it to say %q", address, err, reason)
	case strings.Contains(strings.TrimPrefix(err.Error(), address), "\n"):
		t.Errorf("%q: the reason has several lines: %q", address, err)
	}
}

func TestHostileAddressesAreRefused(t *testing.T) {
	if len(hostile) < 40 {
		t.Fatalf("%d addresses are too few", len(hostile))
	}
	f, dialled := guarded(t, "127.0.0.1:1")
	for _, h := range hostile {
		_, err := f.Article(t.Context(), h.address)
		refused(t, h.address, err, h.reason)
	}
	if dialled.Load() != 0 {
		t.Errorf("%d connections were made", dialled.Load())
	}
}

func TestHostileRedirectsAreRefused(t *testing.T) {
	s := newSite(t)
	s.mux.HandleFunc("/to", func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Location"] = []string{r.URL.Query().Get("x")}
		w.WriteHeader(http.StatusFound)
	})
	f, _ := guarded(t, strings.TrimPrefix(s.URL, "http://"))
	for _, h := range hostile {
		if strings.ContainsAny(h.address, "\r\n") || strings.HasPrefix(h.address, "http:///") {
			continue // not a header, or a path of the same site
		}
		if h.address == "//127.0.0.1/" || h.address == "http:127.0.0.1/" {
			h.reason = "" // relative to the site, it means something else
		}
		address := "http://public.example/to?x=" + url.QueryEscape(h.address)
		_, err := f.Article(t.Context(), address)
		if h.reason == "" {
			if err == nil {
				t.Errorf("%q: no error", h.address)
			}
			continue
		}
		refused(t, address, err, h.reason)
	}
}

func TestHostileEntriesAreRefused(t *testing.T) {
	lists := map[string]string{
		"/rss":     `<rss version="2.0"><channel><title>T</title><item><link>http://inner.example/</link></item><item><link>http://[::ffff:127.0.0.1]/</link></item></channel></rss>`,
		"/atom":    `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><link href="http://10.0.0.1/"/></entry><entry><link href="file:///etc/passwd"/></entry></feed>`,
		"/sitemap": `<urlset><url><loc>http://169.254.169.254/latest/</loc></url><url><loc>http://2130706433/</loc></url></urlset>`,
		"/index":   `<sitemapindex><sitemap><loc>http://mixed.example/sitemap.xml</loc></sitemap><sitemap><loc>http://127.1/</loc></sitemap></sitemapindex>`,
		"/text":    "http://loop.example/\nhttp://public.example:22/\n",
	}
	s := newSite(t)
	for path, body := range lists {
		s.serve(path, "text/plain", body)
	}
	f, _ := guarded(t, strings.TrimPrefix(s.URL, "http://"))
	for path := range lists {
		o := newLibrary().sync(t, f, "http://public.example"+path)
		if len(o.problems) != 2 || len(o.read) != 0 {
			t.Errorf("%s: %+v, want two problems", path, o)
		}
		for _, p := range o.problems {
			if !strings.Contains(p, "only public pages") && !strings.Contains(p, "disguise") && !strings.Contains(p, "use http") && !strings.Contains(p, "port 22") {
				t.Errorf("%s: problem %q is no refusal", path, p)
			}
		}
	}
}

func TestAHostileRobotsRedirectIsRefused(t *testing.T) {
	s := newSite(t)
	s.mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://inner.example/secret", http.StatusFound)
	})
	f, _ := guarded(t, strings.TrimPrefix(s.URL, "http://"))
	address := "http://public.example/a"
	_, err := f.Article(t.Context(), address)
	refused(t, address, err, "robots.txt cannot be had")
	refused(t, address, err, "inner.example leads to 10.1.2.3, a private network")
}

// flipping is a name server that answers differently each time.
type flipping struct{ asked atomic.Int64 }

func (f *flipping) LookupNetIP(context.Context, string, string) ([]netip.Addr, error) {
	if f.asked.Add(1)%2 == 1 {
		return []netip.Addr{netip.MustParseAddr("93.184.216.34")}, nil
	}
	return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
}

func TestANameThatChangesItsAddressIsCheckedAtEachConnection(t *testing.T) {
	s := newSite(t)
	s.Config.SetKeepAlivesEnabled(false)
	s.serve("/a", "text/html", pageOf("A", "The tide is high."))
	server := strings.TrimPrefix(s.URL, "http://")
	f := web.New(web.Options{Resolver: &flipping{}, Limits: quick,
		Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
			if address != "93.184.216.34:80" {
				t.Errorf("%s was dialled", address)
			}
			return (&net.Dialer{}).DialContext(ctx, network, server)
		}})
	defer f.Close()
	// robots.txt takes the first answer, the page the second.
	address := "http://flip.example/a"
	_, err := f.Article(t.Context(), address)
	refused(t, address, err, "leads to 127.0.0.1, this machine")
}

// The guard itself, without the seam for tests: a real server on this machine
// must not be reached, whatever the environment says of proxies.
func TestThisMachineIsNotReached(t *testing.T) {
	s := newSite(t)
	s.serve("/", "text/html", pageOf("A", "The tide is high."))
	for _, v := range []string{"HTTP_PROXY", "http_proxy", "ALL_PROXY"} {
		t.Setenv(v, s.URL)
	}
	f := web.New(web.Options{AllowHosts: []string{"other.example", "127.0.0.2"}, Limits: quick})
	defer f.Close()
	for _, address := range []string{s.URL, "http://localhost:8080/", "http://[::1]:8080/", "http://127.0.0.1/"} {
		_, err := f.Article(t.Context(), address)
		refused(t, address, err, "")
	}
	if got := s.requests(); len(got) != 0 {
		t.Errorf("the server was asked %q", got)
	}
}

func TestAllowedHosts(t *testing.T) {
	s := newSite(t)
	s.serve("/", "text/html", pageOf("A", "The tide is high."))
	server := strings.TrimPrefix(s.URL, "http://")
	_, port, _ := net.SplitHostPort(server)
	resolver := names{"wiki.example": {"127.0.0.1"}, "other.example": {"127.0.0.1"}}
	for _, c := range []struct {
		allowed, address string
		ok               bool
	}{
		{"wiki.example", "http://wiki.example:" + port, true},
		{"WIKI.example.", "http://wiki.EXAMPLE:" + port + "/", true},
		{"wiki.example:" + port, "http://wiki.example:" + port, true},
		{"wiki.example:1", "http://wiki.example:" + port, false},
		{"wiki.example", "http://other.example:" + port, false},
		{"wiki.example", "http://a.wiki.example:" + port, false},
		{"127.0.0.1", "http://wiki.example:" + port, false},
		{"127.0.0.1", s.URL, true},
		{"", s.URL, false},
	} {
		f := web.New(web.Options{AllowHosts: []string{c.allowed}, Resolver: resolver, Limits: quick})
		if _, err := f.Article(t.Context(), c.address); (err == nil) != c.ok {
			t.Errorf("allowed %q, address %q: %v", c.allowed, c.address, err)
		}
		f.Close()
	}
}

// dialTo connects to a site whatever the address.
func dialTo(s *site) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, strings.TrimPrefix(s.URL, "http://"))
	}
}
