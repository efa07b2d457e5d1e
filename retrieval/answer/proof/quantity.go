package proof

import (
	"slices"
)

// quantity finds a word of the claim that says how many, or which in an order,
// and that the quote does not have, and one of the quote that limits what the
// claim says of all.
func (a *alignment) quantity(*judge) (Fault, bool) {
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if slices.Contains(counts, w.class) && !holdsClass(a.quote, w.class, 0, len(a.quote.words)) {
			return Fault{Quantity, w.form}, w.class == every && holdsClass(a.quote, some, 0, len(a.quote.words))
		}
		if w.class == order {
			if f := ordered(a, i); f.Found() {
				return f, false
			}
		}
	}
	return limited(a)
}

// limited finds a "some", "most" or "nearly" before a word of the quote that
// the claim says without one.
func limited(a *alignment) (Fault, bool) {
	for i := range a.claim.words {
		if len(a.to[i]) == 0 || !a.claim.words[i].meaning() {
			continue
		}
		for _, c := range []class{some, few, most, nearly, atLeast, atMost, more, less} {
			if limitLost(a, i, c) {
				return Fault{Quantity, a.claim.words[i].form}, false
			}
		}
	}
	return Fault{}, false
}

// limitLost reports whether the claim says word i without the limit of a class that
// the quote has before it.
func limitLost(a *alignment, i int, c class) bool {
	switch c {
	case more, less:
		if !exact(a.claim, i) {
			return false
		}
	case atLeast, atMost:
		if !a.claim.words[i].isNumber {
			return false
		}
	}
	all := !slices.ContainsFunc(a.to[i], func(j int) bool { return !qualified(a.quote, j, c) })
	return all && !qualified(a.claim, i, c) && !(c != some && qualified(a.claim, i, some))
}

// exact reports whether the number at i is exact in its sentence: no comparative
// stands before it.
func exact(s *sentence, i int) bool {
	if !s.words[i].isNumber {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if s.words[k].tag == "JJR" || s.words[k].tag == "RBR" || s.words[k].lower == "than" {
			return false
		}
	}
	return true
}

// qualified reports whether a word of the class stands close before word i.
func qualified(s *sentence, i int, c class) bool {
	for k := i - 1; k >= 0 && k >= i-3 && s.words[k].segment == s.words[i].segment; k-- {
		if s.words[k].class == c {
			return true
		}
		if s.isVerb(k) {
			return false
		}
	}
	return false
}

// ordered finds a word that the quote has between "first" and what is the
// first, and the claim has not: the first of fewer things.
func ordered(a *alignment, i int) Fault {
	noun := nextNoun(a.claim, i)
	if noun < 0 || len(a.to[noun]) == 0 {
		if slices.ContainsFunc(a.quote.words, func(q word) bool { return q.class == order && q.lower == a.claim.words[i].lower }) {
			return Fault{}
		}
		return Fault{Quantity, a.claim.words[i].form}
	}
	for j := range a.quote.words {
		if a.quote.words[j].class != order || a.quote.words[j].lower != a.claim.words[i].lower {
			continue
		}
		for k := j + 1; k < len(a.quote.words) && !slices.Contains(a.to[noun], k); k++ {
			if a.quote.words[k].meaning() && !repeats(a, k) && !(a.quote.words[k].tag == "VBN" && repeats(a, k-1)) {
				return Fault{Scope, a.quote.words[k].form}
			}
		}
		return Fault{}
	}
	return Fault{Quantity, a.claim.words[i].form}
}

// nextNoun is the next word with a meaning that no other follows at once.
func nextNoun(s *sentence, i int) int {
	found := -1
	for k := i + 1; k < len(s.words) && s.words[k].segment == s.words[i].segment; k++ {
		if s.words[k].meaning() && !s.isVerb(k) {
			found = k
		} else if found >= 0 {
			break
		}
	}
	return found
}

// repeats reports whether some word of the claim is said by word k of the quote.
func repeats(a *alignment, k int) bool {
	return slices.ContainsFunc(a.to, func(list []int) bool { return slices.Contains(list, k) })
}
