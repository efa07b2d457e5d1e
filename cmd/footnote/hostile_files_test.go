package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"strings"
)

// hostileFile is a document made to harm whoever reads it.
type hostileFile struct {
	name string
	data []byte
}

// hostileFiles are made here and not kept: some are large.
func hostileFiles() []hostileFile {
	var all []hostileFile
	add := func(name string, data string) { all = append(all, hostileFile{name, []byte(data)}) }
	pdfs(add)
	packed(add)
	markup(add)
	fronts(add)
	return all
}

// pdfOf writes numbered objects with a table, or without one where table is "".
func pdfOf(trailer string, objects ...string) string {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, start)
	return b.String()
}

const (
	pdfCatalog = "<< /Type /Catalog /Pages 2 0 R >>"
	pdfPages   = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
	pdfPage    = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
	pdfFont    = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
)

func pdfStream(dict, content string) string {
	return fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(content), dict, content)
}

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(s)) //nolint:errcheck // to memory
	w.Close()          //nolint:errcheck // to memory
	return b.String()
}

func pdfs(add func(string, string)) {
	content := func(name, stream string) { add(name, pdfOf("", pdfCatalog, pdfPages, pdfPage, stream, pdfFont)) }
	page := func(name, p string) { add(name, pdfOf("", pdfCatalog, pdfPages, p, pdfStream("", "BT ET"), pdfFont)) }
	content("stream that is its own length.pdf", "<< /Length 4 0 R >>\nstream\nBT ET\nendstream")
	content("stream that is its own filter.pdf", "<< /Length 10 /Filter 4 0 R /DecodeParms 4 0 R >>\nstream\nBT ET\nendstream")
	content("stream of a thousand filters.pdf", pdfStream("/Filter ["+strings.Repeat("/FlateDecode ", 1000)+"]", "x"))
	content("length of 1e12.pdf", "<< /Length 1000000000000 >>\nstream\nBT ET\nendstream")
	content("negative length.pdf", "<< /Length -5 >>\nstream\nBT ET\nendstream")
	content("columns of 1e9.pdf", pdfStream("/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1000000000 /Colors 32 /BitsPerComponent 16 >>", deflated("BT ET")))
	content("columns below zero.pdf", pdfStream("/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns -7 >>", deflated("BT ET")))
	content("bomb of deflate.pdf", pdfStream("/Filter /FlateDecode", deflated(strings.Repeat("BT /F1 12 Tf (a) Tj ET\n", 4<<20))))
	content("bomb in a bomb.pdf", pdfStream("/Filter [/FlateDecode /FlateDecode]", deflated(deflated(strings.Repeat("q ", 64<<20)))))
	content("endless saving.pdf", pdfStream("", strings.Repeat("q ", 2<<20)))
	content("deep arrays in contents.pdf", pdfStream("", strings.Repeat("[", 1<<20)))
	content("deep dictionaries in contents.pdf", pdfStream("", strings.Repeat("<<", 1<<20)))
	content("huge numbers.pdf", pdfStream("", "BT /F1 1e308 Tf 1e308 -1e308 Td (x) Tj 99999999999999999999 0 Td (y) Tj ET"))
	page("page that is its own parent.pdf", "<< /Type /Page /Parent 3 0 R /MediaBox 3 0 R /Contents 3 0 R /Resources 3 0 R >>")
	page("sheet of 1e30.pdf", "<< /Type /Page /Parent 2 0 R /MediaBox [-1e30 -1e30 1e30 1e30] /Rotate 123456789 /Contents 4 0 R >>")
	add("kids that loop.pdf", pdfOf("", pdfCatalog, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2147483647 >>"))
	add("a million kids.pdf", pdfOf("", pdfCatalog, "<< /Type /Pages /Kids ["+strings.Repeat("3 0 R ", 1<<20)+"] /Count 1048576 >>", pdfPage, pdfStream("", "BT ET"), pdfFont))
	add("form that draws itself.pdf", pdfOf("", pdfCatalog, pdfPages, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >> >>",
		pdfStream("", "/A Do /A Do"), pdfStream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 5 0 R >> >>", "/A Do /A Do")))
	add("table beyond the end.pdf", strings.Replace(pdfOf("", pdfCatalog, pdfPages, pdfPage, pdfStream("", "BT ET"), pdfFont), "startxref\n", "startxref\n99999999999", 1))
	add("table that is before itself.pdf", pdfOf("/Prev 400", pdfCatalog, pdfPages, pdfPage, pdfStream("", "BT ET"), pdfFont))
	add("size of 1e12.pdf", strings.Replace(pdfOf("", pdfCatalog, pdfPages, pdfPage, pdfStream("", "BT ET"), pdfFont), "/Size 6", "/Size 1000000000000", 1))
	add("deep array as an object.pdf", pdfOf("", pdfCatalog, pdfPages, pdfPage, strings.Repeat("[", 1<<20)))
	add("cut in the middle.pdf", pdfOf("", pdfCatalog, pdfPages, pdfPage, pdfStream("", strings.Repeat("BT (x) Tj ET ", 1000)))[:4000])
}

func zipped(name, content string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create(name)   // to memory
	w.Write([]byte(content)) //nolint:errcheck // to memory
	z.Close()                //nolint:errcheck // to memory
	return b.String()
}

func packed(add func(string, string)) {
	word := func(name, body string) {
		add(name, zipped("word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`+body))
	}
	word("60 MB of words.docx", "<w:p><w:r><w:t>"+strings.Repeat("word ", 12<<20)+"</w:t></w:r></w:p></w:body></w:document>")
	word("200 MB of blanks.docx", strings.Repeat(" ", 200<<20))
	word("deep tables.docx", strings.Repeat("<w:tbl><w:tr><w:tc>", 1<<19))
	word("a million paragraphs.docx", strings.Repeat("<w:p/>", 1<<20)+"</w:body></w:document>")
	word("huge attribute.docx", `<w:p w:x="`+strings.Repeat("a", 64<<20)+`"/></w:body></w:document>`)
	add("entities of entities.docx", zipped("word/document.xml", `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>`))
	add("no document.docx", zipped("nothing", "at all"))
	add("cut in the middle.docx", zipped("word/document.xml", strings.Repeat("x", 1<<20))[:300])
}

func markup(add func(string, string)) {
	add("a million divisions.html", "<html><body>"+strings.Repeat("<div>", 1<<20)+"x")
	add("tables in tables.html", strings.Repeat("<table><tr><td>", 1<<18)+"x")
	add("columns of 1e9.html", "<table><tr><td colspan=1000000000 rowspan=1000000000>x</td></tr></table><p>"+strings.Repeat("A sentence. ", 50))
	add("24 MB of one word.html", "<p>"+strings.Repeat("a", 24<<20))
	add("a million attributes.html", "<p "+strings.Repeat("a=b ", 1<<20)+">x</p>")
	add("half a million links.html", "<body>"+strings.Repeat("<a href=x>y</a>", 1<<19))
	add("unclosed comment.html", "<!--"+strings.Repeat("<!-", 8<<20))
	add("formatting that nests.html", strings.Repeat("<b><i><a href=x>", 1<<16)+"x")
	add("lists in lists.html", strings.Repeat("<ul><li>", 1<<19)+"x")
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(bytes.Repeat([]byte("<p>x</p>"), 8<<20)) //nolint:errcheck // to memory
	z.Close()                                        //nolint:errcheck // to memory
	add("gzip for a page.html", b.String())
}

func fronts(add func(string, string)) {
	yaml := func(name, front string) { add(name, "---\ntitle: x\n"+front+"\n---\nText.\n") }
	yaml("brackets.md", "a: "+strings.Repeat("[", 60<<10))
	yaml("braces.md", "a: "+strings.Repeat("{a: ", 15<<10))
	yaml("laughs.md", "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e]")
	yaml("steps.md", strings.Repeat("- ", 30<<10))
	yaml("keys.md", strings.Repeat("? ", 30<<10))
	yaml("quotes.md", "a: \""+strings.Repeat("\\u0000", 10<<10))
}
