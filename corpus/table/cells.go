package table

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus/plaintext"
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
			next[i] = plaintext.PrintableLine(c)
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

// FirstFilled is the first cell of a row that holds anything, "" where none does.
func FirstFilled(row []string) string {
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
