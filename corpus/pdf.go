package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/ledongthuc/pdf"
)

// Bounds against documents made to keep a reader busy.
const (
	maxPages     = 20_000
	maxPageDepth = 40
)

// readPDF makes an article of a PDF. The library parses the file and decodes
// fonts; it panics on much that is malformed, which here costs a page or, at worst, the
// document. How the glyphs become lines and paragraphs is decided here,
// since the library's own texts have no paragraphs and often no spaces.
func readPDF(data []byte, limit int64) (a *Article, err error) {
	defer func() {
		if x := recover(); x != nil {
			a, err = nil, damagedPDF(fmt.Errorf("%v", x))
		}
	}()
	if len(data) == 0 {
		return nil, problemf("is empty: save the document again or remove it")
	}
	doc, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if errors.Is(err, pdf.ErrInvalidPassword) {
		return nil, problemf("is protected by a password: save it without one").because(err)
	}
	if err != nil {
		return nil, damagedPDF(err)
	}
	b := &budget{left: limit}
	var pages [][]pdfLine
	for _, page := range pagesOf(doc) {
		lines, err := b.page(page)
		if err != nil {
			return nil, err
		}
		pages = append(pages, lines)
	}
	a = &Article{Text: layOut(pages)}
	if strings.TrimSpace(a.Text) == "" {
		return nil, problemf("holds no text: its pages may be pictures; run text recognition over it first")
	}
	readInfo(doc, a)
	return a, nil
}

func damagedPDF(err error) *Problem {
	if strings.Contains(err.Error(), "encrypt") {
		return problemf("is encrypted in a way that cannot be read: save it without a password").because(err)
	}
	return problemf("is not a PDF or is damaged (%s): save it again", oneLine(err.Error())).because(err)
}

// pagesOf walks the tree of pages in order. The library's own walk runs for
// ever where a page is its own child.
func pagesOf(doc *pdf.Reader) []pdf.Value {
	var pages []pdf.Value
	visits := 0
	var walk func(v pdf.Value, depth int)
	walk = func(v pdf.Value, depth int) {
		if visits++; depth > maxPageDepth || visits > maxPages {
			return
		}
		kids := v.Key("Kids")
		if kids.Kind() != pdf.Array {
			if v.Key("Contents").Kind() != pdf.Null {
				pages = append(pages, v)
			}
			return
		}
		for i := range kids.Len() {
			walk(kids.Index(i), depth+1)
		}
	}
	walk(doc.Trailer().Key("Root").Key("Pages"), 0)
	return pages
}

// budget is how many unpacked bytes of page contents may still be read.
type budget struct{ left int64 }

// page returns the lines of a page. A page that is malformed gives those before
// the fault; only where the budget is spent there is an error.
func (b *budget) page(page pdf.Value) (lines []pdfLine, err error) {
	p := &pdfPage{fonts: make(map[string]*pdfFont)}
	defer func() {
		if x := recover(); x != nil {
			lines, err = p.lines, nil
		}
	}()
	if err := b.spend(page.Key("Contents")); err != nil {
		return nil, err
	}
	p.resources = inherited(page, "Resources")
	p.interpret(page.Key("Contents"))
	return p.lines, nil
}

// spend unpacks the streams of a page once, to know their size before they are
// interpreted.
func (b *budget) spend(contents pdf.Value) error {
	streams := []pdf.Value{contents}
	if contents.Kind() == pdf.Array {
		streams = nil
		for i := range contents.Len() {
			streams = append(streams, contents.Index(i))
		}
	}
	for _, s := range streams {
		if s.Kind() != pdf.Stream {
			continue
		}
		n, _ := io.Copy(io.Discard, io.LimitReader(s.Reader(), b.left+1))
		if b.left -= n; b.left < 0 {
			return problemf("unpacks to more than is allowed for one document: divide it or remove it").because(errTooBig)
		}
	}
	return nil
}

// inherited looks a key up in a page and the nodes above it.
func inherited(page pdf.Value, key string) pdf.Value {
	for depth := 0; depth < maxPageDepth && !page.IsNull(); depth++ {
		if v := page.Key(key); !v.IsNull() {
			return v
		}
		page = page.Key("Parent")
	}
	return pdf.Value{}
}

// readInfo takes the title and author that the file states, where they stand in
// the text too: programs write file names and user names there.
func readInfo(doc *pdf.Reader, a *Article) {
	head := strings.ToLower(oneLine(a.Text[:min(len(a.Text), 4000)]))
	info := doc.Trailer().Key("Info")
	for field, name := range map[*string]string{&a.Title: "Title", &a.Author: "Author"} {
		value := oneLine(printable(info.Key(name).Text()))
		if len(value) > 3 && strings.Contains(head, strings.ToLower(value)) {
			*field = value
		}
	}
}
