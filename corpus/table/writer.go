// Package table writes the tables of files that hold little else as Markdown, and
// reads those in plain text.
package table

import (
	"slices"
	"strings"

	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

// Writer writes the tables of files that hold nothing else as Markdown: each
// with its heads above a rule, so that a row is found and said with them like a
// row of any other table.
type Writer struct {
	out   strings.Builder
	rows  int
	heads []string // of the table at hand, nil where it has none
	open  bool     // whether its last row is the last that was written
}

// String is what was written.
func (w *Writer) String() string { return w.out.String() }

// Rows counts the rows that were written, without heads.
func (w *Writer) Rows() int { return w.rows }

// EndList has the next item begin a list of its own.
func (w *Writer) EndList() { w.open = false }

// longCell is how many bytes of a cell make a paragraph of it.
const longCell = 240

// Heading writes a heading; what is empty is none.
func (w *Writer) Heading(marks, s string) {
	if s = plaintext.OneLine(s); s != "" {
		w.Paragraph(marks + " " + s)
	}
}

// Paragraph writes a paragraph.
func (w *Writer) Paragraph(s string) {
	if w.out.Len() > 0 {
		w.out.WriteString("\n\n")
	}
	w.out.WriteString(s)
	w.open = false
}

// line writes what stands alone in its row: a heading, or where it is longer a
// paragraph.
func (w *Writer) line(s string) {
	if len(s) <= 100 && !sentence.Ends(s) {
		s = "### " + s
	}
	w.Paragraph(s)
}

// Table writes the rows of a table below its heads, as Markdown.
func (w *Writer) Table(rows [][]string) {
	rows, width := w.head(cleanRows(rows))
	answers, headed := questionColumns(w.heads), width > 1 && aloneIn(rows)*4 < len(rows)
	for _, row := range rows {
		if w.heads != nil && slices.Equal(row, w.heads) {
			continue // repeated on each page
		}
		w.rows++
		switch {
		case answers[1] > 0 && cell(row, answers[0]) != "" && cell(row, answers[1]) != "":
			w.answer(row, answers)
		case headed && filled(row) == 1 && row[0] != "":
			w.line(row[0]) // it heads the rows below it
		default:
			w.plain(row, width)
		}
	}
}

// head writes the rows above a table that have a single cell, notes the heads of
// its columns, if the first row looks like heads, and returns the rest with the
// number of cells of the widest row.
func (w *Writer) head(rows [][]string) (rest [][]string, width int) {
	for _, row := range rows {
		width = max(width, filled(row))
	}
	for len(rows) > 0 && width > 1 && filled(rows[0]) == 1 {
		w.line(FirstFilled(rows[0]))
		rows = rows[1:]
	}
	w.heads = nil
	if len(rows) > 1 && width > 1 && looksLikeHeads(rows) {
		w.heads, rows = rows[0], rows[1:]
	}
	return rows, width
}

// plain writes a row by its size.
func (w *Writer) plain(row []string, width int) {
	switch {
	case widestCell(row) > longCell:
		w.section(row)
	case width == 1:
		w.Item(FirstFilled(row))
	default:
		w.row(row, width)
	}
}

// aloneIn is how many rows have a single cell.
func aloneIn(rows [][]string) int {
	n := 0
	for _, row := range rows {
		if filled(row) == 1 {
			n++
		}
	}
	return n
}

// Item writes the only cell of a row.
func (w *Writer) Item(s string) {
	if !w.open {
		w.Paragraph("- " + s)
	} else {
		w.out.WriteString("\n- " + s)
	}
	w.open = true
}

// row writes a row, with the heads above it where it is the first.
func (w *Writer) row(row []string, width int) {
	width = max(width, len(w.heads))
	switch {
	case w.open:
		w.out.WriteString("\n")
	case w.heads != nil:
		w.Paragraph(barred(w.heads, width) + "\n|" + strings.Repeat(" --- |", width) + "\n")
	default:
		w.Paragraph("")
	}
	w.out.WriteString(barred(row, width))
	w.open = true
}

// barred writes the cells of a row between bars.
func barred(row []string, width int) string {
	var b strings.Builder
	b.WriteByte('|')
	for i := range max(width, len(row)) {
		b.WriteString(" " + strings.ReplaceAll(cell(row, i), "|", "¦") + " |")
	}
	return b.String()
}

// section writes a row with a long cell as a heading and paragraphs.
func (w *Writer) section(row []string) {
	name := FirstFilled(row)
	if len(name) > longCell {
		name = ""
	}
	w.Heading("###", name)
	for i, c := range row {
		if c != "" && c != name {
			w.Paragraph(labelledCell(cell(w.heads, i), c))
		}
	}
}

// answer writes a question and its answer: the question heads the answer.
func (w *Writer) answer(row []string, columns [2]int) {
	w.Heading("###", row[columns[0]])
	w.Paragraph(row[columns[1]])
	for i, c := range row {
		if c != "" && i != columns[0] && i != columns[1] {
			w.Paragraph(labelledCell(cell(w.heads, i), c))
		}
	}
}

func labelledCell(head, c string) string {
	if head == "" {
		return c
	}
	return strings.TrimRight(head, " :") + ": " + c
}

// questionHeads and answerHeads are what the columns of questions and answers
// are called.
var (
	questionHeads = plaintext.Words("question questions q frage fragen pregunta domanda vraag pytanie питання вопрос 質問 問題")
	answerHeads   = plaintext.Words("answer answers a antwort antworten réponse respuesta risposta antwoord odpowiedź відповідь ответ 回答 答え")
)

// questionColumns are the columns that hold questions and their answers, both 0
// where there are none.
func questionColumns(heads []string) [2]int {
	question, answer := -1, -1
	for i, h := range heads {
		h = strings.ToLower(strings.Trim(h, " :"))
		if question < 0 && questionHeads[h] {
			question = i
		}
		if answer < 0 && answerHeads[h] {
			answer = i
		}
	}
	if question < 0 || answer <= question {
		return [2]int{}
	}
	return [2]int{question, answer}
}

// looksLikeHeads reports whether the first row names the columns: every cell
// that is used is named by words that differ, and no name is a figure.
func looksLikeHeads(rows [][]string) bool {
	seen := map[string]bool{}
	for i, h := range rows[0] {
		switch {
		case h == "":
			if i > 0 && used(rows[1:], i) {
				return false
			}
		case seen[h] || len(h) > 80 || isFigure(h):
			return false
		}
		seen[h] = h != ""
	}
	return true
}

// used reports whether column i holds anything in most of rows.
func used(rows [][]string, i int) bool {
	n := 0
	for _, row := range rows {
		if cell(row, i) != "" {
			n++
		}
	}
	return n*2 > len(rows)
}
