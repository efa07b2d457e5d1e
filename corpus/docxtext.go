package corpus

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode"
)

// wordReader writes the text of word/document.xml: paragraphs and headings
// between blank lines, items of lists and rows of tables on lines.
type wordReader struct {
	in    *xml.Decoder
	out   strings.Builder
	title string // of the first paragraph in the style Title

	para  strings.Builder
	style string
	item  bool
	// tables is how deep in tables the reader is; cells are those of the row.
	tables int
	cells  []string
	// hidden counts open elements whose text does not count: deleted text
	// and the second form of alternative content.
	hidden int
	// inText: within an element that holds text.
	inText bool
	// last is what the last block was: an item or a row follows its like on the
	// next line.
	last wordBlock
}

// wordBlock is a kind of block.
type wordBlock int

const (
	wordParagraph wordBlock = iota
	wordItem
	wordRow
)

func (w *wordReader) read() error {
	for {
		token, err := w.in.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			w.start(t)
		case xml.EndElement:
			w.end(t.Name.Local)
		case xml.CharData:
			if w.inText && w.hidden == 0 {
				w.para.Write(t)
			}
		}
	}
}

// start handles an element by its local name; the names of text do not occur in
// the other namespaces of a document's body, but for "t" of drawings, whose
// text belongs to the text too.
func (w *wordReader) start(t xml.StartElement) {
	switch t.Name.Local {
	case "del", "moveFrom", "Fallback":
		w.hidden++
	case "t":
		w.inText = true
	case "tab":
		w.space(" ")
	case "br", "cr":
		w.space("\n")
	case "noBreakHyphen":
		w.space("-")
	case "pStyle":
		w.style = strings.ToLower(value(t))
	case "numPr":
		w.item = true
	case "tbl":
		w.tables++
	case "tr":
		w.cells = nil
	}
}

func (w *wordReader) space(s string) {
	if w.hidden == 0 {
		w.para.WriteString(s)
	}
}

// value is the attribute w:val.
func value(t xml.StartElement) string {
	for _, a := range t.Attr {
		if a.Name.Local == "val" {
			return a.Value
		}
	}
	return ""
}

func (w *wordReader) end(name string) {
	switch name {
	case "del", "moveFrom", "Fallback":
		w.hidden--
	case "t":
		w.inText = false
	case "p":
		w.endParagraph()
	case "tr":
		if text := strings.Trim(strings.Join(w.cells, "\t"), "\t"); text != "" {
			w.write(text, wordRow)
		}
		w.cells = nil
	case "tbl":
		w.tables--
	case "tc":
		w.cells = append(w.cells, oneLine(w.para.String()))
		w.para.Reset()
	}
}

// endParagraph writes the paragraph, or in a table leaves it for the cell.
func (w *wordReader) endParagraph() {
	if w.tables > 0 {
		w.para.WriteByte(' ')
		return
	}
	text := printable(w.para.String())
	item, style := w.item, w.style
	w.para.Reset()
	w.item, w.style = false, ""
	switch {
	case text == "":
		return
	case style == "title" && w.title == "":
		w.title = text
	case item && !strings.HasPrefix(style, "heading"):
		w.write("- "+text, wordItem)
		return
	}
	w.write(text, wordParagraph)
}

func (w *wordReader) write(text string, kind wordBlock) {
	switch {
	case w.out.Len() == 0:
	case kind != wordParagraph && kind == w.last:
		w.out.WriteString("\n")
	default:
		w.out.WriteString("\n\n")
	}
	w.out.WriteString(text)
	w.last = kind
}

// printable takes the signs that show nothing out of a paragraph.
func printable(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || !inkless(r):
			return r
		case unicode.IsSpace(r):
			return ' '
		}
		return -1
	}, s)
	return strings.TrimSpace(s)
}
