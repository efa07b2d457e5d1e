package rst

import (
	"encoding/csv"
	"regexp"
	"strings"

	"footnote/corpus/block"
	"footnote/corpus/plaintext"
	"footnote/corpus/table"
)

var (
	gridRule   = regexp.MustCompile(`^\+([-=]+\+)+$`)
	simpleRule = regexp.MustCompile(`^=+( +=+)+$`)
	listRow    = regexp.MustCompile(`^\* - ?`)
	listCell   = regexp.MustCompile(`^  - ?`)
)

// table writes rows, the first as heads, as a table of Markdown.
func (w *writer) table(rows [][]string) {
	for _, row := range rows {
		for i := range row {
			row[i] = inline(row[i])
		}
	}
	sheet := &table.Writer{}
	sheet.Table(rows)
	if text := sheet.String(); text != "" {
		w.out = append(w.out, "")
		w.out = append(w.out, strings.Split(text, "\n")...)
		w.out = append(w.out, "")
	}
}

// gridTable writes the table drawn with plus signs and bars at the line at hand.
func (w *writer) gridTable() bool {
	top := strings.TrimSpace(w.lines[w.at])
	if !gridRule.MatchString(top) {
		return false
	}
	var rows [][]string
	var row []string
	for ; w.at < len(w.lines); w.at++ {
		l := strings.TrimSpace(w.lines[w.at])
		switch {
		case strings.HasPrefix(l, "+"):
			if row != nil {
				rows, row = append(rows, row), nil
			}
		case strings.HasPrefix(l, "|"):
			row = joinCells(row, block.Cells(l))
		default:
			w.table(rows)
			return true
		}
	}
	w.table(rows)
	return true
}

// joinCells adds the cells of a further line of a row.
func joinCells(row, more []string) []string {
	for i, c := range more {
		if i == len(row) {
			row = append(row, "")
		}
		row[i] = strings.TrimSpace(row[i] + " " + c)
	}
	return row
}

// simpleTable writes the table between lines of equals signs at the line at hand. A
// line whose first column is empty goes on with the row above it.
func (w *writer) simpleTable() bool {
	rule := strings.TrimSpace(w.lines[w.at])
	if !simpleRule.MatchString(rule) {
		return false
	}
	indent := indentOf(w.lines[w.at])
	columns := columnsOf(rule)
	var rows [][]string
	rules := 1
	for w.at++; w.at < len(w.lines) && rules < 3; w.at++ {
		l := w.lines[w.at]
		if simpleRule.MatchString(strings.TrimSpace(l)) {
			if rules++; rules == 2 && (w.at+1 == len(w.lines) || w.lines[w.at+1] == "") {
				w.at++
				break // a table without heads
			}
			continue
		}
		if l == "" {
			continue
		}
		row := columnCells(l[min(indent, len(l)):], columns)
		if row[0] == "" && len(rows) > 0 {
			joinCells(rows[len(rows)-1], row)
		} else {
			rows = append(rows, row)
		}
	}
	w.table(rows)
	return true
}

// columnsOf are the bytes at which the columns below a rule begin.
func columnsOf(rule string) []int {
	var columns []int
	for i := range len(rule) {
		if rule[i] == '=' && (i == 0 || rule[i-1] == ' ') {
			columns = append(columns, i)
		}
	}
	return columns
}

// columnCells cuts a line at its columns, as far as it reaches.
func columnCells(l string, columns []int) []string {
	cells := make([]string, len(columns))
	for i, from := range columns {
		to := len(l)
		if i+1 < len(columns) {
			to = min(to, plaintext.RuneStart(l, min(columns[i+1], len(l))))
		}
		if from = plaintext.RuneStart(l, min(from, len(l))); from < to {
			cells[i] = strings.TrimSpace(l[from:to])
		}
	}
	return cells
}

// listTable are the rows of a list of lists.
func listTable(body []string) [][]string {
	var rows [][]string
	for _, l := range dedent(body) {
		switch {
		case listRow.MatchString(l):
			rows = append(rows, []string{listRow.ReplaceAllString(l, "")})
		case len(rows) == 0 || l == "":
		case listCell.MatchString(l):
			rows[len(rows)-1] = append(rows[len(rows)-1], listCell.ReplaceAllString(l, ""))
		default:
			last := rows[len(rows)-1]
			last[len(last)-1] = strings.TrimSpace(last[len(last)-1] + " " + strings.TrimSpace(l))
		}
	}
	return rows
}

// csvTable are the rows of comma-separated values.
func csvTable(body []string) [][]string {
	r := csv.NewReader(strings.NewReader(strings.Join(dedent(body), "\n")))
	r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = -1, true, true
	rows, err := r.ReadAll()
	if err != nil {
		return nil
	}
	return rows
}
