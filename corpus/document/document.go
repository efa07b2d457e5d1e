// Package document is what readers of formats return: a document's text with what
// it says of itself, or the problem that keeps it from being read.
package document

import (
	"strings"
	"time"

	"footnote/corpus/date"
	"footnote/corpus/plaintext"
)

// Document is a document as a reader of its format returns it: its text, and what it
// says of itself.
type Document struct {
	// Title, URL, Source (the outlet) and Author are empty where the document
	// does not state them.
	Title, URL, Source, Author string
	// Published is the day or moment the document gives for itself; the zero
	// time means that it gives none.
	Published time.Time
	// Text is the document's text: the bytes of plain text and Markdown, of other
	// formats what was extracted.
	Text string
	// Pages holds the byte of Text at which each page begins, in order; nil for
	// documents without pages.
	Pages []int
	// Lost names in one sentence, without a full stop, what of the document is
	// left out as it cannot be read; "" where nothing is.
	Lost string
}

// Fill sets a field that is empty to value on one line.
func Fill(field *string, value string) {
	if *field == "" {
		*field = plaintext.OneLine(value)
	}
}

// Metadata holds what the head of a document says about it.
type Metadata struct {
	Title, URL, Source, Author, Published string
}

// Apply fills in those of the document's fields that are still empty.
func (f Metadata) Apply(a *Document) {
	Fill(&a.Title, f.Title)
	Fill(&a.URL, f.URL)
	Fill(&a.Source, f.Source)
	Fill(&a.Author, f.Author)
	if a.Published.IsZero() {
		a.Published, _ = date.Parse(f.Published)
	}
}

// Address returns name where it is the address of a web page, else "".
func Address(name string) string {
	if strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://") {
		return name
	}
	return ""
}
