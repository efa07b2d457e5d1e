package pdf

import (
	"errors"
	"fmt"
	"strings"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Errors of Read, beside what PDFium says of a damaged file.
var (
	// ErrPassword is returned for a document that no empty password opens.
	ErrPassword = errors.New("the document is protected by a password")
	// ErrTooBig is returned for a document with more text than is allowed.
	ErrTooBig = errors.New("the document holds more text than is allowed")
)

// maxPages bounds the pages that are read of a document.
const maxPages = 20_000

// Document is the text of a PDF.
type Document struct {
	// Text has paragraphs between blank lines, and the items of a list on lines
	// of their own.
	Text string
	// Pages holds, for each page, the byte of Text at which it begins.
	Pages []int
	// Headings are the lines set larger than the text around them.
	Headings []Heading
	// Title and Author are what the file states of itself, unchecked.
	Title, Author string
	// Lost are the numbers, from 1, of the pages of which sentences are left out
	// because no font says how to read a character in them.
	Lost []int
	// Undecoded counts the characters that no font says how to read. They are
	// left out of Text.
	Undecoded int
}

// Heading is a line of Text that is set larger than the body of the document.
type Heading struct {
	// Start and End are bytes of Text.
	Start, End int
	// Level is 1 for the largest size.
	Level int
}

// Read takes the text out of a PDF. limit bounds the bytes of text; beyond it
// the error is ErrTooBig.
func Read(data []byte, limit int64) (doc *Document, err error) {
	// The library reports faults of WebAssembly as panics in places.
	defer func() {
		if x := recover(); x != nil {
			doc, err = nil, fmt.Errorf("the file ends the reader: %v", x)
		}
	}()
	in, err := instance()
	if err != nil {
		return nil, fmt.Errorf("start PDFium: %w", err)
	}
	defer in.Close() //nolint:errcheck // its memory goes with it
	data = nameLigatures(data)
	opened, err := in.OpenDocument(&requests.OpenDocument{File: &data})
	if errors.Is(err, pdferrors.ErrFormat) {
		if whole := withTrailer(data); whole != nil {
			opened, err = in.OpenDocument(&requests.OpenDocument{File: &whole})
		}
	}
	switch {
	case errors.Is(err, pdferrors.ErrPassword):
		return nil, ErrPassword
	case err != nil:
		return nil, err
	}
	r := &reader{in: in, doc: opened.Document, limit: limit}
	pages, err := r.pages()
	if err != nil {
		return nil, err
	}
	doc = layOut(pages)
	doc.Undecoded = r.undecoded
	doc.Title, doc.Author = r.meta("Title"), r.meta("Author")
	return doc, nil
}

// reader reads the pages of one document.
type reader struct {
	in        pdfium.Pdfium
	doc       references.FPDF_DOCUMENT
	limit     int64
	undecoded int
}

func (r *reader) meta(tag string) string {
	got, err := r.in.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: r.doc, Tag: tag})
	if err != nil {
		return ""
	}
	return strings.TrimSpace(got.Value)
}

// pages returns the blocks of each page in reading order. A page that PDFium
// cannot load is empty.
func (r *reader) pages() ([]page, error) {
	count, err := r.in.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: r.doc})
	if err != nil {
		return nil, err
	}
	form := r.openForm()
	defer form.close()
	var pages []page
	for i := range min(count.PageCount, maxPages) {
		pieces, err := r.pieces(i)
		if err != nil {
			pages = append(pages, page{})
			continue
		}
		pieces = append(pieces, form.pieces(i)...)
		for _, p := range pieces {
			r.limit -= int64(len(p.text))
		}
		if r.limit < 0 {
			return nil, ErrTooBig
		}
		pages = append(pages, arrange(pieces))
	}
	return pages, nil
}

// pieces returns the runs of text of page i.
func (r *reader) pieces(i int) ([]piece, error) {
	at := requests.Page{ByIndex: &requests.PageByIndex{Document: r.doc, Index: i}}
	sheet, err := r.sheet(i)
	if err != nil {
		return nil, err
	}
	got, err := r.in.GetPageTextStructured(&requests.GetPageTextStructured{Page: at, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return nil, err
	}
	unknown, err := r.unknown(at, got.Chars)
	if err != nil {
		return nil, err
	}
	bounds, err := r.in.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: at})
	if err != nil {
		return nil, err
	}
	g := &gatherer{sheet: sheet}
	for i, c := range got.Chars {
		if seen(c, bounds.Rect) {
			g.add(c, !unknown[i])
		}
	}
	g.close()
	r.undecoded += g.undecoded
	return g.pieces, nil
}

func (r *reader) sheet(i int) (sheet, error) {
	size, err := r.in.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: r.doc, Index: i})
	if err != nil {
		return sheet{}, err
	}
	at := requests.Page{ByIndex: &requests.PageByIndex{Document: r.doc, Index: i}}
	turn, err := r.in.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: at})
	if err != nil || turn.PageRotation%2 == 0 {
		return sheet{size.Width, size.Height}, err
	}
	return sheet{size.Height, size.Width}, nil
}
