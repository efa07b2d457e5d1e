package summary

import (
	"slices"
	"strings"

	"footnote/retrieval/answer"
	"footnote/retrieval/answer/proof"
)

// Wording is whose words a line is in. Of two, the greater is further from the
// articles.
type Wording int

const (
	// Verbatim is a quote as it stands.
	Verbatim Wording = iota
	// Shortened is one piece of a quote without the rest. A capital at its start
	// and a full stop at its end may be new.
	Shortened
	// Reworded is a sentence in other words that is held to its quotes.
	Reworded
	// Noted is a moderator's note.
	Noted
)

// Wording is the line's, whose footnotes are those of the summary.
func (s *Summary) Wording(l Line) Wording {
	if l.Note {
		return Noted
	}
	least := Reworded
	for _, c := range s.Citations {
		if slices.Contains(l.Citations, c.Number) {
			least = min(least, wordingOf(l.Text, c))
		}
	}
	return least
}

// Furthest is the wording of the line that is furthest from the articles, where
// notes, which are marked as such, do not count.
func (s *Summary) Furthest() Wording {
	most := Verbatim
	for _, l := range s.Lines {
		if w := s.Wording(l); w != Noted {
			most = max(most, w)
		}
	}
	return most
}

func wordingOf(text string, c answer.Citation) Wording {
	text, quote := proof.Clean(text), proof.Clean(c.Quote)
	if text == quote {
		return Verbatim
	}
	piece := strings.ToLower(strings.TrimRight(text, ". "))
	if piece != "" && strings.Contains(strings.ToLower(quote), piece) {
		return Shortened
	}
	return Reworded
}
