package extract

import (
	"slices"
	"strings"
	"unicode"

	"footnote/corpus"
	"footnote/retrieval/answer/quotation"
	"footnote/retrieval/terms"
)

// ofRowsAsked leaves away the rows about something else where the question names what
// another row of their table is about: "What does an oar cost?" is answered by the row
// of the oar. Who asks for several, or compares, may mean the others.
func (q *question) ofRowsAsked(all []*candidate) []*candidate {
	if q.plural || q.compares {
		return all
	}
	named, tables := map[*candidate]bool{}, map[string]bool{}
	for _, c := range all {
		if c.led.Row && q.names(c) {
			named[c], tables[c.table()], c.asked = true, true, q.asksColumn(c)
		}
	}
	if len(named) == 0 {
		return all
	}
	return slices.DeleteFunc(all, func(c *candidate) bool { return c.led.Row && !named[c] && tables[c.table()] })
}

// asksColumn reports whether the question names the head of a column of a row, or says
// it in another word.
func (q *question) asksColumn(c *candidate) bool {
	heads := c.heads()
	if len(heads) < 2 {
		return false
	}
	columns := read(strings.Join(heads[1:], "\n"))
	for i := range q.words {
		if w := &q.words[i]; matchWord(w, columns) > 0 || w.relatesTo(columns) {
			return true
		}
	}
	return false
}

// table tells the tables of articles apart, by their heads.
func (c *candidate) table() string {
	return c.article().ID + "\n" + strings.Join(c.heads(), "\t")
}

// names reports whether the question holds all that the first cell of a row says.
func (q *question) names(c *candidate) bool {
	cells, some := corpus.Cells(c.article().Slice(c.span)), false
	if len(cells) == 0 {
		return false
	}
	for _, t := range terms.Tokens(cells[0]) {
		if !t.Stop && !q.has[t.Term] {
			return false
		}
		some = some || !t.Stop
	}
	return some
}

// heads are the cells above a row, nil where they are not known.
func (c *candidate) heads() []string {
	if c.led.Len() > 0 {
		return corpus.Cells(c.article().Slice(c.led.Span))
	}
	return c.passage.Columns()
}

// rowText says a row in a line: its first cell, and the others with the heads of
// their columns: "Oar – Price: 15 crowns; Weight: 3 kg".
func rowText(heads, cells []string) string {
	var rest []string
	for i, cell := range cells[1:] {
		if cell == "" {
			continue
		}
		if i+1 < len(heads) && len(heads) == len(cells) && heads[i+1] != "" {
			cell = strings.TrimRight(heads[i+1], ": ") + ": " + cell
		}
		rest = append(rest, cell)
	}
	first := cells[0]
	if len(heads) == len(cells) && heads[0] != "" && first != "" && !strings.ContainsFunc(first, unicode.IsLetter) {
		first = heads[0] + " " + first // a number or code alone
	}
	return quotation.Plain(strings.Trim(first+" – "+strings.Join(rest, "; "), " –"))
}
