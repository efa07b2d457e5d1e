package web

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// A sitemap is read with encoding/xml alone: it is a list of two elements, and
// the libraries for it read it whole, follow links by themselves, or both.

// place is a url or sitemap element of a sitemap (sitemaps.org/protocol.html).
type place struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
}

// readSitemap lists the pages, and the further sitemaps, that a sitemap names,
// no more than most together. The error says why it cannot be read to the end;
// what was read until there is returned all the same.
func readSitemap(res *response, most int) (pages, sitemaps []entry, err error) {
	d := newXML(res.body)
	for len(pages)+len(sitemaps) <= most {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return pages, sitemaps, nil
		}
		if err != nil {
			return pages, sitemaps, because(err, "is a sitemap that cannot be read to its end: %s", innermost(err))
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "url" && start.Name.Local != "sitemap" {
			continue
		}
		var p place
		if err := d.DecodeElement(&p, &start); err != nil {
			return pages, sitemaps, because(err, "is a sitemap that cannot be read to its end: %s", innermost(err))
		}
		key, ok := resolve(res.url, p.Loc)
		switch e := (entry{key: key, updated: strings.TrimSpace(p.LastMod)}); {
		case !ok || strings.TrimSpace(p.Loc) == "":
		case start.Name.Local == "url":
			pages = append(pages, e)
		default:
			sitemaps = append(sitemaps, e)
		}
	}
	return pages, sitemaps, nil
}

// readAddresses lists the pages of a sitemap in plain text.
func readAddresses(res *response, most int) []entry {
	var pages []entry
	for line := range bytes.Lines(bytes.TrimPrefix(res.body, []byte("\xef\xbb\xbf"))) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if key, ok := resolve(res.url, string(line)); ok && len(pages) <= most {
			pages = append(pages, entry{key: key})
		}
	}
	return pages
}
