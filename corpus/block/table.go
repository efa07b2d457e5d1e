package block

import (
	"strings"
	"unicode"

	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

// Sentences divides the block into sentences: listings and tables line by line, since
// their lines are what can be quoted.
func (b Block) Sentences(text string) []plaintext.Span {
	switch {
	case b.Row:
		return []plaintext.Span{b.Span}
	case b.Kind != Code && b.Kind != Table:
		return sentence.Split(text, b.Span)
	}
	var all []plaintext.Span
	for _, l := range plaintext.Lines(text, b.Span) {
		if line := text[l.Start:l.End]; !l.Blank() && (b.Kind == Code || !tableRule.MatchString(line)) {
			all = append(all, l.Span)
		}
	}
	return all
}

// TableHead is the head row of a table: the one above a rule of dashes, or the
// first row of cells between tabs where it names columns of numbers.
func (b Block) TableHead(text string) plaintext.Span {
	if b.Kind != Table || b.Row {
		return b.head
	}
	lines := plaintext.Lines(text, b.Span)
	if len(lines) < 2 {
		return plaintext.Span{}
	}
	if tableRule.MatchString(text[lines[1].Start:lines[1].End]) {
		return lines[0].Span
	}
	if namesColumns(text, lines) {
		return lines[0].Span
	}
	return plaintext.Span{}
}

// namesColumns reports whether the first row holds no digit and some column
// below it holds numbers in most rows.
func namesColumns(text string, lines []plaintext.Line) bool {
	head := Cells(text[lines[0].Start:lines[0].End])
	if len(head) < 2 || strings.ContainsFunc(strings.Join(head, ""), unicode.IsDigit) {
		return false
	}
	numbers := make([]int, len(head))
	for _, l := range lines[1:] {
		for i, cell := range Cells(text[l.Start:l.End]) {
			if i < len(head) && strings.ContainsFunc(cell, unicode.IsDigit) {
				numbers[i]++
			}
		}
	}
	for _, n := range numbers {
		if 3*n >= 2*(len(lines)-1) {
			return true
		}
	}
	return false
}

// Cells are the cells of a row of a table: between bars or tabs, or the elements of
// a row in HTML, without their tags.
func Cells(row string) []string {
	if strings.Contains(row, "<t") || strings.Contains(row, "<T") {
		if cells := cellHTML.Split(row, -1); len(cells) > 1 {
			for i, c := range cells {
				cells[i] = plaintext.OneLine(WithoutTags(c))
			}
			return cells[1:]
		}
	}
	mark := "\t"
	if strings.Contains(row, "|") && !strings.Contains(row, mark) {
		mark = "|"
		row = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(row), mark), mark)
	}
	cells := strings.Split(row, mark)
	for i, c := range cells {
		cells[i] = strings.TrimSpace(c)
	}
	return cells
}
