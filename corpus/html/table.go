package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/corpus/plaintext"
)

const (
	// longestCell is the length of a cell, in bytes, above which a table lays out the page.
	longestCell = 600
	// mostCells bounds what one cell may span.
	mostCells = 100
)

// isGrid reports whether a table is one of rows and columns, and not a way of
// laying out the page: it holds no table, heading or list of its own, and its cells are short.
func isGrid(table *html.Node) bool {
	if attr(table, "role") == "presentation" {
		return false
	}
	rows := 0
	for n := range table.Descendants() {
		switch {
		case n.DataAtom == atom.Table || isHeading(n.DataAtom) || n.DataAtom == atom.Pre || n.DataAtom == atom.Blockquote:
			return false
		case n.DataAtom == atom.Tr:
			rows++
		case (n.DataAtom == atom.Td || n.DataAtom == atom.Th) && isLong(n):
			return false
		}
	}
	return rows > 0
}

func isLong(n *html.Node) bool {
	size := 0
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			size += len(strings.TrimSpace(d.Data))
		}
		if size > longestCell {
			return true
		}
	}
	return false
}

// spanned is a cell that reaches down into further rows.
type spanned struct {
	text string
	rows int
}

// grid writes a table a row a line, its cells between tabs. A cell that spans rows or
// a head that spans columns stands in each of them, so that a row says all of itself.
func (r *renderer) grid(table *html.Node) {
	var down []spanned
	for n := range table.Descendants() {
		switch n.DataAtom {
		case atom.Caption:
			r.wrap(2)
			r.children(n)
			r.wrap(2)
		case atom.Tr:
			var cells []string
			cells, down = rowOf(n, down)
			r.row(cells)
		}
	}
	r.wrap(2)
}

// row writes a line of cells, of which those at its end that are empty are left out.
func (r *renderer) row(cells []string) {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return
	}
	r.wrap(1)
	r.flush()
	r.out.WriteString(strings.Join(cells, "\t"))
	r.wrap(1)
}

// rowOf are the cells of a row, with those that reach down into it, and those that
// reach on into the next.
func rowOf(tr *html.Node, above []spanned) (cells []string, below []spanned) {
	put := func(text string, rows int) {
		cells, below = append(cells, text), append(below, spanned{text, rows})
	}
	fromAbove := func() {
		for len(cells) < len(above) && above[len(cells)].rows > 0 {
			a := above[len(cells)]
			put(a.text, a.rows-1)
		}
	}
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th || hidden(c) {
			continue
		}
		fromAbove()
		text, rows := cellText(c), span(c, "rowspan")-1
		put(text, rows)
		if c.DataAtom == atom.Td {
			text = ""
		}
		for range span(c, "colspan") - 1 {
			put(text, rows)
		}
	}
	fromAbove()
	return cells, below
}

func span(n *html.Node, name string) int {
	return min(max(1, plaintext.Number(attr(n, name))), mostCells)
}

// cellText is the text of a cell on one line.
func cellText(n *html.Node) string {
	r := &renderer{line: true}
	r.children(n)
	return strings.Join(strings.Fields(r.out.String()), " ")
}
