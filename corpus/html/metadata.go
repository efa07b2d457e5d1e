package html

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/corpus/date"
	"footnote/corpus/document"
	"footnote/corpus/plaintext"
)

// pageFacts collects what a page says about itself, by name: "og:title",
// "ld:headline", "canonical". The first value of a name counts.
type pageFacts map[string]string

// readMetadata reads the metadata of a page: schema.org as JSON-LD, Open
// Graph, the names of Dublin Core and others, the canonical link, and <time>.
func readMetadata(doc *html.Node) document.Metadata {
	f := make(pageFacts)
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			f.element(n)
		}
	}
	return document.Metadata{
		Title:  f.first("ld:headline", "og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"),
		URL:    f.first("canonical", "og:url", "ld:url"),
		Source: f.first("ld:publisher", "og:site_name", "application-name", "dc.publisher", "citation_journal_title"),
		Author: f.first("ld:author", "author", "article:author", "dc.creator", "citation_author"),
		Published: f.firstDate("ld:datePublished", "article:published_time", "og:article:published_time", "datePublished", "pubdate",
			"publishdate", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "citation_publication_date", "parsely-pub-date", "sailthru.date", "time"),
	}
}

// first is the first of the named facts that is known. An address is not the
// name of an author.
func (f pageFacts) first(names ...string) string {
	for _, name := range names {
		if v := f[name]; v != "" && !(strings.HasSuffix(name, "author") && strings.Contains(v, "://")) {
			return v
		}
	}
	return ""
}

func (f pageFacts) firstDate(names ...string) string {
	for _, name := range names {
		if _, ok := date.Parse(f[name]); ok {
			return f[name]
		}
	}
	return ""
}

func (f pageFacts) set(name, value string) {
	if value = plaintext.OneLine(value); value != "" && f[name] == "" {
		f[name] = value
	}
}

func (f pageFacts) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Meta:
		name := attr(n, "property") + attr(n, "name")
		if name == "" {
			name = attr(n, "itemprop")
		} else {
			name = strings.ToLower(name)
		}
		f.set(name, attr(n, "content"))
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") {
			f.set("canonical", attr(n, "href"))
		}
	case atom.Time:
		f.set("time", attr(n, "datetime"))
	case atom.Script:
		if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
			f.linked(n.FirstChild.Data)
		}
	}
}

// linked reads JSON-LD: one thing, a list of things, or a graph of them.
func (f pageFacts) linked(data string) {
	var v any
	if json.Unmarshal([]byte(data), &v) == nil {
		f.thing(v, 0)
	}
}

func (f pageFacts) thing(v any, depth int) {
	if depth > 4 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			f.thing(e, depth+1)
		}
	case map[string]any:
		f.thing(v["@graph"], depth+1)
		if !isArticleType(v["@type"]) {
			return
		}
		for _, name := range []string{"headline", "datePublished", "url", "publisher", "author"} {
			f.set("ld:"+name, linkedName(v[name]))
		}
	}
}

// isArticleType tells whether a schema.org type is one of the articles.
func isArticleType(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "Posting") || strings.HasSuffix(v, "Report")
	case []any:
		for _, e := range v {
			if isArticleType(e) {
				return true
			}
		}
	}
	return false
}

// linkedName is a value as one string: of a person or organisation the name.
func linkedName(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return linkedName(v["name"])
	case []any:
		var names []string
		for _, e := range v {
			if s := linkedName(e); s != "" {
				names = append(names, s)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}
