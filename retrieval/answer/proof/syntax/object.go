package syntax

import "slices"

// ObjectOf returns the head of the first phrase behind the verb at i, in its
// part of the sentence, or -1.
func (s *tagged) ObjectOf(i int) int {
	for k := i + 1; k < len(s.Words) && s.Words[k].Segment == s.Words[i].Segment; k++ {
		if s.Words[k].Date {
			continue
		}
		if s.Words[k].Name {
			return k
		}
		if s.Words[k].Tag != "WP" && s.opens(k) && s.Words[k].Lower != "as" {
			return -1
		}
		if s.IsNoun(k) {
			for k+1 < len(s.Words) && s.IsNoun(k+1) && !s.Words[k+1].Name && s.Words[k+1].Segment == s.Words[i].Segment && !s.Words[k].Owner {
				k++
			}
			return k
		}
	}
	return -1
}

// Heads are the words of a phrase that name what it is about: not what stands
// before another noun or behind "of".
func (s *Sentence) Heads(phrase []int) []int {
	var list []int
	for n, k := range phrase {
		modifies := n+1 < len(phrase) && phrase[n+1] == k+1 && s.Words[k].Segment == s.Words[k+1].Segment || s.Words[k].Owner
		if n > 0 && s.behindPreposition(phrase[n-1], k) {
			break
		}
		if !modifies {
			list = append(list, k)
		}
	}
	return list
}

func (s *tagged) behindPreposition(from, to int) bool {
	for m := from + 1; m < to; m++ {
		if s.Words[m].Tag == "IN" || s.Words[m].Tag == "TO" {
			return true
		}
	}
	return false
}

// Behind is the noun behind a preposition in the part of the sentence behind the verb at v,
// -1 where there is none.
func (s *tagged) Behind(v int, preposition string) int {
	for k := v + 1; k < len(s.Words) && s.Words[k].Segment == s.Words[v].Segment; k++ {
		if s.Words[k].Lower == preposition {
			return s.ObjectOf(k)
		}
	}
	return -1
}

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
