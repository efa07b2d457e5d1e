// Package html reads web pages: their main part as Markdown, and what their head says
// about it. A page that stands in the place of an article, such as a login, is refused.
package html

import (
	"bytes"
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/corpus/document"
	"footnote/corpus/encoding"
	"footnote/corpus/plaintext"
)

// maxElements bounds the elements of a page that are weighed for the main text.
const maxElements = 200_000

// Read reads a web page: the text of its main part, and what
// its head says about it. mediaType may name the encoding; address is where the page came
// from, "" where it is not known.
//
// The main part is found by go-readability, a port of the reader view that
// browsers have. Of its two successors this is the one that is still
// developed; go-trafilatura brings 20 modules, a WebAssembly runtime among them.
func Read(data []byte, mediaType, address string) (*document.Document, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, document.Problemf("is empty: save the page again or remove it")
	}
	if kind := document.ForeignKind(data); kind != "" {
		return nil, document.Problemf("holds %s, not a web page: rename it by what it is or remove it", kind)
	}
	doc, err := parse(data, mediaType)
	if err != nil {
		return nil, document.Problemf("is not a web page that can be read: %v", err).Because(err)
	}
	if a, err := readChat(doc); a != nil || err != nil {
		return a, err
	}
	meta, front, heading := readMetadata(doc), newWall(doc), onlyHeading(doc)
	prepare(doc)
	page, text := mainText(doc, meta, address)
	if reason := front.reason(text); reason != "" {
		return nil, document.Problemf("%s", reason)
	}
	if text == "" {
		return nil, document.Problemf("holds no text: it may be filled in by a script; save the page as the browser shows it")
	}
	a := &document.Document{Text: text}
	meta.URL = ownAddress(meta.URL, address)
	meta.Apply(a)
	if page != nil {
		document.Fill(&a.Title, page.Title)
		document.Fill(&a.Source, page.SiteName)
		document.Fill(&a.Author, page.Byline)
	}
	document.Fill(&a.Title, heading)
	a.Title = withoutSite(a.Title, a.Source)
	if document.IsByline(a.Author) {
		_, a.Author, _ = strings.Cut(a.Author, " ")
	}
	return a, nil
}

// onlyHeading is the text of a page's one heading of the first level, "" where it
// has none or several.
func onlyHeading(doc *html.Node) string {
	text, count := "", 0
	for n := range doc.Descendants() {
		if n.DataAtom == atom.H1 {
			text, count = plaintext.OneLine(textOf(n)), count+1
		}
	}
	if count != 1 {
		return ""
	}
	return text
}

// ownAddress is the address that a page states for itself, where that is a whole
// one and on the site the page came from; else the one it came from. A page must
// not pass itself off as another site's.
func ownAddress(stated, address string) string {
	u, err := url.Parse(stated)
	if err != nil || document.Address(stated) == "" {
		return address
	}
	if from, err := url.Parse(address); address != "" && (err != nil || !strings.EqualFold(u.Hostname(), from.Hostname())) {
		return address
	}
	return stated
}

// parse decodes a page, in whatever encoding it names, and parses it.
func parse(data []byte, mediaType string) (*html.Node, error) {
	if encoding.IsUTF8(data) {
		return html.Parse(bytes.NewReader(data))
	}
	return html.Parse(encoding.Decode(data, mediaType))
}

// mainText returns the page's main part; where none stands out, or what is
// found is a small part of what the paragraphs hold, all that is not furniture
// by its element.
func mainText(doc *html.Node, meta document.Metadata, address string) (*readability.Article, string) {
	base, _ := url.Parse(meta.URL)
	if u, err := url.Parse(address); err == nil && address != "" {
		base = u
	}
	whole := render(findBody(doc))
	if isLarge(doc) { // the parser would copy it before it counts
		return nil, whole
	}
	parser := readability.NewParser()
	page, err := parser.ParseDocument(doc, base)
	if err != nil {
		return nil, whole
	}
	settleAtoms(page.Node)
	text := render(page.Node)
	if thread := posts(doc); len(thread)*2 > len(text) {
		text = thread
	}
	if len(text)*4 < len(whole) && len(text) < 500 {
		text = whole
	}
	return &page, text
}

// settleAtoms makes the atoms of elements those of their names: what finds the main
// part makes and renames elements without.
func settleAtoms(n *html.Node) {
	if n == nil {
		return
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode {
			d.DataAtom = atom.Lookup([]byte(d.Data))
		}
	}
}

// isLarge reports whether a page has more elements than are weighed.
func isLarge(doc *html.Node) bool {
	elements := 0
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			elements++
		}
		if elements > maxElements {
			return true
		}
	}
	return false
}

// findBody returns the body element, or n itself.
func findBody(n *html.Node) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == "body" {
			return d
		}
	}
	return n
}

// attr is the value of an element's attribute, "" where it has none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// withoutSite takes the name of the site off the end of a title.
func withoutSite(title, source string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " · "} {
		i := strings.LastIndex(title, sep)
		if i <= 0 || source == "" {
			continue
		}
		site := strings.ToLower(title[i+len(sep):])
		if known := strings.ToLower(source); strings.HasPrefix(known, site) || strings.HasPrefix(site, known) {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}
