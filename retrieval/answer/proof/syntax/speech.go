package syntax

import (
	"slices"
	"strings"

	"footnote/retrieval/text/lexicon"
)

// States reports whether a word may say something of another: a verb or an adjective.
func States(s *Sentence, i int) bool { return s.IsVerb(i) || s.Words[i].Known.Is(lexicon.Adjective) }

// FirstPerson reports whether whoever speaks says of himself, by one of these modal verbs,
// that he does what the verb at q says.
func FirstPerson(s *Sentence, q int, modals ...string) bool {
	for k := q - 1; k >= 0 && k >= q-helpersWithin && s.Words[k].Segment == s.Words[q].Segment; k-- {
		lower, modal := s.Words[k].Lower, ""
		if head, tail, ok := strings.Cut(lower, "'"); ok {
			lower, modal = head, "'"+tail
		} else if k+1 < q {
			modal = s.Words[k+1].Lower
		}
		if lower == "i" || lower == "we" {
			return slices.Contains(modals, modal)
		}
	}
	return false
}

// Imperative reports whether the verb at q tells somebody to do something: it opens its
// part of the sentence but for "please" and "don't", or asks "could you".
func Imperative(s *Sentence, q int) bool {
	if !s.Words[q].isBase() {
		return false
	}
	k := s.BeforeVerb(q)
	if k < 0 || s.Words[k].Segment != s.Words[q].Segment || s.Words[k].Lower == "please" {
		return !slices.ContainsFunc(s.Words[k+1:q], func(w Word) bool { return w.IsModalVerb() })
	}
	return s.Words[k].Lower == "you" && k > 0 && s.Words[k-1].IsModalVerb()
}
