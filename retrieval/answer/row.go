package answer

import (
	"strings"
	"unicode"

	"footnote/corpus"
	"footnote/retrieval/answer/quotation"
)

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
