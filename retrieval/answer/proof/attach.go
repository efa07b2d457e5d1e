package proof

import (
	"slices"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text/lexicon"
)

// governor is the verb that a word behind a preposition, or a date, belongs to: the
// last before it in its clause, else, where it opens a part of the sentence, the first
// behind it; -1 where there is none.
func governor(s *sentence, i int) int {
	for k := i - 1; k >= 0; k-- {
		if s.isVerb(k) || s.isPassive(k) {
			return k
		}
		if lightVerb(s.words[k].lower) != nil {
			return -1
		}
		if s.words[k].segment != s.words[i].segment && s.finite(k) {
			break
		}
	}
	if slices.ContainsFunc(s.words[s.segmentStart(i):i], func(w word) bool { return w.meaning() && !w.name && !w.isNumber }) {
		return -1
	}
	for k := i + 1; k < len(s.words); k++ {
		if s.isVerb(k) || s.isPassive(k) {
			return k
		}
	}
	return -1
}

// adjunct reports whether word i says where or when: a name, a date or a noun of time
// behind a preposition.
func adjunct(s *sentence, i int) bool {
	w := &s.words[i]
	if !w.date && !w.name && !(s.isNoun(i) && ofTime(w)) {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-4 && s.words[k].segment == s.words[i].segment; k-- {
		if v := &s.words[k]; placing[v.lower] {
			return places(s, k, w)
		} else if v.class != free && !v.date && !v.isNumber && !v.name && !ofTime(v) {
			return false
		}
	}
	return false
}

// places reports whether the preposition at k says where or when of a word behind it:
// not who did it, "by Berg", what it is about, "on Berg", or who says so.
func places(s *sentence, k int, w *word) bool {
	if k > 0 && s.words[k-1].lower == "according" {
		return false
	}
	return !w.name || w.date || s.words[k].lower != "by" && s.words[k].lower != "on"
}

// placing are the prepositions of place and time.
var placing = map[string]bool{"in": true, "on": true, "at": true, "by": true, "until": true, "since": true, "from": true, "to": true, "into": true, "with": true}

// attached finds a place or a time of the claim that the quote gives of another deed:
// "arrived in Addis" where it arrived in Nairobi and flew on to Addis.
func (a *alignment) attached() (evidence.Fault, bool) {
	for i := range a.claim.words {
		v := governor(a.claim, i)
		if v < 0 && a.claim.words[i].date && dateOfOther(a, i) {
			return evidence.Scope.At(a.claim.words[i].form), false
		}
		if v < 0 || !adjunct(a.claim, i) || len(a.to[v]) == 0 || !a.claim.isVerb(v) && !a.claim.isPassive(v) {
			continue
		}
		at := saidAt(a, i)
		if len(at) == 0 {
			continue
		}
		if !slices.ContainsFunc(at, func(q int) bool { return goesWith(a, q, a.to[v]) }) {
			return evidence.Scope.At(a.claim.words[i].form), false
		}
	}
	return evidence.Fault{}, false
}

// subjectOfOther reports whether word q does something else than these verbs.
func subjectOfOther(s *sentence, q int, verbs []int) bool {
	if !s.words[q].name || s.words[q].date {
		return false
	}
	other := false
	for v := range s.words {
		if (s.isVerb(v) || isToBe(s.words[v].lower)) && slices.Contains(s.heads(s.subjectOf(v)), q) {
			if slices.Contains(verbs, v) {
				return false
			}
			other = true
		}
	}
	return other
}

// dateOfOther reports whether the date at i, on which the claim says that its subject
// was, is in the quote that of a deed of something else, told in a relative clause: "the
// anniversary of the invasion, which began on Monday".
func dateOfOther(a *alignment, i int) bool {
	v := a.claim.verbBefore(i)
	if v < 0 || lightVerb(a.claim.words[v].lower) == nil {
		return false
	}
	subject := a.claim.heads(a.claim.subjectOf(v))
	at := saidAt(a, i)
	return len(subject) > 0 && len(at) > 0 && !slices.ContainsFunc(at, func(q int) bool {
		k := 0
		if g := governor(a.quote, q); g >= 0 {
			k = a.quote.beforeVerb(g)
		}
		return k <= 0 || !a.quote.relative(k) || slices.ContainsFunc(subject, func(n int) bool { return slices.Contains(a.to[n], k-1) })
	})
}

// goesWith reports whether the place or time at q of the quote is that of one of these
// words.
func goesWith(a *alignment, q int, verbs []int) bool {
	g := governor(a.quote, q)
	if g < 0 {
		return slices.ContainsFunc(verbs, func(p int) bool { return a.quote.words[p].segment == a.quote.words[q].segment })
	}
	if subjectOfOther(a.quote, q, verbs) {
		return false
	}
	deed := slices.ContainsFunc(verbs, func(p int) bool { return a.quote.isVerb(p) || a.quote.isPassive(p) })
	return !deed || !adjunct(a.quote, q) || slices.Contains(verbs, g) || serves(a, g, verbs)
}

// saidAt are the words of the quote that say word i of the claim, a date included.
func saidAt(a *alignment, i int) []int {
	if len(a.to[i]) > 0 || !a.claim.words[i].date {
		return a.to[i]
	}
	var list []int
	for q := range a.quote.words {
		if w := &a.quote.words[q]; w.date && w.lower == a.claim.words[i].lower {
			list = append(list, q)
		}
	}
	return list
}

// serves reports whether the quote's verb at g only helps one of these or is helped by
// it, as "plans to visit", so that what is said of one is said of both.
func serves(a *alignment, g int, verbs []int) bool {
	return slices.ContainsFunc(verbs, func(v int) bool {
		from, to := min(g, v), max(g, v)
		for k := from + 1; k < to; k++ {
			if w := &a.quote.words[k]; w.lower != "to" && !isToBe(w.lower) && w.tag != "RB" && !(w.class == free && w.tag != "CC" && w.tag != "WDT" && w.tag != "WP") {
				return false
			}
		}
		return true
	})
}

// countedNoun is the noun that the number at i counts: the first behind it but for its
// adjectives, of the run of nouns that it opens the last; -1 where no noun follows.
func countedNoun(s *sentence, i int) (from, to int) {
	for k := i + 1; k < len(s.words) && s.words[k].segment == s.words[i].segment; k++ {
		if s.isNoun(k) && !s.words[k].isNumber {
			for to = k; to+1 < segmentEnd(s, i) && s.isNoun(to+1) && !s.words[to].owner; {
				to++
			}
			return k, to
		}
		if !describes(&s.words[k]) {
			break
		}
	}
	return -1, -1
}

// describes reports whether a word may stand between a number and the noun it counts.
func describes(w *word) bool {
	switch w.tag {
	case "JJ", "JJR", "JJS", "VBN", "VBG":
		return true
	case "CC", "TO":
		return w.isNumber
	case "IN":
		return w.lower == "of"
	}
	return w.isNumber || w.class == free
}

// countsOther reports whether the number at i of the claim counts another thing in the
// quote.
func countsOther(a *alignment, i int) bool {
	_, k := countedNoun(a.claim, i)
	if k < 0 || len(a.to[i]) == 0 || len(a.to[k]) == 0 || !a.quote.words[a.to[i][0]].isNumber || a.claim.words[i].unit != "" && a.claim.words[i].unit != "%" {
		return false
	}
	return !slices.ContainsFunc(a.to[i], func(p int) bool {
		from, to := countedNoun(a.quote, p)
		return from < 0 || slices.ContainsFunc(a.to[k], func(q int) bool { return from <= q && q <= to || q == p || ofShare(a.quote, q, p) })
	})
}

// ofOwner finds a name behind "of" of the claim that the quote does not have with the
// noun before it: "the minister of Kenya" is not "the minister's Kenyan counterpart".
func ofOwner(a *alignment) evidence.Fault {
	for i := range a.claim.words {
		if !a.claim.isNoun(i) || a.claim.words[i].name || len(a.to[i]) == 0 || i+2 >= len(a.claim.words) || a.claim.words[i+1].lower != "of" {
			continue
		}
		k := i + 2
		if a.claim.words[k].tag == "DT" && k+1 < len(a.claim.words) {
			k++
		}
		if !a.claim.words[k].name || len(a.to[k]) == 0 {
			continue
		}
		beside := slices.ContainsFunc(a.to[i], func(p int) bool {
			return slices.ContainsFunc(a.to[k], func(q int) bool { return sameGroup(a.quote, p, q) })
		})
		if !beside {
			return evidence.Scope.At(a.claim.words[i].form + " of " + a.claim.words[k].form)
		}
	}
	return evidence.Fault{}
}

// sameGroup reports whether the noun at p and the name at q belong to one group of
// words: nothing but nouns, adjectives and "of" or "in" stands between.
func sameGroup(s *sentence, p, q int) bool {
	if p == q {
		return true
	}
	if s.words[p].segment != s.words[q].segment {
		return false
	}
	for m := min(p, q) + 1; m < max(p, q); m++ {
		w := &s.words[m]
		noun := s.isNoun(m) && (q < p || !w.name || sameRun(s, m, max(p, q)))
		if !noun && !describes(w) && w.tag != "DT" && w.tag != "PRP$" && w.lower != "in" && w.lower != "and" {
			return false
		}
	}
	return true
}

// favours reports whether the verb at k speaks of the deed in the participle behind it
// as something wished or said, not done: "favours cutting".
func favours(s *sentence, k int) bool {
	return k+1 < len(s.words) && s.words[k+1].tag == "VBG" && s.isVerb(k) && s.words[k].class == open &&
		s.words[k].known.Filed(lexicon.Verb, verbsOfThinking, verbsOfTelling, verbsOfFeeling, verbsOfCare)
}
