package web_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"footnote/corpus/web"
)

func TestRobots(t *testing.T) {
	for name, c := range map[string]struct {
		status  int
		robots  string
		path    string
		allowed bool
		says    string
	}{
		"none":             {404, "", "/a", true, ""},
		"forbidden itself": {403, "", "/a", true, ""},
		"empty":            {200, "", "/a", true, ""},
		"all":              {200, "User-agent: *\nDisallow: /", "/a", false, "asks programs not to fetch it"},
		"us":               {200, "User-agent: footnote\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", false, "asks programs"},
		"us, not others":   {200, "User-agent: *\nDisallow: /\n\nUser-agent: Footnote\nDisallow: /b", "/a", true, ""},
		"folder":           {200, "User-agent: *\nDisallow: /x/", "/a", true, ""},
		"longest":          {200, "User-agent: *\nDisallow: /\nAllow: /a", "/a", true, ""},
		"query":            {200, "User-agent: *\nDisallow: /*?", "/a?x=1", false, "asks programs"},
		"untidy":           {200, "\ufeffDisallow: /b\nCrawl-delay: soon\r\nUser-Agent: *\r\nCrawl-delay: much\r\nDisallow: /a # no\r\n", "/a", false, "asks programs"},
		"a page":           {200, "<!DOCTYPE html><html><body>Not found</body></html>", "/a", true, ""},
		"broken":           {500, "", "/a", false, "robots.txt cannot be had (500 Internal Server Error)"},
		"busy":             {429, "", "/a", false, "robots.txt cannot be had (429 Too Many Requests)"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.serve("/a", "text/html", pageOf("A", "The tide is high."))
			s.mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(c.status)
				_, _ = io.WriteString(w, c.robots)
			})
			_, err := local(t, func(o *web.Options) { o.Limits = quick }).Article(t.Context(), s.URL+c.path)
			if (err == nil) != c.allowed || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v", err)
			}
			if strings.HasPrefix(c.says, "asks") && !errors.Is(err, web.ErrRobots) {
				t.Errorf("got %v, want ErrRobots", err)
			}
		})
	}
}

func TestRobotsIsRememberedForADay(t *testing.T) {
	s, asked := newSite(t), 0
	s.mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { asked++; w.WriteHeader(404) })
	s.serve("/a", "text/html", pageOf("A", "The tide is high."))
	now := time.Now()
	f := local(t, func(o *web.Options) { o.Now = func() time.Time { return now } })
	for _, want := range []struct {
		later time.Duration
		asked int
	}{{0, 1}, {23 * time.Hour, 1}, {2 * time.Hour, 2}} {
		now = now.Add(want.later)
		if _, err := f.Article(t.Context(), s.URL+"/a"); err != nil || asked != want.asked {
			t.Errorf("after %s: asked %d times, want %d; %v", want.later, asked, want.asked, err)
		}
	}
}

func TestRobotsIsReadBeforeARedirectIsFollowed(t *testing.T) {
	s := newSite(t)
	s.serve("/robots.txt", "text/plain", "User-agent: *\nDisallow: /secret")
	s.serve("/secret", "text/html", pageOf("A", "The tide is high."))
	s.mux.Handle("/a", http.RedirectHandler("/secret", http.StatusFound))
	if _, err := local(t).Article(t.Context(), s.URL+"/a"); !errors.Is(err, web.ErrRobots) {
		t.Errorf("got %v", err)
	}
	if got := s.requests(); len(got) != 1 {
		t.Errorf("requests %q", got)
	}
}

// TestCourtesy holds the pace by the number of requests that fit between two
// moments at least so far apart, which no slow machine can break.
func TestCourtesy(t *testing.T) {
	for name, c := range map[string]struct {
		robots string
		pace   time.Duration
		host   string
	}{
		"pace":        {"", 30 * time.Millisecond, "public.example"},
		"crawl delay": {"User-agent: *\nCrawl-delay: 3600", time.Nanosecond, "public.example"},
		"allowed":     {"User-agent: *\nCrawl-delay: 0.03", time.Nanosecond, "127.0.0.1"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			var mu sync.Mutex
			var at []time.Time
			s.serve("/robots.txt", "text/plain", c.robots)
			s.mux.HandleFunc("/p/", func(w http.ResponseWriter, _ *http.Request) {
				mu.Lock()
				defer mu.Unlock()
				at = append(at, time.Now())
				_, _ = io.WriteString(w, pageOf("A", "The tide is high."))
			})
			address := s.URL
			f := local(t, func(o *web.Options) {
				// A Crawl-delay of an hour is honoured as far as MaxDelay.
				o.Limits.Pace, o.Limits.MaxDelay = c.pace, 30*time.Millisecond
				if c.host != "127.0.0.1" {
					address = "http://" + c.host
					o.Resolver, o.Dial = hostileNames, dialTo(s)
				}
			})
			began := time.Now()
			for i := range 4 {
				if _, err := f.Article(t.Context(), fmt.Sprintf("%s/p/%d", address, i)); err != nil {
					t.Fatal(err)
				}
			}
			if took := time.Since(began); took < 85*time.Millisecond {
				t.Errorf("four requests 30 ms apart took %s", took)
			}
		})
	}
}

func TestASiteGetsTwoConnectionsAtMost(t *testing.T) {
	s := newSite(t)
	var now, most atomic.Int64
	s.mux.HandleFunc("/p/", func(w http.ResponseWriter, _ *http.Request) {
		n := now.Add(1)
		defer now.Add(-1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
		time.Sleep(5 * time.Millisecond)
		_, _ = io.WriteString(w, pageOf("A", "The tide is high."))
	})
	f := local(t)
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			if _, err := f.Article(t.Context(), fmt.Sprintf("%s/p/%d", s.URL, i)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if most.Load() != 2 {
		t.Errorf("%d requests at a time, want 2", most.Load())
	}
}
