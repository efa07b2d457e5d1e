package corpus

import "time"

// Rules numbers the rules that articles are read and divided by. It rises when
// they change where no article of the sample shows it.
const Rules = 3

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
	Span
	// Level is 1 to 6 for a heading marked as such in Markdown, else 0.
	Level int
	// Speaker wrote the message that the block is a part of, at Time, which is
	// zero where the export does not say it without doubt; both are empty
	// outside of chats. The questions of a chat are its headings.
	Speaker string
	Time    time.Time

	// group numbers the runs of blocks between blank lines.
	group int
	// raw marks a block whose kind its marks have settled.
	raw bool
	// row marks a block that is one row of a table, and head is the head row of that
	// table, empty where it is not known.
	row  bool
	head Span
	// closes: the part that a heading without a mark named ends before the block.
	closes bool
	// message is the number of the message of a chat, from 1, 0 elsewhere.
	message int
}

// Outline divides an article's text into blocks, in order and without
// overlaps, and tells the article from the page it stood on. It looks at this
// article alone, at the shape, place and repetition of its lines, so that it
// holds for sites it has never seen. White space and marks lie between blocks.
func Outline(a *Article) []Block {
	blocks := divide(a.Text)
	if isChat(blocks) {
		return blocks
	}
	settle(a.Title, a.Text, blocks, a.authored())
	return blocks
}

// isChat reports whether blocks are the messages of a chat.
func isChat(blocks []Block) bool { return len(blocks) > 0 && blocks[0].message > 0 }
