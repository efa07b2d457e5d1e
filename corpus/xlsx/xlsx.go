// Package xlsx reads spreadsheets.
package xlsx

import (
	"bytes"
	"errors"
	"strings"

	"github.com/xuri/excelize/v2"

	"footnote/corpus/container"
	"footnote/corpus/document"
	"footnote/corpus/plaintext"
	"footnote/corpus/table"
)

// Read reads a spreadsheet: each sheet that is shown is a
// section under its name. Cells are read as the program shows them; formulas give
// the values that were saved.
func Read(data []byte, limit int64) (*document.Document, error) {
	if err := container.Check(data, limit, "spreadsheet", ".xlsx"); err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: limit, UnzipXMLSizeLimit: limit})
	if err != nil {
		return nil, sheetProblem(err)
	}
	defer book.Close() //nolint:errcheck // nothing is written
	w := &table.Writer{}
	var shown []string
	for _, name := range book.GetSheetList() {
		if visible, err := book.GetSheetVisible(name); err != nil || visible {
			shown = append(shown, name)
		}
	}
	for _, name := range shown {
		rows, err := sheetRows(book, name)
		if err != nil {
			return nil, err
		}
		if len(rows) > 0 && (len(shown) > 1 || !strings.HasPrefix(strings.ToLower(name), "sheet")) {
			w.Heading("##", name)
		}
		w.Table(rows)
	}
	if w.Rows() == 0 {
		return nil, document.Problemf("holds no rows with text: put rows into it or remove it")
	}
	a := &document.Document{Text: w.String()}
	if p, err := book.GetDocProps(); err == nil {
		document.Fill(&a.Title, p.Title)
		document.Fill(&a.Author, p.Creator)
	}
	document.Fill(&a.Title, shown[0])
	return a, nil
}

// maxCells bounds the cells of one sheet, empty ones between others included.
const maxCells = 4_000_000

// sheetRows are the rows of a sheet that hold anything.
func sheetRows(book *excelize.File, name string) ([][]string, error) {
	in, err := book.Rows(name)
	if err != nil {
		return nil, sheetProblem(err)
	}
	defer in.Close() //nolint:errcheck // nothing is written
	var rows [][]string
	cells := 0
	for in.Next() {
		row, err := in.Columns()
		if err != nil {
			return nil, sheetProblem(err)
		}
		if cells += len(row) + 1; cells > maxCells || len(rows) > table.MaxRows {
			return nil, document.Problemf("has a sheet of more than %d rows or %d cells: divide it", table.MaxRows, maxCells)
		}
		if table.FirstFilled(row) != "" {
			rows = append(rows, row)
		}
	}
	if err := in.Error(); err != nil {
		return nil, sheetProblem(err)
	}
	return rows, nil
}

func sheetProblem(err error) *document.Problem {
	if errors.Is(err, excelize.ErrWorkbookFileFormat) || errors.Is(err, excelize.ErrWorkbookPassword) {
		return document.Problemf("is no spreadsheet that can be read or protected by a password: save it as .xlsx without a password").Because(err)
	}
	return document.Problemf("is a damaged spreadsheet (%s): save it as .xlsx again", plaintext.OneLine(err.Error())).Because(err)
}
