package corpus

import "testing"

const wordBody = `<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Report on the weir</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The weir leaks. </w:t></w:r><w:del><w:r><w:delText>Badly.</w:delText><w:t>gone</w:t></w:r></w:del><w:ins><w:r><w:t>It needs</w:t><w:tab/><w:t>two gates.</w:t></w:r></w:ins></w:p>
<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:numPr/></w:pPr><w:r><w:t>Costs</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>Gates: 90</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>Stone: 12</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Sum</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>2024</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>102</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:t>First line</w:t><w:br/><w:t>second line.</w:t></w:r></w:p><w:p/>`

func TestReadWord(t *testing.T) {
	file := zipOf(t, map[string]string{
		"word/document.xml": wordXML(wordBody),
		"docProps/core.xml": `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Other</dc:title><dc:creator>Ida Holm</dc:creator></cp:coreProperties>`,
	})
	a, err := ReadDocument("weir.docx", "", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	want := "Report on the weir\n\nThe weir leaks. It needs two gates.\n\nCosts\n\n- Gates: 90\n- Stone: 12\n\nYear\tSum\n2024\t102\n\nFirst line\nsecond line."
	if a.Text != want {
		t.Errorf("got\n%s\nwant\n%s", a.Text, want)
	}
	if a.ID != "weir" || a.Title != "Report on the weir" || a.Author != "Ida Holm" {
		t.Errorf("%+v", a)
	}
	checkPassages(t, a)
}
