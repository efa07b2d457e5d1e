package block

import (
	"strings"
	"time"

	"footnote/corpus/plaintext"
)

// Kind is what a block of an article is.
type Kind int

// The kinds of blocks. Paragraph to Message are the article's body, which
// passages are made of; the rest is kept out of them.
const (
	Paragraph   Kind = iota
	Item             // an item of a list, without its bullet
	Quotation        // a paragraph marked ">"
	Code             // a fenced listing
	Table            // rows of a table
	Message          // a message of a chat, or a part of one
	Title            // the article's title where it first stands in the text
	Heading          // a line that names what follows
	Furniture        // what belongs to the page and not to the article
	FrontMatter      // the head of a Markdown file
)

var kindNames = [...]string{"paragraph", "item", "quotation", "code", "table", "message", "title", "heading", "furniture", "frontmatter"}

// String names the kind in one lower-case word.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return "unknown"
	}
	return kindNames[k]
}

// Body tells whether blocks of the kind belong to the article's body.
func (k Kind) Body() bool { return k <= Message }

// Block is a part of an article's text between two breaks: a paragraph, a
// heading, an item of a list.
type Block struct {
	Kind Kind
	// Span is the block's range without the white space around it and
	// without the mark of a heading, item or quotation.
	plaintext.Span
	// Level is 1 to 6 for a heading marked as such in Markdown, else 0.
	Level int
	// Speaker wrote the message that the block is a part of, at Time, which is
	// zero where the export does not say it without doubt; both are empty
	// outside of chats. The questions of a chat are its headings.
	Speaker string
	Time    time.Time

	// Group numbers the runs of blocks between blank lines.
	Group int
	// raw marks a block whose kind its marks have settled.
	raw bool
	// Row marks a block that is one row of a table, and head is the head row of that
	// table, empty where it is not known.
	Row  bool
	head plaintext.Span
	// Closes: the part that a heading without a mark named ends before the block.
	Closes bool
	// Message is the number of the message of a chat, from 1, 0 elsewhere.
	Message int
}

// MarksHeadings reports whether a text holds several headings marked by "#".
func MarksHeadings(text string) bool {
	n := 0
	for at := strings.IndexByte(text, '#'); at >= 0 && n < manyHeadings; {
		if (at == 0 || text[at-1] == '\n') && atxHeading.MatchString(text[at:min(len(text), at+8)]) {
			n++
		}
		next := strings.Index(text[at:], "\n#")
		if next < 0 {
			break
		}
		at += next + 1
	}
	return n >= manyHeadings
}

// manyHeadings is how many marked headings make a document of a text whose
// format says nothing of it.
const manyHeadings = 2
