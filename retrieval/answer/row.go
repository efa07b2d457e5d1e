package answer

import (
	"strings"
	"unicode"

	"footnote/corpus"
	"footnote/retrieval/answer/proof"
)

// isRow reports whether a line is a row of a table.
func isRow(line string) bool {
	return strings.Contains(line, "\t") || strings.Contains(line, "|") && len(corpus.Cells(line)) > 1
}

// readRow reads a row as it is said, with the heads of its columns.
func (c *candidate) readRow() {
	if c.row {
		c.sentence = read(c.text())
	}
}

// heads are the cells above a row, nil where they are not known, and the range
// they stand in where that is within the passage.
func (c *candidate) heads() ([]string, corpus.Span) {
	if c.ledBy.Len() > 0 {
		return corpus.Cells(c.article().Slice(c.ledBy)), c.ledBy
	}
	lines := strings.Split(c.passage.Heading, "\n")
	if last := lines[len(lines)-1]; strings.Contains(last, "\t") {
		return corpus.Cells(last), corpus.Span{}
	}
	return nil, corpus.Span{}
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
	return proof.Plain(strings.TrimPrefix(first+" – "+strings.Join(rest, "; "), " – "))
}
