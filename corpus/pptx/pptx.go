// Package pptx reads presentations.
package pptx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"footnote/corpus/container"
	"footnote/corpus/document"
	"footnote/corpus/plaintext"
	"footnote/corpus/table"
)

// Read reads a presentation, by archive/zip and encoding/xml:
// the libraries for .pptx in Go only write. Each slide is a section under its title, with
// its tables as tables and its speaker's notes behind.
func Read(data []byte, limit int64) (*document.Document, error) {
	parts, err := container.Open(data, limit, "presentation", ".pptx")
	if err != nil {
		return nil, err
	}
	slides, err := slideNames(parts)
	if err != nil {
		return nil, err
	}
	w := &writer{}
	for _, name := range slides {
		part, err := parts.Read(name)
		if err == nil {
			err = w.slide(part)
		}
		if err != nil {
			return nil, container.PartProblem(err)
		}
		if notes := parts.Target(name, "/notesSlide"); notes != "" {
			if part, err := parts.Read(notes); err == nil {
				w.notes(part)
			}
		}
	}
	a := &document.Document{Text: w.String(), Title: w.title}
	if w.texts == 0 {
		return nil, document.Problemf("holds no text: it may hold pictures only; remove it or give the text")
	}
	parts.Properties(a)
	return a, nil
}

// slideNames are the parts that hold the slides, in the order of showing.
func slideNames(parts *container.Parts) ([]string, error) {
	const main = "ppt/presentation.xml"
	data, err := parts.Read(main)
	if err != nil {
		return nil, document.Problemf("is a zip archive but not a presentation: unpack it and give the files").Because(err)
	}
	var show struct {
		Slides []struct {
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sldIdLst>sldId"`
	}
	if err := xml.Unmarshal(data, &show); err != nil {
		return nil, container.Damaged(err)
	}
	byID := map[string]string{}
	for _, rel := range parts.Relations(main) {
		byID[rel.ID] = rel.Target
	}
	var names []string
	for _, s := range show.Slides {
		for _, a := range s.Attrs {
			if a.Name.Local == "id" && a.Name.Space != "" && byID[a.Value] != "" {
				names = append(names, byID[a.Value])
			}
		}
	}
	if len(names) > container.MaxParts {
		return nil, document.Problemf("has more than %d slides: divide it", container.MaxParts)
	}
	return names, nil
}

// writer writes the text of slides.
type writer struct {
	table.Writer
	title string // of the first slide that has one
	texts int

	// paragraphs, and the rows of a table, of the shape at hand.
	paragraphs []string
	para       strings.Builder
	kind       string // of the shape: "title", "body" and others; "" for a plain one
	rows       [][]string
	row        []string
	inText     bool
}

// slide writes one slide.
func (w *writer) slide(part []byte) error {
	w.paragraphs, w.row, w.rows, w.kind = nil, nil, nil, ""
	return w.walk(part, w.shape)
}

// notes writes what the speaker noted on a slide.
func (w *writer) notes(part []byte) {
	_ = w.walk(part, func() { // damaged notes are lost
		if w.kind == "body" && len(w.paragraphs) > 0 {
			w.Paragraph("Notes: " + strings.Join(w.paragraphs, "\n\n"))
			w.texts++
		}
	})
}

// walk reads a part and calls shape at the end of each shape.
func (w *writer) walk(part []byte, shape func()) error {
	in := xml.NewDecoder(bytes.NewReader(part))
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			w.begin(t)
		case xml.CharData:
			if w.inText {
				w.para.Write(t)
			}
		case xml.EndElement:
			w.end(t.Name.Local, shape)
		}
	}
}

func (w *writer) begin(t xml.StartElement) {
	switch t.Name.Local {
	case "sp", "graphicFrame":
		w.kind, w.paragraphs = "", nil
	case "ph":
		if w.kind = container.Attribute(t, "type"); w.kind == "" {
			w.kind = "body"
		}
	case "tbl":
		w.rows = nil
	case "tr":
		w.row = nil
	case "tc":
		w.paragraphs = nil
	case "t":
		w.inText = true
	case "br", "tab":
		w.para.WriteByte(' ')
	}
}

func (w *writer) end(name string, shape func()) {
	switch name {
	case "t":
		w.inText = false
	case "p":
		if s := plaintext.PrintableLine(w.para.String()); s != "" {
			w.paragraphs = append(w.paragraphs, s)
		}
		w.para.Reset()
	case "tc":
		w.row = append(w.row, strings.Join(w.paragraphs, " "))
		w.paragraphs = nil
	case "tr":
		w.rows = append(w.rows, w.row)
	case "tbl":
		before := w.Rows()
		w.Table(w.rows)
		w.texts += w.Rows() - before
	case "sp":
		shape()
		w.paragraphs, w.kind = nil, ""
	}
}

// shape writes a shape of a slide: its title as a heading, several paragraphs as a
// list. What stands on every slide, numbers, dates and foots, is left out.
func (w *writer) shape() {
	if len(w.paragraphs) == 0 {
		return
	}
	switch w.kind {
	case "sldNum", "dt", "ftr", "hdr":
		return
	case "title", "ctrTitle":
		title := strings.Join(w.paragraphs, " ")
		if w.title == "" {
			w.title = title
			w.Heading("#", title)
		} else {
			w.Heading("##", title)
		}
		return
	}
	w.texts++
	if len(w.paragraphs) == 1 {
		w.Paragraph(w.paragraphs[0])
		return
	}
	for _, p := range w.paragraphs {
		w.Item(p)
	}
	w.EndList()
}
