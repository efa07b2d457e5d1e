package web

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/temoto/robotstxt"
)

// FuzzLists holds that no feed or sitemap stops the program, and that what is
// listed is bounded and in the form that is compared.
func FuzzLists(f *testing.F) {
	for _, s := range []string{
		`<rss version="2.0"><channel><title>T</title><item><link>/a?utm_source=x</link><pubDate>Tue, 04 Mar 2025 05:06:07 GMT</pubDate></item></channel></rss>`,
		`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="b"/><author><name>N</name></author></entry></feed>`,
		`<urlset><url><loc>https://example.org/a</loc><lastmod>2025-03-04</lastmod></url></urlset>`,
		`<sitemapindex><sitemap><loc>c.xml</loc></sitemap></sitemapindex>`,
		`{"version":"https://jsonfeed.org/version/1.1","items":[{"url":"/a"},null]}`,
		"https://example.org/a\nhttps://example.org/b\n",
		`<?xml version="1.0" encoding="utf-16"?><rss><channel><item><a:b><a:b></item></channel>`,
	} {
		f.Add(s)
	}
	base := &url.URL{Scheme: "https", Host: "example.org", Path: "/x/"}
	const most = 5
	f.Fuzz(func(t *testing.T, body string) {
		l := &lister{f: &Fetcher{limits: Limits{Pages: most}}, seen: map[string]bool{}}
		l.read("https://example.org/x/", &response{url: base, header: map[string][]string{"Content-Type": {"text/plain"}}, body: []byte(body)})
		if len(l.pages) > most {
			t.Errorf("%d pages", len(l.pages))
		}
		for _, e := range l.pages {
			if u, err := parseAddress(e.key); err == nil && keyOf(u) != e.key && len(e.key) <= maxAddress {
				t.Errorf("%q becomes %q", e.key, keyOf(u))
			}
			if strings.ContainsAny(e.title+e.source+e.author, "\n\r") {
				t.Errorf("%+v holds a line break", e)
			}
		}
	})
}

// FuzzRobots holds that every robots.txt can be read once it is tidied.
func FuzzRobots(f *testing.F) {
	for _, s := range []string{
		"User-agent: *\nDisallow: /a\nAllow: /a/b$\nCrawl-delay: 2", "Disallow: /\n", "user-agent:\r\ndisallow: *?*$*\r", "User-agent: *\nCrawl-delay: 1e400",
		"User-agent: * # all\nDisallow:\n\n\xff\xfe", "User-agent\n: *\nDisallow: [(\\",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		data, err := robotstxt.FromBytes(tidyRobots([]byte(body)))
		if err != nil {
			t.Fatalf("%q: %v", body, err)
		}
		group := data.FindGroup("Footnote")
		group.Test("/a?b=c")
		if group.CrawlDelay < 0 || group.CrawlDelay > 1e6*time.Second {
			t.Errorf("%q: a Crawl-delay of %s", body, group.CrawlDelay)
		}
	})
}

// TestFeedWithBadBytes holds that a byte of another encoding, or a control
// character, does not lose a feed.
func TestFeedWithBadBytes(t *testing.T) {
	for name, bad := range map[string]string{"a byte of Latin-1": "caf\xe9", "a control character": "caf\x0be"} {
		feed := `<?xml version="1.0"?><rss version="2.0"><channel><title>Lock</title><item><title>` + bad + `</title><link>https://a.example/x</link></item></channel></rss>`
		parsed, err := parseFeed(legible([]byte(feed)))
		if err != nil || len(parsed.Items) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
