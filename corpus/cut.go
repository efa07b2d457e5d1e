package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"footnote/corpus/plaintext"
)

// cutLong divides a sentence over MaxRunes into pieces of about pieceRunes, at
// the end of a clause where there is one, else between words, else between
// characters as they are seen. Other sentences it returns whole.
func cutLong(text string, s Span) []Span {
	if s.Len() <= MaxRunes || utf8.RuneCountInString(text[s.Start:s.End]) <= MaxRunes {
		return []Span{s}
	}
	var pieces []Span
	for s.Len() > 0 {
		end := s.End
		if window := plaintext.RunesAhead(text[s.Start:s.End], pieceRunes); window < s.Len() {
			end = s.Start + cutPoint(text[s.Start:s.End], window)
		}
		if piece := plaintext.Trim(text, Span{Start: s.Start, End: end}); piece.Len() > 0 {
			pieces = append(pieces, piece)
		}
		s.Start = end
	}
	return pieces
}

// cutPoint returns where to cut s, at most window bytes from its start and in
// the second half of the window where there is a good place.
func cutPoint(s string, window int) int {
	clause, word := 0, 0
	for i, r := range s[:window] {
		if i < window/2 {
			continue
		}
		after := i + utf8.RuneLen(r)
		switch {
		case r == '\n' || strings.ContainsRune(";；،、，", r):
			clause = after
		case unicode.IsSpace(r):
			word = after
			if before, _ := utf8.DecodeLastRuneInString(s[:i]); strings.ContainsRune(",:)—–", before) {
				clause = after
			}
		}
	}
	switch {
	case clause > 0:
		return clause
	case word > 0:
		return word
	}
	return characterBefore(s, window)
}

// characterBefore is the end of the last character as it is seen (a letter with
// its accents, an emoji of several code points) that ends within window. One
// that is longer than the window is cut between its runes.
func characterBefore(s string, window int) int {
	end, state := 0, -1
	for rest := s[:plaintext.RuneStart(s, min(len(s), window+4*utf8.UTFMax))]; end < window; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if end+len(cluster) > window {
			break
		}
		end += len(cluster)
	}
	if end == 0 {
		return window
	}
	return end
}
