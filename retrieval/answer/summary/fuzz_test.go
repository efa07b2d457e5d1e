package summary_test

import (
	"testing"

	"footnote/retrieval/answer"
	"footnote/retrieval/answer/summary"
	"footnote/retrieval/sampletest"
)

// Whatever is written into the form, a line that is no note rests on quotes that
// bear it out, and the footnotes are numbered in order.
func FuzzEdited(f *testing.F) {
	l := sampletest.Library(f)
	s, err := summary.New(quiet).Make(f.Context(), l, summary.Request{Topic: summit, Lines: summary.Short})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(s.Editable())
	f.Add("- Putin met Macron in 2031. [1]\n[2][3]\n\x00 [999999999999999999999] [1] [1]")
	f.Fuzz(func(t *testing.T, text string) {
		e := s.Edited(text)
		if e.Lines == nil || e.Citations == nil || (len(e.Lines) == 0) != (e.Reason != "") {
			t.Fatalf("%d lines, reason %q", len(e.Lines), e.Reason)
		}
		for i, c := range e.Citations {
			if c.Number != i+1 || !c.Real(l.Article) {
				t.Errorf("citation %d: %+v", i+1, c)
			}
		}
		for _, line := range e.Lines {
			var quotes []answer.Citation
			for _, n := range line.Citations {
				quotes = append(quotes, e.Citations[n-1])
			}
			if line.Note != (len(quotes) == 0) || !line.Note && answer.Holds(line.Text, "", quotes).Found() {
				t.Errorf("%q: note %v with %d quotes", line.Text, line.Note, len(quotes))
			}
		}
	})
}
