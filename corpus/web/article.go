package web

import (
	"bytes"
	"errors"
	"html"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"footnote/corpus"
)

// article makes an article of a page that was fetched, with what the feed said
// of it where the page itself is silent. The error is a *corpus.Problem.
func article(res *response, e *entry) (*corpus.Article, error) {
	problem := func(reason string) error { return &corpus.Problem{Path: e.key, Reason: reason} }
	if k := kindOf(res); k != page {
		return nil, problem("is a feed or a sitemap where a page was expected: add it by itself")
	}
	if kind := res.mediaType(); isMedia(kind) {
		return nil, problem("is of the type " + kind + ", which holds no text: add a page or a document")
	}
	data, mediaType := asText(res)
	a, err := corpus.ReadDocument(res.url.String(), mediaType, data)
	var p *corpus.Problem
	if errors.As(err, &p) {
		p.Path = e.key
	}
	if err != nil {
		return nil, err
	}
	if isHTML(res) && !hasMainText(a.Text) {
		return nil, problem("holds no main text: it may be filled in by a script or ask for a login; save the page as the browser shows it and add the file")
	}
	a.URL, a.Path = canonical(a.URL, res.url), e.key
	e.fill(a)
	return a, nil
}

// ownText makes an article of the text that a feed brings along.
func ownText(e *entry) (*corpus.Article, error) {
	text := e.text
	if !strings.Contains(text, "<") { // JSON Feed's content_text
		text = "<p>" + strings.ReplaceAll(html.EscapeString(text), "\n\n", "</p><p>") + "</p>"
	}
	text = "<!DOCTYPE html><html><body><article>" + text + "</article></body></html>"
	a, err := corpus.ReadDocument(e.key, "text/html; charset=utf-8", []byte(text))
	if err != nil {
		return nil, err
	}
	if !hasMainText(a.Text) {
		return nil, because(nil, "is in the feed by its beginning only")
	}
	a.Title, a.URL, a.Path = e.title, e.key, e.key
	e.fill(a)
	return a, nil
}

// isMedia tells whether a media type is of pictures, sound or the like.
func isMedia(kind string) bool {
	major, _, _ := strings.Cut(kind, "/")
	return slices.Contains([]string{"image", "audio", "video", "font"}, major)
}

func isHTML(res *response) bool {
	kind := res.mediaType()
	return strings.Contains(kind, "html") || kind == "" && bytes.HasPrefix(bytes.TrimSpace(res.body), []byte("<"))
}

// asText decodes plain text and Markdown; the encoding of other formats is told
// within them.
func asText(res *response) ([]byte, string) {
	mediaType := res.header.Get("Content-Type")
	switch res.mediaType() {
	case "text/plain", "text/markdown", "text/x-markdown":
	default:
		return res.body, mediaType
	}
	if utf8.Valid(res.body) {
		return bytes.TrimPrefix(res.body, []byte("\xef\xbb\xbf")), mediaType
	}
	in, err := charset.NewReader(bytes.NewReader(res.body), mediaType)
	if err != nil {
		return res.body, mediaType
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return res.body, mediaType
	}
	return text, mediaType
}

// leastLetters is how many letters a page's main text has at least: about
// fifteen words. A sign of a script that says as much as a syllable counts thrice.
const leastLetters = 80

// hasMainText tells whether a page says anything; what is left of one whose text
// is filled in by a script is a line or two.
func hasMainText(text string) bool {
	letters := 0
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			letters += 3
		case unicode.IsLetter(r):
			letters++
		}
		if letters >= leastLetters {
			return true
		}
	}
	return false
}

// canonical is the address that a page states for itself, where that is on the
// same site and not just the site's front page, else the one it was fetched from.
func canonical(stated string, from *url.URL) string {
	u, err := parseAddress(stated)
	if err != nil || u.Hostname() != from.Hostname() || portOf(u) != portOf(from) && u.Scheme == from.Scheme || u.Path == "/" && u.RawQuery == "" {
		return keyOf(from)
	}
	return keyOf(u)
}

// samePage reports whether an address that a page states may be its own: it says
// the same in another way. A page must not take the place of another one of its
// site, where members may have pages of their own.
func samePage(stated, own string) bool {
	a, err := url.Parse(stated)
	if err != nil {
		return false
	}
	b, err := url.Parse(own)
	return err == nil && a.Hostname() == b.Hostname() && plainPath(a.Path) == plainPath(b.Path) && (a.RawQuery == b.RawQuery || a.RawQuery == "")
}

// plainPath is a path without what makes no other page of it.
func plainPath(path string) string {
	for {
		short := strings.TrimRight(path, "/")
		for _, end := range []string{"/index.html", "/index.htm", "/index.php", ".html", ".htm", "/amp", ".amp"} {
			short = strings.TrimSuffix(short, end)
		}
		if short == path {
			return path
		}
		path = short
	}
}

// maxSlug is the length of the readable part of an ID, in runes.
const maxSlug = 60

// idOf makes the ID of the article at an address: words of the address that tell
// people what it is, and a hash that tells it from all others.
func idOf(address string) string {
	return slug(address) + "-" + hash(address)[:10]
}

func slug(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "page"
	}
	name := ""
	for _, part := range strings.Split(u.Path, "/") {
		part = strings.TrimSuffix(part, path.Ext(part))
		// The longest part is the title, whatever numbers and "index" stand around it.
		if utf8.RuneCountInString(part) >= utf8.RuneCountInString(name) {
			name = part
		}
	}
	if strings.Trim(name, "0123456789-_") == "" {
		name = strings.TrimPrefix(u.Hostname(), "www.") + "-" + name
	}
	return words(name)
}

// words keeps the letters and digits of s, what stands between as hyphens.
func words(s string) string {
	var out strings.Builder
	runes, gap := 0, false
	for _, r := range strings.ToLower(s) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) || r == utf8.RuneError {
			gap = runes > 0
			continue
		}
		if runes >= maxSlug {
			break
		}
		if gap {
			out.WriteByte('-')
			gap = false
		}
		out.WriteRune(r)
		runes++
	}
	return or(out.String(), "page")
}
