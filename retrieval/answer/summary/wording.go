package summary

import (
	"slices"

	"footnote/retrieval/answer"
)

// nearness are the wordings, those of the articles first.
var nearness = []answer.Wording{answer.Verbatim, answer.Shortened, answer.Reworded}

// WordingOf is whose words a line is in, which one kept before it was told does not say.
func (s *Summary) WordingOf(l Line) answer.Wording {
	switch {
	case l.Wording != "":
		return l.Wording
	case l.Note:
		return answer.Noted
	}
	return answer.WordingOf(l.Text, s.Citations, l.Citations)
}

// Furthest is the wording of the line that is furthest from the articles, where
// notes, which are marked as such, do not count.
func (s *Summary) Furthest() answer.Wording {
	most := 0
	for _, l := range s.Lines {
		most = max(most, slices.Index(nearness, s.WordingOf(l)))
	}
	return nearness[most]
}
