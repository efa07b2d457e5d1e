// Package docx reads Word documents: paragraphs, the numbers that Word shows, tables,
// notes and formulas.
package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"strings"

	"footnote/corpus/container"
	"footnote/corpus/document"
	"footnote/corpus/plaintext"
)

// Read reads a Word document. It reads the two parts of the
// package that matter itself, with archive/zip and encoding/xml: the libraries
// for .docx that are kept and freely licensed write documents or fill templates,
// and load every part of a package, pictures too, before they show its text.
func Read(data []byte, limit int64) (*document.Document, error) {
	if len(data) == 0 {
		return nil, document.Problemf("is empty: save the document again or remove it")
	}
	pack, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, notWord(data).Because(err)
	}
	main := mainPart(pack, limit)
	body, err := container.OpenPart(pack, main, limit)
	if err != nil {
		return nil, err
	}
	part := func(name string) io.Reader {
		in, err := container.OpenPart(pack, path.Join(path.Dir(main), name), limit)
		if err != nil {
			return nil
		}
		return in
	}
	w := &reader{numbers: readNumbers(part("numbering.xml"), part("styles.xml")), notes: map[string]string{}}
	for _, name := range []string{"footnotes.xml", "endnotes.xml"} {
		if in := part(name); in != nil {
			_, _ = w.read(in) // a damaged part loses its notes
		}
	}
	text, err := w.read(body)
	if err != nil {
		return nil, container.Damaged(err)
	}
	a := &document.Document{Text: text}
	if a.Text == "" {
		return nil, document.Problemf("holds no text: it may hold pictures only; remove it or give the text")
	}
	a.Title = plaintext.OneLine(w.title)
	container.Properties(pack, limit, a)
	return a, nil
}

// mainPart is the name of the part that holds the text, as the package states
// it: online Word writes word/document2.xml.
func mainPart(pack *zip.Reader, limit int64) string {
	const usual = "word/document.xml"
	in, err := container.OpenPart(pack, "_rels/.rels", limit)
	if err != nil {
		return usual
	}
	var rels struct {
		List []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if xml.NewDecoder(in).Decode(&rels) != nil {
		return usual
	}
	for _, r := range rels.List {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			return strings.TrimPrefix(r.Target, "/")
		}
	}
	return usual
}

// notWord says what a file that is no package may be.
func notWord(data []byte) *document.Problem {
	if bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		return document.Problemf("is protected by a password or in the old .doc format: save it as .docx without a password")
	}
	return document.Problemf("is not a Word document or is damaged: save it as .docx again")
}
