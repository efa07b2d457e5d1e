package corpus

import (
	"fmt"
	"strings"
	"testing"
)

// makePDF makes a PDF with one page for each of the contents, which are
// operators; the fonts are F1 (Helvetica) and F2 (Times).
func makePDF(pages ...string) string { return buildPDF("", pages) }

// lockedPDF makes a PDF that no empty password opens.
func lockedPDF() string {
	key := strings.Repeat("ab", 32)
	return buildPDF("/Encrypt << /Filter /Standard /V 1 /R 2 /O <"+key+"> /U <"+key+"> /P -4 >> /ID [<00> <00>]", []string{"BT ET"})
}

func buildPDF(trailer string, pages []string) string {
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"}
	var kids []string
	for _, content := range pages {
		n := len(objects) + 1
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", n+1),
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, xref)
	return b.String()
}

// pdfText writes lines from the top of a page, a line of size "size" at each y.
func pdfText(lines ...string) string {
	var b strings.Builder
	for _, l := range lines {
		at, text, _ := strings.Cut(l, "|")
		var x, y, size int
		_, _ = fmt.Sscanf(at, "%d %d %d", &x, &y, &size)
		fmt.Fprintf(&b, "BT /F1 %d Tf %d %d Td (%s) Tj ET\n", size, x, y, strings.NewReplacer("(", `\(`, ")", `\)`).Replace(text))
	}
	return b.String()
}

func TestReadPDF(t *testing.T) {
	first := pdfText(
		"50 800 8|The Harbour Review 1",
		"50 760 18|Night ferries stop in April",
		"50 730 11|The night ferries between the two islands will stop run-",
		"50 716 11|ning in April, the company said. A well-known captain was",
		"50 702 11|not surprised (he retires in May).",
		"50 676 11|Freight will go by the southern route, which takes a well-",
		"50 662 11|known detour and two hours more than the direct one did, as the",
		"50 20 8|Page 1 of 3")
	second := pdfText(
		"50 800 8|The Harbour Review 2",
		"50 760 11|pilots had feared.",
		"50 734 11|\x95 Timetables change on 1 April.",
		"50 720 11|\x95 Tickets stay valid.",
		"50 20 8|Page 2 of 3")
	third := pdfText("50 800 8|The Harbour Review 3", "50 760 11|The company has run the ferries since 1931.", "50 20 8|Page 3 of 3")
	a, err := ReadDocument("f.pdf", "", []byte(makePDF(first, second, third)))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"Night ferries stop in April",
		"The night ferries between the two islands will stop running in April, the company said. A well-known captain was not surprised (he retires in May).",
		"Freight will go by the southern route, which takes a well-known detour and two hours more than the direct one did, as the pilots had feared.",
		"• Timetables change on 1 April.\n• Tickets stay valid.",
		"The company has run the ferries since 1931.",
	}, "\n\n")
	if a.Text != want {
		t.Errorf("got\n%s\nwant\n%s", a.Text, want)
	}
	if a.Title != "Night ferries stop in April" {
		t.Errorf("title %q", a.Title)
	}
	checkPassages(t, a)
}

// TestPDFSpaces holds that words that are set apart by moving the pen, without a
// space, are words, and that glyphs moved by a hair are not.
func TestPDFSpaces(t *testing.T) {
	content := "BT /F1 10 Tf 50 700 Td [(Th) 20 (e) -300 (boats) -250 (came) -280 (back.)] TJ ET"
	a, err := ReadDocument("f.pdf", "application/pdf", []byte(makePDF(content)))
	if err != nil || a.Text != "The boats came back." {
		t.Errorf("%+v, %v", a, err)
	}
}

// TestPDFLoops holds that a tree of pages that contains itself is left.
func TestPDFLoops(t *testing.T) {
	whole := makePDF(pdfText("50 700 11|The boats came back."))
	looped := strings.Replace(whole, "/Kids [4 0 R]", "/Kids [2 0 R]", 1)
	if _, err := ReadDocument("f.pdf", "", []byte(looped)); err == nil {
		t.Error("a tree without a page was read")
	}
}
