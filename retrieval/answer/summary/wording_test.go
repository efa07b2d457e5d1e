package summary_test

import (
	"testing"

	"footnote/retrieval/answer"
	"footnote/retrieval/answer/summary"
)

const considering = "Amid these developments, Moscow is considering Saudi Arabia and the Emirates."

func TestWording(t *testing.T) {
	for _, c := range []struct {
		text string
		want summary.Wording
	}{
		{considering, summary.Verbatim},
		{"Moscow is considering Saudi Arabia and the Emirates.", summary.Shortened},
		{"Saudi Arabia and the Emirates are considered by Moscow.", summary.Reworded},
	} {
		s := summary.Summary{
			Lines:     []summary.Line{{Text: c.text, Citations: []int{1}}, {Text: "Ours.", Note: true}},
			Citations: []answer.Citation{{Number: 1, Quote: considering}},
		}
		if got := s.Wording(s.Lines[0]); got != c.want || s.Furthest() != c.want {
			t.Errorf("%q: wording %d, furthest %d, want %d", c.text, got, s.Furthest(), c.want)
		}
		if s.Wording(s.Lines[1]) != summary.Noted {
			t.Error("a note is no longer one")
		}
	}
}

// What an edit makes of a quote is not above it where it says more than that.
func TestEditsThatSayMoreBecomeNotes(t *testing.T) {
	for quote, edit := range map[string]string{
		considering: "Moscow has chosen Saudi Arabia and the Emirates.",
		"Some European leaders may see the summit as a sign.": "All European leaders may see the summit as a sign.",
	} {
		s := summary.Summary{
			Lines:     []summary.Line{{Text: quote, Citations: []int{1}}},
			Citations: []answer.Citation{{Number: 1, Quote: quote, End: len(quote)}},
		}
		e := s.Edited(edit + " [1]")
		if len(e.Lines) != 1 || !e.Lines[0].Note {
			t.Errorf("%q stands on %q", edit, quote)
		}
	}
}
