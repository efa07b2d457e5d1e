package web_test

import (
	"net/http"
	"strings"
	"testing"
)

const ownText = `<p>The board of the harbour chose the eastern quay for its crane, after two years of talks with the fishermen.</p><p>The crane costs 410,000 crowns.</p>`

// ownFeeds are feeds that bring an article's text along, each in its own way.
var ownFeeds = map[string]string{
	"RSS": `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><item><title>Crane</title><link>SITE/p</link>
<description>A crane.</description><content:encoded><![CDATA[` + ownText + `]]></content:encoded></item></channel></rss>`,
	"Atom": `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>Crane</title><link href="SITE/p"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">` + ownText + `</div></content></entry></feed>`,
	"JSON": `{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "url": "SITE/p", "title": "Crane",
"content_text": "The board of the harbour chose the eastern quay for its crane, after two years of talks with the fishermen.\n\nThe crane costs 410,000 crowns."}]}`,
}

func TestAFeedsOwnText(t *testing.T) {
	shell := `<html><head><title>App</title></head><body><div id="root"></div><script src="/a.js"></script></body></html>`
	for kind, feed := range ownFeeds {
		for name, c := range map[string]struct {
			status int
			page   string
			own    bool
		}{
			"a shell": {200, shell, true}, "refused": {403, "", true}, "gone": {410, "", true}, "for readers who pay": {402, "", true},
			"busy": {503, "", false}, "too many": {429, "", false},
			"a page": {200, pageOf("Crane", "The page itself says that the crane stands on the western mole."), false},
		} {
			s := newSite(t)
			s.serve("/feed", "text/plain", feed)
			s.mux.HandleFunc("/p", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/html")
				w.WriteHeader(c.status)
				_, _ = w.Write([]byte(c.page))
			})
			l := newLibrary()
			o := l.sync(t, local(t), s.URL+"/feed")
			a := l.articles[s.URL+"/p"]
			if own := a != nil && strings.HasSuffix(a.Text, "The crane costs 410,000 crowns."); own != c.own {
				t.Errorf("%s, %s: %+v, %+v", kind, name, a, o)
			} else if own && (a.Title != "Crane" || a.URL != s.URL+"/p" || a.Source != "T") {
				t.Errorf("%s, %s: title %q, address %q, source %q", kind, name, a.Title, a.URL, a.Source)
			}
		}
	}
}

// TestAFeedsOwnTextIsKept holds that the article stays when nothing changes and when
// the feed forgets it, changes with the feed, and gives way to its page.
func TestAFeedsOwnTextIsKept(t *testing.T) {
	s, feed, status := newSite(t), ownFeeds["RSS"], http.StatusForbidden
	s.mux.HandleFunc("/feed", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(strings.ReplaceAll(feed, "SITE", s.URL)))
	})
	s.mux.HandleFunc("/p", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(pageOf("Crane", "The page itself says that the crane stands on the western mole.")))
	})
	l, f := newLibrary(), local(t)
	l.sync(t, f, s.URL+"/feed")
	if o := l.sync(t, f, s.URL+"/feed"); len(o.unchanged) != 1 || len(o.problems) != 0 {
		t.Errorf("again: %+v", o)
	}
	feed = strings.Replace(feed, "410,000", "420,000", 1)
	if o := l.sync(t, f, s.URL+"/feed"); len(o.read) != 1 || !strings.Contains(l.articles[s.URL+"/p"].Text, "420,000") {
		t.Errorf("changed: %+v", o)
	}
	feed = `<rss version="2.0"><channel><title>T</title><item><title>Next</title><link>SITE/p2</link></item></channel></rss>`
	l.sync(t, f, s.URL+"/feed")
	if a := l.articles[s.URL+"/p"]; a == nil || !strings.Contains(a.Text, "420,000") {
		t.Errorf("forgotten: %+v", a)
	}
	status = http.StatusOK
	l.sync(t, f, s.URL+"/feed")
	if a := l.articles[s.URL+"/p"]; a == nil || !strings.Contains(a.Text, "western mole") {
		t.Errorf("the page is back: %+v", a)
	}
}

// TestAFeedsOwnTextOfARefusedAddress holds that a feed's text does not open what
// is never fetched.
func TestAFeedsOwnTextOfARefusedAddress(t *testing.T) {
	s := newSite(t)
	s.serve("/feed", "text/plain", strings.ReplaceAll(ownFeeds["RSS"], "SITE/p", "http://169.254.1.1/p"))
	l := newLibrary()
	if o := l.sync(t, local(t), s.URL+"/feed"); len(l.articles) != 0 || len(o.problems) != 1 {
		t.Errorf("%+v", o)
	}
}

// TestAPageTakesNoOthersPlace holds that a page that states another's address is
// an article of its own, whichever of them is read first.
func TestAPageTakesNoOthersPlace(t *testing.T) {
	for _, order := range []string{"SITE/members/eve\nSITE/rules\n", "SITE/rules\nSITE/members/eve\n"} {
		for name, stated := range map[string]string{"of the site": "SITE/rules", "of another": "https://example.org/rules", "of another port": "http://127.0.0.1:81/rules"} {
			s := newSite(t)
			s.serve("/rules", "text/html", pageOf("Rules", "Boats wait below the bridge until the light has turned green."))
			s.serve("/members/eve", "text/html", strings.Replace(pageOf("Eve", "Boats need not wait at all, says a member on a page of her own."),
				"<head>", `<head><link rel="canonical" href="`+stated+`">`, 1))
			s.serve("/map", "text/plain", order)
			l := newLibrary()
			l.sync(t, local(t), s.URL+"/map")
			rules, eve := l.articles[s.URL+"/rules"], l.articles[s.URL+"/members/eve"]
			if rules == nil || eve == nil || rules.ID == eve.ID || rules.URL != s.URL+"/rules" || eve.URL != s.URL+"/members/eve" {
				t.Errorf("%s, %q: %+v, %+v", name, order, rules, eve)
			}
			if a, err := local(t).Article(t.Context(), s.URL+"/members/eve"); err != nil || a.URL != s.URL+"/members/eve" || a.ID != eve.ID {
				t.Errorf("%s, by itself: %+v, %v", name, a, err)
			}
		}
	}
}
