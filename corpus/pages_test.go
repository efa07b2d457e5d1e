package corpus

import "testing"

func TestPage(t *testing.T) {
	paged := &Article{Text: "The first page. The third. The fourth.", Pages: []int{0, 16, 16, 27}}
	for at, want := range map[int]int{0: 1, 15: 1, 16: 3, 26: 3, 27: 4, 38: 4} {
		if got := paged.Page(at); got != want {
			t.Errorf("byte %d is on page %d, want %d", at, got, want)
		}
	}
	if got := (&Article{Text: "No pages."}).Page(3); got != 0 {
		t.Errorf("an article without pages has page %d", got)
	}
}

// TestPagesOfPDF holds that an article knows the pages of its document.
func TestPagesOfPDF(t *testing.T) {
	a, err := ReadDocument("f.pdf", "", []byte(makePDF(
		pdfText("50 700 11|The night ferries stop in April."), "BT ET", pdfText("50 700 11|The day ferries go on all year."))))
	if err != nil {
		t.Fatal(err)
	}
	if passages := Split(a); len(passages) == 0 || a.Page(len(a.Text)-1) != 3 || a.Page(0) != 1 {
		t.Errorf("pages %v of %q", a.Pages, a.Text)
	}
}
