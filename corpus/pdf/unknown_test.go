package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// oddFont names its glyphs so that nobody knows which letters they are.
func oddFont(b *builder) {
	var names strings.Builder
	for i := range 90 {
		fmt.Fprintf(&names, " /zz%d", i*7%91)
	}
	b.extra = []string{"<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Odd /Encoding << /Type /Encoding /Differences [33" + names.String() + "] >> >>"}
	b.page = "/Resources << /Font << /F1 3 0 R /F2 10 0 R >> >>"
}

// TestUndecodable holds that no sentence is shown that has a character of which
// nobody knows which it is, that the rest is read, and that the page is named.
func TestUndecodable(t *testing.T) {
	odd := func(y int, s string) string { return fmt.Sprintf("BT /F2 11 Tf 50 %d Td (%s) Tj ET\n", y, s) }
	cases := []struct {
		name, content, want string
		lost                bool
	}{
		{"a line", text("50 760 11|The gate opens at eight.") + odd(745, `7KH IHH LV`) + text("50 730 11|Dogs stay outside."),
			"The gate opens at eight.\n\nDogs stay outside.", true},
		{"within a sentence", "BT /F1 11 Tf 50 700 Td (Dogs pay ) Tj /F2 11 Tf (VZ) Tj /F1 11 Tf ( crowns. They stay outside.) Tj ET", "They stay outside.", true},
		{"codes that are letters all the same", odd(700, "the gate opens at eight"), "the gate opens at eight", false},
		{"a sign in front", "BT /F2 11 Tf 50 700 Td (V) Tj /F1 11 Tf ( Dogs stay outside.) Tj ET", "Dogs stay outside.", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := newBuilder()
			oddFont(&b)
			doc := mustRead(t, b.build(text("50 700 11|The first page."), c.content))
			if want := "The first page.\n\n" + c.want; doc.Text != want {
				t.Errorf("got %q, want %q", doc.Text, want)
			}
			if got := slices.Equal(doc.Lost, []int{2}); got != c.lost {
				t.Errorf("lost pages %v", doc.Lost)
			}
		})
	}
}

func TestReadsAsText(t *testing.T) {
	for codes, want := range map[string]bool{
		"the gate opens at eight": true, "’–“”€": true, "Совет порта собрался": true, "ночью": true, "σήμερα": true, "夜九時": true,
		"7KH IHH LV VHYHQ": false, "\x03\x05": false, "!\"#$": false, "310": false, "bcdfg hjkl": false, "Ѐⴰሀကᐁ": false,
	} {
		if got := readsAsText(codes); got != want {
			t.Errorf("%q: %v", codes, got)
		}
	}
}
