package syntax

import (
	"slices"
)

// Governor is the verb that a word behind a preposition, or a date, belongs to: the
// last before it in its clause, else, where it opens a part of the sentence, the first
// behind it; -1 where there is none.
func Governor(s *Sentence, i int) int {
	for k := i - 1; k >= 0; k-- {
		if s.IsVerb(k) || s.IsPassive(k) {
			return k
		}
		if LightVerb(s.Words[k].Lower) != nil {
			return -1
		}
		if s.Words[k].Segment != s.Words[i].Segment && s.finite(k) {
			break
		}
	}
	if slices.ContainsFunc(s.Words[s.segmentStart(i):i], func(w Word) bool { return w.Meaning() && !w.Name && !w.IsNumber }) {
		return -1
	}
	for k := i + 1; k < len(s.Words); k++ {
		if s.IsVerb(k) || s.IsPassive(k) {
			return k
		}
	}
	return -1
}

// Adjunct reports whether word i says where or when: a name, a date or a noun of time
// behind a preposition.
func Adjunct(s *Sentence, i int) bool {
	w := &s.Words[i]
	if !w.Date && !w.Name && !(s.IsNoun(i) && OfTime(w)) {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-4 && s.Words[k].Segment == s.Words[i].Segment; k-- {
		if v := &s.Words[k]; placing[v.Lower] {
			return places(s, k, w)
		} else if v.Class != Free && !v.Date && !v.IsNumber && !v.Name && !OfTime(v) {
			return false
		}
	}
	return false
}

// places reports whether the preposition at k says where or when of a word behind it:
// not who did it, "by Berg", what it is about, "on Berg", or who says so.
func places(s *Sentence, k int, w *Word) bool {
	if k > 0 && s.Words[k-1].Lower == "according" {
		return false
	}
	return !w.Name || w.Date || s.Words[k].Lower != "by" && s.Words[k].Lower != "on"
}

// placing are the prepositions of place and time.
var placing = map[string]bool{"in": true, "on": true, "at": true, "by": true, "until": true, "since": true, "from": true, "to": true, "into": true, "with": true}
