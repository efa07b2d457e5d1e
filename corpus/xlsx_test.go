package corpus

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestSheets holds that the cells of a spreadsheet are read as they are shown,
// under the names of their sheets, and that hidden sheets are not.
func TestSheets(t *testing.T) {
	a, err := ReadDocument("fares.xlsx", "", foreignFile(t, "fares.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	want := "## Fares\n\n### Fares of the river ferry\n\n| Ticket | Price | Valid from | Share |\n| --- | --- | --- | --- |\n" +
		"| Adult | 4.50 crowns | 2032-05-01 | 25% |\n| Child | 2.00 crowns | 2032-05-01 | 50% |\n| Bicycle | 1.25 crowns | 2032-06-01 | 25% |\n\n" +
		"## Questions\n\n### May dogs come along?\n\nDogs travel free of charge on a lead."
	if a.Text != want || a.Title != "Ferry fares" || a.Author != "Ida Moor" {
		t.Errorf("title %q, author %q, text\n%s\nwant\n%s", a.Title, a.Author, a.Text, want)
	}
	checkPassages(t, a)
}

// sheetOf makes a spreadsheet of the rows of its sheet.
func sheetOf(t testing.TB, rows string) string {
	t.Helper()
	return zipOf(t, map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`,
	})
}

// TestHostileSheets holds that what a spreadsheet states of its size is not
// believed, and that damage is named.
func TestHostileSheets(t *testing.T) {
	far := strings.Builder{}
	for i := range 400 {
		fmt.Fprintf(&far, `<row r="%d"><c r="XFD%d" t="inlineStr"><is><t>x</t></is></c></row>`, i+1, i+1)
	}
	whole := string(foreignFile(t, "fares.xlsx"))
	for name, c := range map[string]struct{ data, reason string }{
		"cells far out":           {sheetOf(t, far.String()), "more than"},
		"a row number beyond all": {sheetOf(t, `<row r="999999999999"><c r="A1"><v>1</v></c></row>`), "damaged"},
		"torn":                    {whole[:len(whole)/2], "damaged"},
		"no sheets":               {zipOf(t, map[string]string{"a": "b"}), "spreadsheet"},
		"old":                     {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), "password"},
		"empty":                   {"", "is empty"},
	} {
		_, err := ReadDocument("a.xlsx", "", []byte(c.data))
		var p *Problem
		if !errors.As(err, &p) || !strings.Contains(p.Reason, c.reason) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
