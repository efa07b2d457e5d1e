package web_test

import (
	"errors"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/corpus/web"
)

func gone(err error) bool { return errors.Is(err, fs.ErrNotExist) }

func TestAPageBecomesAnArticle(t *testing.T) {
	s := newSite(t)
	s.serve("/2025/harbour-opens.html", "text/html; charset=utf-8", `<!DOCTYPE html><html><head><title>The harbour opens | Tide Post</title>
<link rel="canonical" href="SITE/2025/harbour-opens.html?utm_source=x"><meta property="og:site_name" content="Tide Post">
<meta name="author" content="Ada Reef"><meta property="article:published_time" content="2025-03-04T05:06:07Z"></head>
<body><nav>Home News Sport</nav><article><h1>The harbour opens</h1><p>The harbour opened to ships on Tuesday after two years of works that nobody had expected to last as long.</p>
<p>Its new mole is four hundred metres long, and the master said that no storm would reach the quays again.</p></article></body></html>`)
	a, err := local(t).Article(t.Context(), s.URL+"/2025/harbour-opens.html?utm_medium=mail#top")
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "The harbour opens" || a.Source != "Tide Post" || a.Author != "Ada Reef" || a.Date() != "2025-03-04" {
		t.Errorf("got title %q, source %q, author %q, date %q", a.Title, a.Source, a.Author, a.Date())
	}
	if a.URL != s.URL+"/2025/harbour-opens.html" || !strings.HasPrefix(a.ID, "harbour-opens-") {
		t.Errorf("got address %q, ID %q", a.URL, a.ID)
	}
	if !strings.Contains(a.Text, "four hundred metres long") || strings.Contains(a.Text, "Sport") {
		t.Errorf("got text %q", a.Text)
	}
}

func TestAnUnchangedPageCostsA304AndNothingElse(t *testing.T) {
	for _, validator := range []string{"ETag", "Last-Modified"} {
		t.Run(validator, func(t *testing.T) {
			s, value := newSite(t), map[string]string{"ETag": `"one"`, "Last-Modified": "Tue, 04 Mar 2025 05:06:07 GMT"}
			s.mux.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set(validator, value[validator])
				if r.Header.Get("If-None-Match")+r.Header.Get("If-Modified-Since") == value[validator] {
					w.WriteHeader(http.StatusNotModified)
					return
				}
				_, _ = w.Write([]byte(pageOf("A", "The first version of this page says that the tide is high.")))
			})
			l, f := newLibrary(), local(t)
			l.sync(t, f, s.URL+"/a")
			if got := s.requests(); !slices.Equal(got, []string{"/a 200"}) {
				t.Errorf("at first: requests %q", got)
			}
			o := l.sync(t, f, s.URL+"/a")
			if got := s.requests(); !slices.Equal(got, []string{"/a 304"}) || len(o.unchanged) != 1 || len(o.read) != 0 {
				t.Errorf("then: requests %q, %+v", got, o)
			}
			value[validator] = map[string]string{"ETag": `"two"`, "Last-Modified": "Wed, 05 Mar 2025 05:06:07 GMT"}[validator]
			l.sync(t, f, s.URL+"/a")
			if got := s.requests(); !slices.Equal(got, []string{"/a 200"}) {
				t.Errorf("changed: requests %q", got)
			}
		})
	}
}

func TestAPageWithoutValidatorsIsKnownByItsContent(t *testing.T) {
	s, text := newSite(t), "The tide is high and the quay is under water since the morning."
	s.mux.HandleFunc("/a", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(pageOf("A", text))) })
	l, f := newLibrary(), local(t)
	first := l.sync(t, f, s.URL+"/a")
	if o := l.sync(t, f, s.URL+"/a"); len(o.unchanged) != 1 || len(o.read) != 0 {
		t.Errorf("the same content: %+v", o)
	}
	text = "The tide is low and the quay is dry again since the evening."
	if o := l.sync(t, f, s.URL+"/a"); !slices.Equal(o.read, first.read) {
		t.Errorf("other content: %+v, want the article %q again", o, first.read)
	}
}

func TestAPageThatGoesOrFails(t *testing.T) {
	for status, vanishes := range map[int]bool{404: true, 410: true, 403: false, 500: false, 502: false, 429: false} {
		s, now := newSite(t), 200
		s.mux.HandleFunc("/a", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(now)
			_, _ = w.Write([]byte(pageOf("A", "The tide is high.")))
		})
		l, f := newLibrary(), local(t, func(o *web.Options) { o.Limits = quick })
		l.sync(t, f, s.URL+"/a")
		now = status
		o := l.sync(t, f, s.URL+"/a")
		if (len(o.gone) == 1) != vanishes || (len(o.problems) == 0) != vanishes || (len(l.articles) == 0) != vanishes {
			t.Errorf("status %d: %+v", status, o)
		}
	}
}

func TestAPageWithoutMainTextIsAProblemThatSaysSo(t *testing.T) {
	s := newSite(t)
	s.serve("/a", "text/html", `<html><head><title>App</title></head><body><div id="root"></div><noscript>Please enable JavaScript.</noscript><p>Loading</p></body></html>`)
	_, err := local(t).Article(t.Context(), s.URL+"/a")
	var p *corpus.Problem
	if !errors.As(err, &p) || !strings.Contains(err.Error(), "holds no main text") || p.Path != s.URL+"/a" {
		t.Errorf("got %v", err)
	}
}

func TestOtherFormatsThanPages(t *testing.T) {
	s := newSite(t)
	s.serve("/notes.md", "text/plain; charset=utf-8", "---\ntitle: Notes of the tide\nurl: https://elsewhere.example/x\n---\n\nThe tide was high on Monday.\n")
	s.serve("/notes.txt", "text/plain; charset=windows-1251", "\xcf\xf0\xe8\xeb\xe8\xe2 \xe1\xfb\xeb \xe2\xfb\xf1\xee\xea.\n")
	s.serve("/photo", "image/png", "\x89PNG\r\n\x1a\n")
	f := local(t)
	a, err := f.Article(t.Context(), s.URL+"/notes.md")
	if err != nil || a.Title != "Notes of the tide" || a.URL != s.URL+"/notes.md" {
		t.Errorf("Markdown: %+v, %v", a, err)
	}
	if a, err = f.Article(t.Context(), s.URL+"/notes.txt"); err != nil || a.Text != "Прилив был высок.\n" {
		t.Errorf("text: %+v, %v", a, err)
	}
	if _, err = f.Article(t.Context(), s.URL+"/photo"); err == nil || !strings.Contains(err.Error(), "is of the type image/png, which holds no text") {
		t.Errorf("picture: %v", err)
	}
}
