package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isFigure reports whether a cell is a number, an amount or a date.
func isFigure(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "+-−$€£~<>≈ "))
	if !unicode.IsDigit(r) {
		return false
	}
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters < 4
}

// cleanRows squeezes the cells of rows to one line and takes out empty rows.
func cleanRows(rows [][]string) [][]string {
	var clean [][]string
	for _, row := range rows {
		next := make([]string, len(row))
		for i, c := range row {
			next[i] = printableLine(c)
		}
		for len(next) > 0 && next[len(next)-1] == "" {
			next = next[:len(next)-1]
		}
		if len(next) > 0 {
			clean = append(clean, next)
		}
	}
	return clean
}

// printableLine is s on one line without signs that show nothing.
func printableLine(s string) string {
	return oneLine(printable(strings.ToValidUTF8(s, "\ufffd")))
}

func cell(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

func filled(row []string) int {
	n := 0
	for _, c := range row {
		if c != "" {
			n++
		}
	}
	return n
}

func firstFilled(row []string) string {
	for _, c := range row {
		if c != "" {
			return c
		}
	}
	return ""
}

func widestCell(row []string) int {
	n := 0
	for _, c := range row {
		n = max(n, len(c))
	}
	return n
}

// Cells are the cells of a row of a table: between bars or tabs, or the elements of
// a row in HTML, without their tags.
func Cells(row string) []string {
	if strings.Contains(row, "<t") || strings.Contains(row, "<T") {
		if cells := cellHTML.Split(row, -1); len(cells) > 1 {
			for i, c := range cells {
				cells[i] = oneLine(WithoutTags(c))
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

// oneRow is a row on one line, its cells parted by tabs.
func oneRow(row string) string { return strings.Join(Cells(row), "\t") }
