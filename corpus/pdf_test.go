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

// TestReadPDF holds that a PDF becomes an article with its title and passages;
// how its text is laid out is tested in package pdf.
func TestReadPDF(t *testing.T) {
	page := pdfText(
		"50 760 18|Night ferries stop in April",
		"50 730 11|The night ferries between the two islands will stop running",
		"50 716 11|in April, the company said.",
		"50 690 11|It has run the ferries since 1931.")
	a, err := ReadDocument("f.pdf", "", []byte(makePDF(page)))
	if err != nil {
		t.Fatal(err)
	}
	want := "Night ferries stop in April\n\nThe night ferries between the two islands will stop running in April, the company said.\n\nIt has run the ferries since 1931."
	if a.Text != want {
		t.Errorf("got %q, want %q", a.Text, want)
	}
	if a.Title != "Night ferries stop in April" {
		t.Errorf("title %q", a.Title)
	}
	checkPassages(t, a)
}
