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
	want := "Report on the weir\n\nThe weir leaks. It needs two gates.\n\n# Costs\n\n- Gates: 90\n- Stone: 12\n\nYear\tSum\n2024\t102\n\nFirst line\nsecond line."
	if a.Text != want {
		t.Errorf("got\n%s\nwant\n%s", a.Text, want)
	}
	if a.ID != "weir" || a.Title != "Report on the weir" || a.Author != "Ida Holm" {
		t.Errorf("%+v", a)
	}
	checkPassages(t, a)
}

// wordCases are paragraphs whose text is not all, or not as, it stands in w:t.
var wordCases = []struct {
	name, body string
	parts      map[string]string
	want       string
}{
	{name: "raised digits", body: `<w:p><w:r><w:t>The tank holds 10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>6</w:t></w:r><w:r><w:t xml:space="preserve"> litres.</w:t></w:r></w:p>`,
		want: "The tank holds 10⁶ litres."},
	{name: "headings of styles", body: `<w:p><w:pPr><w:pStyle w:val="berschrift2"/></w:pPr><w:r><w:t>Where to moor</w:t></w:r></w:p><w:p><w:r><w:t>Moor at the north quay.</w:t></w:r></w:p>`,
		parts: map[string]string{"word/styles.xml": `<w:styles xmlns:w="w"><w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style></w:styles>`},
		want:  "## Where to moor\n\nMoor at the north quay."},
	{name: "hidden text", body: `<w:p><w:r><w:t xml:space="preserve">The lock opens at six. </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>call Ida</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>It closes at ten.</w:t></w:r></w:p>`,
		want: "The lock opens at six. It closes at ten."},
	{name: "white and tiny text", body: `<w:p><w:r><w:t xml:space="preserve">The lock opens at six. </w:t></w:r><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>call Ida</w:t></w:r>` +
		`<w:r><w:rPr><w:color w:val="fefefe"/></w:rPr><w:t>call Ida</w:t></w:r><w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>call Ida</w:t></w:r>` +
		`<w:r><w:rPr><w:color w:val="FF0000"/><w:sz w:val="24"/></w:rPr><w:t>It closes at ten.</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:shd w:val="clear" w:fill="1F3864"/></w:pPr><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Closed in May.</w:t></w:r></w:p>`,
		want: "The lock opens at six. It closes at ten.\n\nClosed in May."},
	{name: "a fraction and a power", body: `<w:p><m:oMath><m:f><m:num><m:r><m:t>a + 7</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>r</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>`,
		want: "(a + 7)/3r²"},
	{name: "a note", body: `<w:p><w:r><w:t>Dogs pay half</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r><w:r><w:t>.</w:t></w:r></w:p><w:p><w:r><w:t>Cats are free.</w:t></w:r></w:p>`,
		parts: map[string]string{"word/footnotes.xml": `<w:footnotes xmlns:w="w"><w:footnote w:id="4"><w:p><w:r><w:t>Not in July.</w:t></w:r></w:p></w:footnote></w:footnotes>`},
		want:  "Dogs pay half¹.\n\n¹ Not in July.\n\nCats are free."},
	{name: "a table in a cell", body: `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>West</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>day</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>3 crowns</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>`,
		want: "West\tday 3 crowns"},
	{name: "a box in a sentence", body: `<w:p><w:r><w:t xml:space="preserve">The kiosk sells </w:t></w:r><w:r><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>Cash only.</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></w:r><w:r><w:t>bait and maps.</w:t></w:r></w:p>`,
		want: "The kiosk sells bait and maps.\n\nCash only."},
	{name: "numbers by themselves", body: inList("0", "Entry") + inList("1", "Show your card.") + inList("1", "Sign the book.") + inList("0", "Leaving") + inList("1", "Return the key."),
		parts: map[string]string{"word/numbering.xml": `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Part %1"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num></w:numbering>`},
		want:  "Part IV Entry\n(a) Show your card.\n(b) Sign the book.\nPart V Leaving\n(a) Return the key."},
}

func inList(level, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func TestWordCases(t *testing.T) {
	for _, c := range wordCases {
		t.Run(c.name, func(t *testing.T) {
			parts := map[string]string{"word/document.xml": wordXML(c.body)}
			for name, text := range c.parts {
				parts[name] = text
			}
			a, err := ReadDocument("a.docx", "", []byte(zipOf(t, parts)))
			if err != nil {
				t.Fatal(err)
			}
			if a.Text != c.want {
				t.Errorf("got\n%s\nwant\n%s", a.Text, c.want)
			}
		})
	}
}

// TestWordMainPart holds that the part with the text may have any name.
func TestWordMainPart(t *testing.T) {
	file := zipOf(t, map[string]string{
		"_rels/.rels":        `<Relationships><Relationship Type="http://x/officeDocument" Target="/word/text7.xml"/></Relationships>`,
		"word/text7.xml":     wordXML(`<w:p><w:r><w:t>The bell rings at noon.</w:t></w:r></w:p>`),
		"word/document.xml2": "not this",
	})
	if a, err := ReadDocument("a.docx", "", []byte(file)); err != nil || a.Text != "The bell rings at noon." {
		t.Errorf("%+v, %v", a, err)
	}
}
