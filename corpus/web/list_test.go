package web_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/corpus/web"
)

// titles are the titles of the articles in a library, sorted.
func (l *library) titles() []string {
	var list []string
	for _, a := range l.articles {
		list = append(list, a.Title)
	}
	slices.Sort(list)
	return list
}

// pages serves pages called /a, /b and so on, with ETags.
func (s *site) pages(names ...string) {
	for _, name := range names {
		s.mux.HandleFunc("/"+name, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"`+name+`"`)
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = io.WriteString(w, pageOf("Page "+name, "This is what the page "+name+" has to say about tides."))
		})
	}
}

// feeds are the three kinds, each with the pages a and b. None is named or
// typed as what it is.
var feeds = map[string]string{
	"RSS": `<?xml version="1.0"?><rss version="2.0"><channel><title>Tide Post</title><link>SITE</link>
<item><title>A</title><link>SITE/a?utm_source=rss</link><author>x@example.org (Ada Reef)</author><pubDate>Tue, 04 Mar 2025 05:06:07 GMT</pubDate></item>
<item><title>B</title><link>/b</link></item></channel></rss>`,
	"RDF": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Tide Post</title></channel>
<item><title>A</title><link>SITE/a</link><dc:creator>Ada Reef</dc:creator><dc:date>2025-03-04T05:06:07Z</dc:date></item><item><title>B</title><link>SITE/b</link></item></rdf:RDF>`,
	"Atom": `<?xml version="1.0" encoding="utf-8"?><!-- a feed --><feed xmlns="http://www.w3.org/2005/Atom"><title>Tide Post</title>
<entry><title>A</title><link rel="alternate" href="SITE/a"/><author><name>Ada Reef</name></author><published>2025-03-04T05:06:07Z</published><updated>2025-03-05T05:06:07Z</updated></entry>
<entry><title>B</title><link href="SITE/b#top"/></entry></feed>`,
	"JSON": `{"version": "https://jsonfeed.org/version/1.1", "title": "Tide Post", "items": [
{"id": "1", "url": "SITE/a", "title": "A", "authors": [{"name": "Ada Reef"}], "date_published": "2025-03-04T05:06:07Z"}, {"id": "2", "url": "SITE/b"}]}`,
}

func TestFeeds(t *testing.T) {
	for kind, body := range feeds {
		t.Run(kind, func(t *testing.T) {
			s := newSite(t)
			s.serve("/news", "text/plain", body)
			s.pages("a", "b")
			l, f := newLibrary(), local(t)
			o := l.sync(t, f, s.URL+"/news")
			if got := l.titles(); !slices.Equal(got, []string{"Page a", "Page b"}) {
				t.Fatalf("got %q, %+v", got, o)
			}
			a := l.articles[s.URL+"/a"]
			if a.Source != "Tide Post" || a.Author != "Ada Reef" || a.Date() != "2025-03-04" || a.URL != s.URL+"/a" {
				t.Errorf("source %q, author %q, date %q, address %q", a.Source, a.Author, a.Date(), a.URL)
			}
			s.requests()
			l.sync(t, f, s.URL+"/news")
			if got := s.requests(); !slices.Equal(got, []string{"/news 200", "/a 304", "/b 304"}) {
				t.Errorf("second sync: %q", got)
			}
		})
	}
}

func TestAFeedForgetsAndTheLibraryDoesNot(t *testing.T) {
	s, items, gone, status, body := newSite(t), []string{"a", "b"}, map[string]bool{}, 200, ""
	s.mux.HandleFunc("/feed", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		if body != "" {
			fmt.Fprint(w, body)
			return
		}
		fmt.Fprint(w, `<rss version="2.0"><channel><title>T</title>`)
		for _, i := range items {
			fmt.Fprintf(w, "<item><link>%s/%s</link></item>", s.URL, i)
		}
		fmt.Fprint(w, "</channel></rss>")
	})
	for _, name := range []string{"a", "b", "c"} {
		s.mux.HandleFunc("/"+name, func(w http.ResponseWriter, _ *http.Request) {
			if gone[name] {
				w.WriteHeader(http.StatusGone)
			}
			_, _ = io.WriteString(w, pageOf("Page "+name, "What the page "+name+" has to say about tides."))
		})
	}
	l, f := newLibrary(), local(t)
	expect := func(when string, want ...string) {
		t.Helper()
		o := l.sync(t, f, s.URL+"/feed")
		if got := l.titles(); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q; %+v", when, got, want, o)
		}
	}
	expect("at first", "Page a", "Page b")
	items = []string{"c"}
	expect("after new entries", "Page a", "Page b", "Page c")
	gone["a"] = true
	expect("after one went", "Page b", "Page c")
	body = pageOf("Maintenance", "We shall be back soon, and the feed with us, as we say at such times.")
	expect("while the feed is a page", "Page b", "Page c")
	items, status, body = nil, 500, ""
	expect("while the feed is down", "Page b", "Page c")
	status = 404
	expect("after the feed went", "Page b", "Page c")
}

func TestSitemaps(t *testing.T) {
	s := newSite(t)
	s.pages("a", "b", "c", "d")
	s.serve("/index", "text/html", `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>SITE/one.xml.gz</loc></sitemap><sitemap><loc>SITE/two</loc></sitemap><sitemap><loc>SITE/index</loc></sitemap><sitemap><loc>SITE/missing</loc></sitemap></sitemapindex>`)
	s.mux.HandleFunc("/one.xml.gz", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/x-gzip")
		z := gzip.NewWriter(w)
		fmt.Fprintf(z, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> %s/a </loc><lastmod>2025-03-04</lastmod><image:image><image:loc>%s/photo.jpg</image:loc></image:image></url><url><loc>%s/b?x=1&amp;y=2</loc></url></urlset>`, s.URL, s.URL, s.URL)
		_ = z.Close()
	})
	s.serve("/two", "text/plain", "SITE/c\nSITE/d\nSITE/a\n")
	l, f := newLibrary(), local(t)
	o := l.sync(t, f, s.URL+"/index")
	if got := l.titles(); !slices.Equal(got, []string{"Page a", "Page b", "Page c", "Page d"}) {
		t.Errorf("got %q", got)
	}
	if len(o.problems) != 1 || !strings.Contains(o.problems[0], "/missing: answers 404") {
		t.Errorf("problems %q", o.problems)
	}
	if l.articles[s.URL+"/b?x=1&y=2"] == nil {
		t.Errorf("keys %q", slices.Sorted(maps.Keys(l.articles)))
	}
}

func TestListsAreBounded(t *testing.T) {
	s := newSite(t)
	many := "<urlset>"
	for i := range 30 {
		many += fmt.Sprintf("<url><loc>SITE/p/%d</loc></url>", i)
	}
	s.serve("/many", "text/xml", many+"</urlset>")
	s.mux.HandleFunc("/deep/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "<sitemapindex><sitemap><loc>%s%sx</loc></sitemap></sitemapindex>", s.URL, r.URL.Path)
	})
	s.mux.HandleFunc("/wide/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "<sitemapindex>")
		for i := range 50 {
			fmt.Fprintf(w, "<sitemap><loc>%s%s%d/</loc></sitemap>", s.URL, r.URL.Path, i)
		}
		fmt.Fprint(w, "</sitemapindex>")
	})
	s.mux.HandleFunc("/p/{n}", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, pageOf("Page "+r.PathValue("n"), "What it has to say."))
	})
	s.serve("/nested", "text/xml", "<rss><channel>"+strings.Repeat("<a:b>", 100_000)+"</channel></rss>")
	s.serve("/broken", "text/xml", "<urlset><url><loc>SITE/p/1</loc></url><url><loc>SITE/p/2")
	s.serve("/nolinks", "text/xml", "<rss><channel><item><title>x</title></item><item><link>SITE/p/1</link></item></channel></rss>")
	f := local(t, func(o *web.Options) { o.Limits.Pages, o.Limits.Sitemaps = 10, 12 })
	for path, want := range map[string]struct {
		articles int
		problem  string
	}{
		"/many": {10, "lists more than 10 pages"}, "/deep/": {0, "more than 3 levels"}, "/wide/": {0, "12 sitemaps"},
		"/nested": {0, "nested more than"}, "/broken": {1, "cannot be read to its end"}, "/nolinks": {1, "1 of 2 entries link to no page"},
	} {
		l := newLibrary()
		o := l.sync(t, f, s.URL+path)
		if len(l.articles) != want.articles || len(o.problems) != 1 || !strings.Contains(o.problems[0], want.problem) {
			t.Errorf("%s: %d articles, problems %q", path, len(l.articles), o.problems)
		}
		s.requests()
	}
}

func TestPagesOfALargeSiteTakeTurns(t *testing.T) {
	s, dates := newSite(t), map[string]string{}
	s.pages("a", "b", "c", "d", "e")
	s.mux.HandleFunc("/map", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "<urlset>")
		for _, p := range []string{"a", "b", "c", "d", "e"} {
			fmt.Fprintf(w, "<url><loc>%s/%s</loc><lastmod>%s</lastmod></url>", s.URL, p, dates[p])
		}
		fmt.Fprint(w, "</urlset>")
	})
	now := time.Now()
	f := local(t, func(o *web.Options) {
		o.Limits.Checks = 2
		o.Now = func() time.Time { now = now.Add(time.Second); return now }
	})
	l := newLibrary()
	l.sync(t, f, s.URL+"/map")
	s.requests()
	asked := map[string]int{}
	for range 3 {
		l.sync(t, f, s.URL+"/map")
		got := s.requests()
		if len(got) != 3 {
			t.Errorf("requests %q, want the map and two pages", got)
		}
		for _, r := range got[1:] {
			asked[r]++
		}
	}
	if len(asked) != 5 {
		t.Errorf("in three syncs only %v were asked", asked)
	}
	dates["e"] = "2025-03-04"
	l.sync(t, f, s.URL+"/map")
	if got := s.requests(); !slices.Contains(got, "/e 304") || len(got) != 4 {
		t.Errorf("requests %q, want the changed page and two others", got)
	}
}

func TestTwoAddressesOfOneArticle(t *testing.T) {
	s := newSite(t)
	text := pageOf("One", "The same text under two addresses, which is one article after all.")
	one := strings.Replace(text, "<head>", `<head><link rel="canonical" href="SITE/one">`, 1)
	s.serve("/one", "text/html", one)
	s.serve("/print/one", "text/html", one)
	s.serve("/other", "text/html", strings.Replace(one, "two addresses", "a wrong canonical address", 1))
	s.serve("/map", "text/plain", "SITE/print/one\nSITE/one\nSITE/other\n")
	l, f := newLibrary(), local(t)
	for range 2 {
		l.sync(t, f, s.URL+"/map")
		ids := map[string]bool{}
		for _, a := range l.articles {
			ids[a.ID] = true
		}
		if len(l.articles) != 2 || len(ids) != 2 {
			t.Errorf("%d articles with the IDs %v", len(l.articles), ids)
		}
	}
}
