package corpus

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"

	"footnote/corpus/document"
	"footnote/corpus/sandbox"
)

// ForeignDocument and ForeignPDF are the kinds of the tasks that parse documents, and
// ParseForeign the handler that a child process needs for them. A child prepares for
// PDFs by pdf.Prepare.
const (
	ForeignDocument = "document"
	ForeignPDF      = "pdf"
)

// foreign is a document on its way to a child process: in JSON, and behind it,
// after a line feed, the bytes of the document.
type foreign struct {
	Format             int
	MediaType, Address string
	Limits             Limits
}

// isolated reports whether a document is parsed in a child: all but plain text,
// and Markdown that states nothing in front.
func isolated(f format, data []byte) bool {
	switch f {
	case formatText:
		return false
	case formatMarkdown:
		start := strings.TrimLeft(string(data[:min(len(data), 16)]), "\ufeff")
		return strings.HasPrefix(start, "---") || strings.HasPrefix(start, "+++")
	}
	return true
}

// parse reads a whole document, in a child process where it may do
// harm.
func (r *Reader) parse(f format, d input) (*document.Document, error) {
	if !isolated(f, d.data) {
		return r.parseDocument(f, d)
	}
	payload, err := json.Marshal(foreign{int(f), d.mediaType, d.address, r.Limits})
	if err != nil {
		return nil, err
	}
	payload = append(append(payload, '\n'), d.data...)
	kind := ForeignDocument
	if f == formatPDF {
		kind = ForeignPDF
	}
	got, err := sandbox.Do(context.Background(), kind, payload, ParseForeign)
	var refused *sandbox.Refusal
	switch {
	case errors.As(err, &refused):
		return nil, document.Problemf("%s", refused.Reason).At(refused.Line)
	case err != nil:
		return nil, document.Problemf("cannot be read: %v", err).Because(err)
	}
	doc := new(document.Document)
	return doc, json.Unmarshal(got, doc)
}

// ParseForeign is the sandbox.Handler of ForeignDocument and ForeignPDF.
func ParseForeign(payload []byte) ([]byte, error) {
	var d foreign
	head, data, _ := bytes.Cut(payload, []byte("\n"))
	if err := json.Unmarshal(head, &d); err != nil {
		return nil, err
	}
	r := NewReader()
	r.Limits = d.Limits
	doc, err := r.parseDocument(format(d.Format), input{data: data, mediaType: d.MediaType, address: d.Address})
	var p *Problem
	switch {
	case errors.As(err, &p):
		return nil, &sandbox.Refusal{Reason: p.Reason, Line: p.Line}
	case err != nil:
		return nil, err
	}
	return json.Marshal(doc)
}
