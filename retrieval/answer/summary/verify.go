package summary

import (
	"footnote/retrieval/answer"
)

// Verified is the way out for every summary, whoever wrote or kept it: citations
// that are not real go, lines left without one go with them but for marked
// notes, and the rest is numbered anew in the order of the lines. It returns
// how many lines went.
func (s *Summary) Verified(find Finder) (Summary, int) {
	real := *s
	real.Citations = nil
	for _, c := range s.Citations {
		if c.Real(find) {
			real.Citations = append(real.Citations, c)
		}
	}
	out := real.renumbered()
	return out, len(s.Lines) - len(out.Lines)
}

func (s Summary) verified(find Finder) Summary {
	out, _ := s.Verified(find)
	return out
}

// renumbered keeps the lines that have a citation left, or are notes, and numbers
// citations in the order in which lines name them.
func (s *Summary) renumbered() Summary {
	out := *s
	out.Lines, out.Citations = []Line{}, []answer.Citation{}
	old := map[int]answer.Citation{}
	for _, c := range s.Citations {
		old[c.Number] = c
	}
	number := map[int]int{}
	for _, l := range s.Lines {
		kept := []int{}
		for _, n := range l.Citations {
			c, ok := old[n]
			if !ok {
				continue
			}
			if number[n] == 0 {
				c.Number = len(out.Citations) + 1
				number[n] = c.Number
				out.Citations = append(out.Citations, c)
			}
			kept = append(kept, number[n])
		}
		if len(kept) == 0 && !l.Note || l.Text == "" {
			continue
		}
		l.Citations, l.Wording = kept, ""
		out.Lines = append(out.Lines, l)
	}
	for i, l := range out.Lines {
		out.Lines[i].Wording = out.WordingOf(l)
	}
	if len(out.Lines) == 0 && out.Reason == "" {
		out.Reason = NotProven
	}
	return out
}
