package corpus

import (
	"footnote/corpus/block"
	"footnote/corpus/boilerplate"
	"footnote/corpus/document"
)

// Rules numbers the rules that articles are read and divided by. It rises when
// they change where no article of the sample shows it.
const Rules = 5

// The kinds of blocks that a Part tells apart.
const (
	Item    = block.Item
	Code    = block.Code
	Message = block.Message
)

// Outline divides an article's text into blocks, in order and without
// overlaps, and tells the article from the page it stood on. It looks at this
// article alone, at the shape, place and repetition of its lines, so that it
// holds for sites it has never seen. White space and marks lie between blocks.
func Outline(a *Article) []block.Block {
	blocks := block.Divide(a.Text)
	if block.IsChat(blocks) {
		return blocks
	}
	boilerplate.Settle(a.Title, a.Text, blocks, a.authored())
	return blocks
}

// authored reports whether a text in a format is a document whose own marks say
// what its parts are. Of a web page and of plain text, the article has first to be told
// from the page that it stood on.
func (f format) authored(text string) bool {
	switch f {
	case formatHTML:
		return false
	case formatNone, formatText, formatLines, formatJSON:
		return block.MarksHeadings(text)
	}
	return true
}

// authored is format.authored by the article's path: what stands on a page is none.
func (a *Article) authored() bool {
	f := formatOf(a.Path)
	return (f != formatNone || document.Address(a.Path) == "") && f.authored(a.Text)
}

// Cells are the cells of a row of a table: between bars or tabs, or the elements of
// a row in HTML, without their tags.
func Cells(row string) []string { return block.Cells(row) }
