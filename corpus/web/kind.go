package web

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
)

// kind is what an address leads to.
type kind int

const (
	page kind = iota
	feed
	sitemap
	addresses // a sitemap in plain text, an address a line
)

// sniffBytes is how much of a body is looked at to tell its kind.
const sniffBytes = 4096

// sniff tells a feed or a sitemap by how it begins, whatever it is called: by
// the root element, or the version that a JSON feed states.
func sniff(start []byte) kind {
	start = bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(start) > sniffBytes {
		start = start[:sniffBytes]
	}
	switch {
	case bytes.HasPrefix(start, []byte("{")):
		if bytes.Contains(bytes.ReplaceAll(start, []byte(`\/`), []byte("/")), []byte("://jsonfeed.org/version/")) {
			return feed
		}
	case bytes.HasPrefix(start, []byte("<")):
		return kindOfRoot(rootOf(start))
	}
	return page
}

func kindOfRoot(name xml.Name) kind {
	switch strings.ToLower(name.Local) {
	case "rss", "rdf", "feed":
		return feed
	case "urlset", "sitemapindex":
		return sitemap
	}
	return page
}

// rootOf is the name of the root element.
func rootOf(start []byte) xml.Name {
	d := xml.NewDecoder(bytes.NewReader(start))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		token, err := d.RawToken()
		if err != nil {
			return xml.Name{}
		}
		if root, ok := token.(xml.StartElement); ok {
			return root.Name
		}
	}
}

// kindOf tells what an answer is.
func kindOf(res *response) kind {
	if k := sniff(res.body); k != page {
		return k
	}
	if res.mediaType() == "text/plain" && allAddresses(res.body) {
		return addresses
	}
	return page
}

// allAddresses tells whether a text is nothing but addresses, one a line.
func allAddresses(text []byte) bool {
	met := false
	for line := range bytes.Lines(text) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if bytes.ContainsAny(line, " \t") || !IsAddress(string(bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")))) {
			return false
		}
		met = true
	}
	return met
}
