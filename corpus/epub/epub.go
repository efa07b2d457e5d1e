// Package epub reads books: their chapters in the order of reading.
package epub

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"path"
	"strings"

	"footnote/corpus/container"
	"footnote/corpus/date"
	"footnote/corpus/document"
	"footnote/corpus/html"
	"footnote/corpus/plaintext"
)

// bookPackage is the description of an EPUB (EPUB 3.3, section 5).
type bookPackage struct {
	Title     []string `xml:"metadata>title"`
	Creator   []string `xml:"metadata>creator"`
	Publisher string   `xml:"metadata>publisher"`
	Date      string   `xml:"metadata>date"`
	Items     []struct {
		ID         string `xml:"id,attr"`
		Href       string `xml:"href,attr"`
		Type       string `xml:"media-type,attr"`
		Properties string `xml:"properties,attr"`
	} `xml:"manifest>item"`
	Spine []struct {
		ID string `xml:"idref,attr"`
	} `xml:"spine>itemref"`
}

// Read reads an EPUB: its chapters in the order of reading, each by
// the reader of web pages.
func Read(data []byte, limit int64) (*document.Document, error) {
	parts, err := container.Open(data, limit, "book", ".epub")
	if err != nil {
		return nil, err
	}
	root, book, err := bookRoot(parts)
	if err != nil {
		return nil, err
	}
	names, err := book.chapters(root)
	if err != nil {
		return nil, err
	}
	locked, _ := parts.Read("META-INF/encryption.xml")
	var all []string
	for _, name := range names {
		if bytes.Contains(locked, []byte(`"`+name+`"`)) {
			return nil, document.Problemf("is protected against copying: give a copy without protection")
		}
		page, err := parts.Read(name)
		if err != nil {
			return nil, container.PartProblem(err)
		}
		if text := html.Chapter(page); text != "" {
			all = append(all, text)
		}
	}
	if len(all) == 0 {
		return nil, document.Problemf("holds no text: it may hold pictures only; remove it or give the text")
	}
	a := &document.Document{Text: strings.Join(all, "\n\n"), Source: plaintext.OneLine(book.Publisher), Author: plaintext.OneLine(strings.Join(book.Creator, ", "))}
	if len(book.Title) > 0 {
		a.Title = plaintext.OneLine(book.Title[0])
	}
	a.Published, _ = date.Parse(book.Date)
	return a, nil
}

// bookRoot finds the description of the book.
func bookRoot(parts *container.Parts) (name string, book bookPackage, err error) {
	foreign := document.Problemf("is a zip archive but not a book: unpack it and give the files")
	data, err := parts.Read("META-INF/container.xml")
	if err != nil {
		return "", book, foreign.Because(err)
	}
	var list struct {
		Roots []struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	if xml.Unmarshal(data, &list) != nil || len(list.Roots) == 0 {
		return "", book, foreign
	}
	name = list.Roots[0].Path
	if data, err = parts.Read(name); err != nil {
		return "", book, container.PartProblem(err)
	}
	if err := xml.Unmarshal(data, &book); err != nil {
		return "", book, document.Problemf("has a damaged description (%v): save it as .epub again", plaintext.OneLine(err.Error())).Because(err)
	}
	return name, book, nil
}

// chapters are the parts that hold the pages of a book, in the order of reading,
// without the table of contents.
func (b *bookPackage) chapters(root string) ([]string, error) {
	byID := map[string]string{}
	for _, item := range b.Items {
		href, err := url.PathUnescape(item.Href)
		if err == nil && strings.Contains(item.Type, "html") && !strings.Contains(item.Properties, "nav") {
			byID[item.ID] = path.Join(path.Dir(root), href)
		}
	}
	var names []string
	for _, ref := range b.Spine {
		if name := byID[ref.ID]; name != "" {
			names = append(names, name)
			delete(byID, ref.ID) // a page is read once
		}
	}
	if len(names) > container.MaxParts {
		return nil, document.Problemf("has more than %d chapters: divide it", container.MaxParts)
	}
	return names, nil
}
