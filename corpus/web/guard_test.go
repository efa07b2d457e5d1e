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

// hostileNames are what a hostile name server answers.
var hostileNames = names{
	"loop.example":             {"127.0.0.1"},
	"six.example":              {"::1"},
	"inner.example":            {"10.1.2.3"},
	"mixed.example":            {"93.184.216.34", "192.168.1.1"},
	"mixed6.example":           {"2606:2800:220:1::1", "fd00::1"},
	"meta.example":             {"169.254.169.254"},
	"mapped.example":           {"::ffff:10.0.0.1"},
	"public.example":           {"93.184.216.34"},
	"localhost":                {"127.0.0.1", "::1"},
	"xn--mgba.local":           {"192.168.0.9"},
	"metadata.google.internal": {"169.254.169.254"},
}

// hostile are addresses that lead where no page is fetched from, and what the
// refusal says.
var hostile = []struct{ address, reason string }{
	{"http://127.0.0.1/", "this machine"},
	{"http://127.8.9.10:8080/x", "this machine"},
	{"http://localhost/", "leads to 127.0.0.1, this machine"},
	{"http://LOCALHOST./", "this machine"},
	{"http://loop.example/", "leads to 127.0.0.1"},
	{"http://loop.example./", "leads to 127.0.0.1"},
	{"http://six.example/", "leads to ::1, this machine"},
	{"http://inner.example/", "a private network"},
	{"http://mixed.example/", "leads to 192.168.1.1, a private network"},
	{"http://mixed6.example/", "leads to fd00::1, a private network"},
	{"http://meta.example/latest/meta-data/", "a cloud's metadata service"},
	{"http://metadata.google.internal/computeMetadata/v1/", "a cloud's metadata service"},
	{"http://mapped.example/", "a private network"},
	{"http://[::1]/", "this machine"},
	{"http://[::]/", "an unspecified address"},
	{"http://0.0.0.0/", "an unspecified address"},
	{"http://0.1.2.3/", "an unspecified address"},
	{"http://10.0.0.1/", "a private network"},
	{"http://172.16.0.1/", "a private network"},
	{"http://172.31.255.254/", "a private network"},
	{"http://192.168.0.1/", "a private network"},
	{"http://169.254.0.1/", "a link-local address"},
	{"http://169.254.169.254/", "a cloud's metadata service"},
	{"http://168.63.129.16/", "a cloud's metadata service"},
	{"http://100.100.100.200/", "a cloud's metadata service"},
	{"http://[fd00:ec2::254]/", "a cloud's metadata service"},
	{"http://100.64.0.1/", "a carrier's inner network"},
	{"http://198.18.0.1/", "a network for benchmarks"},
	{"http://192.0.2.1/", "a network for documentation"},
	{"http://198.51.100.7/", "a network for documentation"},
	{"http://203.0.113.7/", "a network for documentation"},
	{"http://[2001:db8::1]/", "a network for documentation"},
	{"http://224.0.0.1/", "a multicast address"},
	{"http://239.255.255.250/", "a multicast address"},
	{"http://[ff02::1]/", "a multicast address"},
	{"http://255.255.255.255/", "a broadcast address"},
	{"http://240.0.0.1/", "a reserved address"},
	{"http://[fe80::1]/", "a link-local address"},
	{"http://[fe80::1%25eth0]/", "names a network interface"},
	{"http://[fc00::1]/", "a private network"},
	{"http://[fd12:3456::1]/", "a private network"},
	{"http://[fec0::1]/", "a private network"},
	{"http://[::ffff:127.0.0.1]/", "this machine"},
	{"http://[::ffff:a9fe:a9fe]/", "a cloud's metadata service"},
	{"http://[::127.0.0.1]/", "IPv4-compatible"},
	{"http://[::ffff:0:127.0.0.1]/", "IPv4-translated"},
	{"http://[2002:7f00:1::]/", "6to4"},
	{"http://[2002:c0a8:101::1]/", "6to4"},
	{"http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "Teredo"},
	{"http://[64:ff9b::7f00:1]/", "this machine"},
	{"http://[64:ff9b::a9fe:a9fe]/", "a cloud's metadata service"},
	{"http://[64:ff9b:1::1]/", "NAT64"},
	{"http://2130706433/", "a number in disguise"},
	{"http://0x7f000001/", "a number in disguise"},
	{"http://0x7f.0.0.1/", "a number in disguise"},
	{"http://0177.0.0.1/", "a number in disguise"},
	{"http://017700000001/", "a number in disguise"},
	{"http://127.1/", "a number in disguise"},
	{"http://127.0.1/", "a number in disguise"},
	{"http://127.0.0.1./", "this machine"},
	{"http://①②⑦.⓪.⓪.①/", "this machine"},
	{"http://127。0。0。1/", "this machine"},
	{"http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "this machine"},
	{"http://127%2e0%2e0%2e1/", "can be read"},
	{"http://%6c%6fcalhost/", "can be read"},
	{"http://public.example@127.0.0.1/", "a user name or password"},
	{"http://user:secret@public.example/", "a user name or password"},
	{"http://public.example:22/", "port 22"},
	{"http://public.example:6379/", "port 6379"},
	{"http://public.example:25/", "port 25"},
	{"ftp://public.example/x", "use http or https"},
	{"file:///etc/passwd", "use http or https"},
	{"gopher://127.0.0.1:70/_x", "use http or https"},
	{"javascript:alert(1)", "use http or https"},
	{"data:text/html,hello", "use http or https"},
	{"http:///etc/passwd", "names no host"},
	{"http://", "names no host"},
	{"http:127.0.0.1/", "names no host"},
	{"//127.0.0.1/", "use http or https"},
	{"http://a..b/", "is no name"},
	{"http://exa mple/", "can be read"},
	{"http://public.example\r\nHost: x/", "can be read"},
}

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
