package corpus

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"footnote/corpus/container"
	"footnote/corpus/document"
	"footnote/corpus/pdf"
	"footnote/corpus/plaintext"
)

// readPDF reads a PDF.
func readPDF(data []byte, limit int64) (*document.Document, error) {
	if len(data) == 0 {
		return nil, document.Problemf("is empty: save the document again or remove it")
	}
	doc, err := pdf.Read(data, limit)
	switch {
	case errors.Is(err, pdf.ErrPassword):
		return nil, document.Problemf("is protected by a password: save it without one").Because(err)
	case errors.Is(err, pdf.ErrTooBig):
		return nil, document.Problemf("unpacks to more than is allowed for one document: divide it or remove it").Because(container.ErrTooBig)
	case err != nil:
		return nil, document.Problemf("is not a PDF, or is damaged: save it again").Because(err)
	}
	a := &document.Document{Text: doc.Text, Pages: doc.Pages}
	switch blank := strings.TrimSpace(a.Text) == ""; {
	case blank && doc.Undecoded > 0:
		return nil, document.Problemf("holds text whose fonts do not say which letters it is: save it again with another program, or run text recognition over it")
	case blank:
		return nil, document.Problemf("holds no text: its pages may be pictures; run text recognition over it first")
	}
	a.Lost = lostPages(doc.Lost)
	readInfo(doc, a)
	if a.Title == "" {
		a.Title = largestHeading(doc)
	}
	return a, nil
}

// lostPages says what is left out of a document, "" for nothing.
func lostPages(pages []int) string {
	const most = 10
	if len(pages) == 0 {
		return ""
	}
	var named []string
	for _, n := range pages[:min(len(pages), most)] {
		named = append(named, strconv.Itoa(n))
	}
	word, list := "page", strings.Join(named, ", ")
	if len(pages) > 1 {
		word = "pages"
	}
	if more := len(pages) - most; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Sprintf("text on %s %s is left out, as its fonts do not say which letters it is: save the document again with another program, or run text recognition over it", word, list)
}

// readInfo takes the title and author that the file states, where they stand in
// the text too: programs write file names and user names there.
func readInfo(doc *pdf.Document, a *document.Document) {
	head := strings.ToLower(plaintext.OneLine(a.Text[:min(len(a.Text), 4000)]))
	for field, stated := range map[*string]string{&a.Title: doc.Title, &a.Author: doc.Author} {
		value := plaintext.OneLine(plaintext.Printable(stated))
		if len(value) > 3 && strings.Contains(head, strings.ToLower(value)) {
			*field = value
		}
	}
}

// largestHeading is the one heading of the largest size on the first page, ""
// where there is none or more than one.
func largestHeading(doc *pdf.Document) string {
	title := ""
	for _, h := range doc.Headings {
		if h.Level > 1 || len(doc.Pages) > 1 && h.Start >= doc.Pages[1] {
			continue
		}
		if title != "" {
			return ""
		}
		title = plaintext.OneLine(doc.Text[h.Start:h.End])
	}
	return title
}
