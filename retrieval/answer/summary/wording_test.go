package summary_test

import (
	"testing"

	"footnote/corpus"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/summary"
)

const considering = "Amid these developments, Moscow is considering Saudi Arabia and the Emirates."

func TestWording(t *testing.T) {
	for _, c := range []struct {
		text string
		want answer.Wording
	}{
		{considering, answer.Verbatim},
		{"Moscow is considering Saudi Arabia and the Emirates.", answer.Shortened},
		{"Saudi Arabia and the Emirates are considered by Moscow.", answer.Reworded},
	} {
		s := summary.Summary{
			Lines:     []summary.Line{{Text: c.text, Citations: []int{1}}, {Text: "Ours.", Note: true}},
			Citations: []answer.Citation{{Number: 1, Article: "a", Quote: considering, End: len(considering)}},
		}
		out, _ := s.Verified(func(id string) (*corpus.Article, bool) { return &corpus.Article{Text: considering}, id == "a" })
		if got := out.Lines[0].Wording; got != c.want || out.Furthest() != c.want {
			t.Errorf("%q: wording %s, furthest %s, want %s", c.text, got, out.Furthest(), c.want)
		}
		if out.Lines[1].Wording != answer.Noted {
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
