package corpus

import (
	"strings"
	"time"

	"footnote/corpus/plaintext"
)

// Rules numbers the rules that articles are read and divided by. It rises when
// they change where no article of the sample shows it.
const Rules = 5

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

// manyHeadings is how many marked headings make a document of a text whose
// format says nothing of it.
const manyHeadings = 2

// authored reports whether a text in a format is a document whose own marks say
// what its parts are. Of a web page and of plain text, the article has first to be told
// from the page that it stood on.
func (f format) authored(text string) bool {
	switch f {
	case formatHTML:
		return false
	case formatNone, formatText, formatLines, formatJSON:
		return marksHeadings(text)
	}
	return true
}

// authored is format.authored by the article's path: what stands on a page is none.
func (a *Article) authored() bool {
	f := formatOf(a.Path)
	return (f != formatNone || addressOf(a.Path) == "") && f.authored(a.Text)
}

// marksHeadings reports whether a text holds several headings marked by "#".
func marksHeadings(text string) bool {
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

// settleAuthored settles the kinds of the blocks of a document: all of it is the
// article, and only a line that names what follows is a heading without a mark.
func (s *sheet) settleAuthored(title string) *sheet {
	s.authoredTitle(plaintext.Key(title))
	for i, p := range s.pieces {
		if p.Kind == Paragraph && i+1 < len(s.pieces) && s.pieces[i+1].Kind.Body() && s.namesNext(i) {
			p.Kind = Heading
		}
	}
	return s
}

// authoredTitle marks the heading or first line that is the title, else the first
// heading of the first level.
func (s *sheet) authoredTitle(key string) {
	first := true
	for i, p := range s.pieces[:min(len(s.pieces), headPieces)] {
		if p.Kind == FrontMatter || p.Kind == Furniture {
			continue
		}
		named := key == "" && p.Kind == Heading && p.Level == 1
		if named || key != "" && p.key == key && (p.Kind == Heading || first && p.Kind == Paragraph) {
			s.title, p.Kind = i, Title
			return
		}
		first = false
	}
}

// namesNext reports whether a line without a mark names what follows it: it is
// set in bold as a whole, asks, or is short and stands alone above running text.
func (s *sheet) namesNext(i int) bool {
	p, next := s.pieces[i], s.pieces[i+1]
	switch {
	case p.words > longestHeading || strings.Contains(p.text, "\n"):
		return false
	case isBold(p.text):
		return true
	case p.asks:
		return p.stops == 0
	}
	return p.scrap() && !p.pageSign() && p.words <= 8 && p.numbers == 0 && !strings.Contains(p.text, ":") &&
		s.alone(i) && next.Kind == Paragraph && (next.prose() || next.sentence())
}

// alone reports whether blank lines stand around a block.
func (s *sheet) alone(i int) bool {
	return (i == 0 || s.pieces[i-1].group != s.pieces[i].group) && s.pieces[i+1].group != s.pieces[i].group
}

// isBold reports whether a line is one run of bold text.
func isBold(s string) bool {
	for _, mark := range []string{"**", "__"} {
		if inner, ok := strings.CutPrefix(s, mark); ok && len(inner) > len(mark) {
			return strings.Index(strings.TrimRight(inner, ":"), mark) == len(strings.TrimRight(inner, ":"))-len(mark)
		}
	}
	return false
}
