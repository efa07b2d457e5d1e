package corpus

import (
	"errors"
	"net/http"
	"path"

	"footnote/corpus/boilerplate"
	"footnote/corpus/chat"
	"footnote/corpus/document"
	"footnote/corpus/docx"
	"footnote/corpus/epub"
	"footnote/corpus/html"
	"footnote/corpus/pptx"
	"footnote/corpus/rst"
	"footnote/corpus/table"
	"footnote/corpus/xlsx"
)

// ReadDocument makes an article of one document that is in memory: an
// attachment, a page that was fetched. The format is told by mediaType, such as
// "text/html; charset=utf-8", where that names one, else by the ending of name,
// else by the first bytes. The article's ID is the name without its
// ending and its path the name; where name is the address of a web page, it is the article's
// URL too, unless the page states another. The error is a *Problem.
func ReadDocument(name, mediaType string, data []byte) (*Article, error) {
	r := NewReader()
	f := documentFormat(name, mediaType, data)
	if f == formatNone || f == formatLines {
		return nil, &Problem{Path: name, Reason: "is not a document that can be read: use " + Endings}
	}
	if int64(len(data)) > r.Limits.FileBytes {
		return nil, &Problem{Path: name, Reason: tooLarge(r.Limits.FileBytes).Reason}
	}
	a, err := r.readDocument(f, input{data: data, mediaType: mediaType, address: document.Address(name)})
	if err != nil {
		var p *Problem
		if errors.As(err, &p) {
			p.Path = name
		}
		return nil, err
	}
	a.ID, a.Path = stem(name), name
	return a, nil
}

// documentFormat finds the format of a document. "text/plain" is said of all
// kinds of text, so there the name's ending goes first.
func documentFormat(name, mediaType string, data []byte) format {
	byName, byMedia := formatOf(name), formatOfMedia(mediaType)
	switch {
	case byMedia != formatNone && (byMedia != formatText || byName == formatNone):
		return byMedia
	case byName != formatNone:
		return byName
	case path.Ext(name) == "" || document.Address(name) != "":
		return formatOfMedia(http.DetectContentType(data))
	}
	return formatNone
}

// input is what a whole document is read from.
type input struct {
	data []byte
	// mediaType and address are "" where they are not known.
	mediaType, address string
}

// readDocument makes an article of one whole document. What neither front
// matter nor metadata say of it may stand in its text.
func (r *Reader) readDocument(f format, d input) (*Article, error) {
	doc, err := r.parse(f, d)
	if err != nil {
		return nil, err
	}
	boilerplate.ReadMetadata(doc, f.authored(doc.Text))
	return newArticle(doc), nil
}

func (r *Reader) parseDocument(f format, d input) (*document.Document, error) {
	switch f {
	case formatText:
		return readText(d.data, false)
	case formatMarkdown:
		return readText(d.data, true)
	case formatHTML:
		return html.Read(d.data, d.mediaType, d.address)
	case formatPDF:
		return readPDF(d.data, r.Limits.UnpackedBytes)
	case formatWord:
		return docx.Read(d.data, r.Limits.UnpackedBytes)
	case formatCSV:
		return table.ReadCSV(d.data, 0)
	case formatTSV:
		return table.ReadCSV(d.data, '\t')
	case formatSheets:
		return xlsx.Read(d.data, r.Limits.UnpackedBytes)
	case formatSlides:
		return pptx.Read(d.data, r.Limits.UnpackedBytes)
	case formatBook:
		return epub.Read(d.data, r.Limits.UnpackedBytes)
	case formatRST:
		return rst.Read(d.data)
	case formatJSON:
		return chat.ReadJSON(d.data)
	}
	return nil, document.Problemf("has an ending that is not read: use " + AllEndings)
}

func tooLarge(limit int64) *Problem {
	return document.Problemf("is larger than %d MB: divide it", limit>>20)
}
