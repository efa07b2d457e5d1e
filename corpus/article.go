// Package corpus reads articles and divides them into passages.
//
// An article's text is never altered: everything the rest of the program says
// about it is a range of its bytes, so that whoever holds the original can
// check every quote. All offsets are byte offsets into UTF-8 text.
package corpus

import (
	"time"

	"footnote/corpus/date"
	"footnote/corpus/document"
	"footnote/corpus/plaintext"
)

// Article is one document as it was read.
type Article struct {
	// ID names the article; it is unique within a library.
	ID string
	// Title, URL, Source (the outlet) and Author are empty where the document
	// does not state them; they are never guessed.
	Title, URL, Source, Author string
	// Published is the day or moment the document gives for itself; the zero
	// time means that it gives none.
	Published time.Time
	// Text is the document's text. For .txt, .md and .jsonl it is exactly the
	// file's or field's bytes; for .html, .pdf and .docx what was extracted.
	Text string
	// Pages holds the byte of Text at which each page begins, in order; nil for
	// documents without pages.
	Pages []int
	// Lost names in one sentence, without a full stop, what of the document is
	// left out as it cannot be read; "" where nothing is.
	Lost string
	// Path is the file or address the article was read from, for messages.
	Path string
}

// newArticle makes an article of what was read of a document.
func newArticle(d *document.Document) *Article {
	return &Article{Title: d.Title, URL: d.URL, Source: d.Source, Author: d.Author, Published: d.Published,
		Text: d.Text, Pages: d.Pages, Lost: d.Lost}
}

// Date returns the day of publication as 2006-01-02, and "" where it is unknown.
func (a *Article) Date() string {
	if a.Published.IsZero() {
		return ""
	}
	return a.Published.Format(time.DateOnly)
}

// Slice returns the article's text in s. It panics where s lies outside the
// text, as slicing does: a Span belongs to the article it was made for.
func (a *Article) Slice(s Span) string { return a.Text[s.Start:s.End] }

// Span is a half-open range of bytes.
type Span = plaintext.Span

// ParseDate reads a date that stands alone, in the forms of standards or in words;
// ok is false for anything else, and for forms that mean different days in different
// countries.
func ParseDate(s string) (t time.Time, ok bool) { return date.Parse(s) }
