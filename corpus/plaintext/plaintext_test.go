package plaintext

import (
	"slices"
	"testing"
)

// Lines end at each of the line ends in use, and white space around them is no part
// of their ranges.
func TestLines(t *testing.T) {
	text := "\ufeffone\r\n  two \rthree\u2028\n\tfour"
	var got []string
	for _, l := range Lines(text, Span{Start: 0, End: len(text)}) {
		got = append(got, text[l.Start:l.End])
		if l.Blank() != (l.Len() == 0) {
			t.Errorf("%q is blank: %v", text[l.Start:l.End], l.Blank())
		}
	}
	if want := []string{"one", "two", "three", "", "four"}; !slices.Equal(got, want) {
		t.Errorf("lines are %q, want %q", got, want)
	}
}

func TestSpan(t *testing.T) {
	a, b, c := Span{Start: 2, End: 6}, Span{Start: 3, End: 5}, Span{Start: 6, End: 9}
	if !a.Contains(b) || b.Contains(a) || !a.Overlaps(b) || a.Overlaps(c) || a.Len() != 4 {
		t.Error("ranges of bytes are half-open")
	}
}

// What is at the edge of a line without showing anything is taken off, and nothing
// within it.
func TestTrim(t *testing.T) {
	text := " \u200b\ufeffa \u200b b\u2060\n"
	s := Trim(text, Span{Start: 0, End: len(text)})
	if got := text[s.Start:s.End]; got != "a \u200b b" {
		t.Errorf("%q", got)
	}
	if got := PrintableLine("a\u200b\xff\n b\x00 "); got != "a\ufffd b" {
		t.Errorf("%q", got)
	}
	if got := Key("  Opening  Times: "); got != "opening times" {
		t.Errorf("%q", got)
	}
}

func TestListNumber(t *testing.T) {
	for _, c := range []struct {
		n            int
		format, want string
	}{
		{3, "decimal", "3"}, {3, "decimalZero", "03"}, {12, "decimalZero", "12"}, {3, "lowerLetter", "c"}, {28, "upperLetter", "BB"},
		{4, "lowerRoman", "iv"}, {1994, "upperRoman", "MCMXCIV"}, {0, "lowerLetter", "0"}, {5000, "upperRoman", "5000"},
	} {
		if got := ListNumber(c.n, c.format); got != c.want {
			t.Errorf("%d as %s is %q, want %q", c.n, c.format, got, c.want)
		}
	}
}

// A rune is never cut.
func TestRunes(t *testing.T) {
	text := "aé€"
	for i, want := range []int{0, 1, 1, 3, 3, 3, 6} {
		if got := RuneStart(text, i); got != want {
			t.Errorf("byte %d lies in the rune at %d, want %d", i, got, want)
		}
	}
	for n, want := range []int{0, 1, 3, 6, 6} {
		if got := RunesAhead(text, n); got != want {
			t.Errorf("%d runes are %d bytes, want %d", n, got, want)
		}
	}
}
