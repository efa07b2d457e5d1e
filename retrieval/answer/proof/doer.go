package proof

import (
	"slices"

	"footnote/retrieval/text/lexicon"
)

// subjectOf returns the words of the subject of the verb at i: the nouns and
// names before it in its part of the sentence, behind the verb before; where
// that part holds none, as behind "who", those of the part before.
func (s *sentence) subjectOf(i int) []int {
	if i >= len(s.words) {
		return nil
	}
	segment := s.words[i].segment
	var list []int
	for k := i - 1; k >= 0; k-- {
		w := &s.words[k]
		if w.segment != segment {
			if len(list) > 0 && !s.isApposition(k+1) || s.pronounBetween(k+1, i) {
				break
			}
			segment = w.segment
		}
		if s.isVerb(k) && len(list) > 0 {
			break
		}
		if !w.date && (w.name || w.class == open && !s.isVerb(k) && w.known.Is(lexicon.Noun)) {
			list = append(list, k)
		}
	}
	slices.Reverse(list)
	return list
}

// isApposition reports whether the part of the sentence that begins at k only
// says who the one named before it is: it opens with an article and has no verb.
func (s *sentence) isApposition(k int) bool {
	switch s.words[k].lower {
	case "the", "a", "an", "his", "her", "its", "their", "who":
	default:
		return false
	}
	for m := k; m < len(s.words) && s.words[m].segment == s.words[k].segment; m++ {
		if s.isVerb(m) {
			return false
		}
	}
	return k > 0
}

// pronounBetween reports whether a personal pronoun, which is a subject of its
// own, stands in a range.
func (s *sentence) pronounBetween(from, to int) bool {
	for k := from; k < to; k++ {
		switch s.words[k].lower {
		case "he", "she", "they", "it", "we", "i", "you":
			return true
		}
	}
	return false
}

// objectOf returns the first noun or name behind the verb at i, in its part of
// the sentence, or -1.
func (s *sentence) objectOf(i int) int {
	for k := i + 1; k < len(s.words) && s.words[k].segment == s.words[i].segment; k++ {
		w := &s.words[k]
		if w.name {
			return k
		}
		if w.class == open && !s.isVerb(k) && w.known.Is(lexicon.Noun) {
			for k+1 < len(s.words) && s.words[k+1].class == open && !s.words[k+1].name && s.words[k+1].known.Is(lexicon.Noun) && s.words[k+1].segment == w.segment && !w.owner {
				k++
			}
			return k
		}
	}
	return -1
}

// roles finds a doer of the claim who in the quote is the one it is done to, or
// has no part in it.
func (a *alignment) roles(*judge) (Fault, bool) {
	for i := range a.claim.words {
		if len(a.to[i]) == 0 || !a.claim.isVerb(i) && !a.claim.isPredicate(i) {
			continue
		}
		if !slices.ContainsFunc(a.to[i], func(j int) bool { return a.sameRoles(i, j) }) {
			return Fault{Roles, a.claim.words[i].form}, true
		}
	}
	return Fault{}, false
}

// sameRoles reports whether the claim's verb at i and the quote's word at j have
// the same doer and the same object, as far as both name them.
func (a *alignment) sameRoles(i, j int) bool {
	passive := a.claim.isPassive(i) != a.quote.isPassive(j) && !a.quote.isPredicate(j)
	subject := a.claim.subjectOf(i)
	if !a.quote.isVerb(j) && !a.quote.isPredicate(j) {
		return true
	}
	theirs := a.quote.subjectOf(j)
	switch {
	case len(subject) == 0:
	case passive:
		if a.all(subject, func(q int) bool { return q < j && slices.Contains(theirs, q) }) {
			return false
		}
	case len(theirs) > 0 && !a.within(subject, theirs):
		return false
	}
	if o := a.claim.objectOf(i); o >= 0 && len(a.to[o]) > 0 && !passive {
		return slices.ContainsFunc(a.to[o], func(q int) bool { return q > j }) || a.quote.isPassive(j)
	}
	return true
}

// within reports whether the quote says some of the claim's words, and each that
// it says by one of the words given.
func (a *alignment) within(claim, quote []int) bool {
	n := 0
	for _, k := range claim {
		if len(a.to[k]) == 0 {
			continue
		}
		n++
		if !slices.ContainsFunc(a.to[k], func(q int) bool { return slices.Contains(quote, q) }) {
			return false
		}
	}
	return n > 0
}

// all reports whether each word of the claim that the quote says is said by
// words of which holds is true alone.
func (a *alignment) all(claim []int, holds func(q int) bool) bool {
	n := 0
	for _, k := range claim {
		if len(a.to[k]) == 0 {
			continue
		}
		n++
		if slices.ContainsFunc(a.to[k], func(q int) bool { return !holds(q) }) {
			return false
		}
	}
	return n > 0
}

// isToBe reports whether a word in lower case is a form of "be".
func isToBe(w string) bool {
	switch w {
	case "is", "was", "are", "were", "be", "been", "being":
		return true
	}
	return false
}
