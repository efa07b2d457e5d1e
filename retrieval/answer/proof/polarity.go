package proof

import (
	"slices"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text/lexicon"
)

// negations counts the words that negate word i: those before it in its part of
// the sentence, and verbs such as "refuse" whose object it is.
func (s *sentence) negations(i int) int {
	n := s.unlessOver(i)
	for k := i - 1; k >= 0; k-- {
		w := &s.words[k]
		if parted(s, k, i) {
			break
		}
		switch {
		case w.class == negative && !softened(s, k) && !(w.lower == "nor" && neither(s, k)):
			n++
		case w.class == undone && governs(s, k, i):
			n++
		}
	}
	return n
}

// parted reports whether what stands at k can no longer cover word i: a mark
// of punctuation or a conjunction that begins a new clause stands between.
func parted(s *sentence, k, i int) bool {
	return s.words[k].segment != s.words[i].segment || divided(s, k, i)
}

// divided reports whether a conjunction that begins a new clause stands between
// two words.
func divided(s *sentence, k, i int) bool {
	for m := k + 1; m < i; m++ {
		if s.words[m].lower == "and" && opensClause(s, m+1) {
			return true
		}
		switch s.words[m].lower {
		case "but", "because", "although", "though", "while", "whereas", "which", "who", "after", "before", "until", "if", "unless", "since", "once":
			return true
		}
	}
	return false
}

// neither reports whether "neither" stands before the "nor" at k.
func neither(s *sentence, k int) bool {
	return slices.ContainsFunc(s.words[:k], func(w word) bool { return w.lower == "neither" })
}

// opensClause reports whether a verb bound to a subject stands at k or behind
// an adverb there, so that the "and" before begins a clause.
func opensClause(s *sentence, k int) bool {
	if k+1 < len(s.words) && s.words[k].tag == "RB" {
		k++
	}
	if k+1 < len(s.words) && (s.words[k].isNumber || s.pronounBetween(k, k+1)) {
		k++ // and two were replaced
	}
	return k < len(s.words) && s.finite(k) && (s.words[k].tag != "VBP" || isToBe(s.words[k].lower))
}

// softened reports whether a negation negates no fact: "not only".
func softened(s *sentence, k int) bool {
	return k+1 < len(s.words) && s.words[k+1].class == only
}

// governs reports whether verb k has the verb or noun at i for its object:
// nothing but words of grammar and one other stand between.
func governs(s *sentence, k, i int) bool {
	between := 0
	for m := k + 1; m < i; m++ {
		if s.words[m].class == open {
			between++
		}
	}
	return between <= 1
}

// polarity finds a word of the claim that is negated where the quote's is not,
// or the other way round.
func (a *alignment) polarity() (evidence.Fault, bool) {
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if !turnable(a, i) {
			continue
		}
		if !a.claim.predicates(i) && !slices.ContainsFunc(a.to[i], a.quote.predicates) {
			if f := denied(a, i); f.Found() {
				return f, true
			}
			continue
		}
		if a.opposite[i] >= 0 && len(a.to[i]) == 1 && a.to[i][0] == a.opposite[i] {
			return evidence.Fault{}, false // the opposite of what is negated, with all behind it
		}
		if !slices.ContainsFunc(a.to[i], func(j int) bool { return parity(a.quote, j)%2 == parity(a.claim, i)%2 }) {
			return evidence.Negation.At(w.form), true
		}
	}
	if f := lonely(a); f.Found() {
		return f, true
	}
	return evidence.Fault{}, false
}

// parity counts what negates a predicate: what stands before it in its clause,
// a "no" before its object, and a verb such as "forbid" that it is the subject of.
func parity(s *sentence, i int) int {
	n := s.negations(i)
	if o := s.objectOf(i); s.isVerb(i) && o >= 0 && o <= i+4 && refused(s, o) && !slices.ContainsFunc(s.words[i:o], func(w word) bool { return w.lower == "that" || w.lower == "without" }) {
		n++
	}
	if hardly(s, i) {
		n++
	}
	for k := i + 1; k < len(s.words) && s.words[k].segment == s.words[i].segment; k++ {
		if s.finite(k) && !isToBe(s.words[k].lower) {
			break
		}
		if s.words[k].class == undone && s.words[k].tag != "VBD" && slices.ContainsFunc(s.words[i:k], func(w word) bool { return isToBe(w.lower) }) {
			n++
		}
	}
	return n
}

// turnable reports whether a "not" can turn round word i of the claim, which the
// quote says.
func turnable(a *alignment, i int) bool {
	w := &a.claim.words[i]
	if len(a.to[i]) == 0 || !w.meaning() || w.name || w.isNumber || small()[w.lower] {
		return false
	}
	return permits[w.lower] == "" || !a.quote.words[a.to[i][0]].isModalVerb()
}

// denied finds a noun or the like of the claim with a "no" before it where the
// quote's has none, or the other way round.
func denied(a *alignment, i int) evidence.Fault {
	mine := refused(a.claim, i)
	if !slices.ContainsFunc(a.to[i], func(j int) bool { return refused(a.quote, j) == mine }) && !verbNegated(a, i, mine) {
		return evidence.Negation.At(a.claim.words[i].form)
	}
	return evidence.Fault{}
}

// verbNegated reports whether the "no" before the noun of one of the two is a
// "not" at the verb of the other.
func verbNegated(a *alignment, i int, mine bool) bool {
	if mine {
		return slices.ContainsFunc(a.to[i], func(j int) bool { return clauseNegations(a.quote, j)%2 == 1 }) || deedNegated(a, i)
	}
	return clauseNegations(a.claim, i)%2 == 1 || slices.ContainsFunc(a.claim.words, func(w word) bool { return permits[w.lower] == "may not" })
}

// deedNegated reports whether the quote negates the verb of which the noun at i is the
// subject in both.
func deedNegated(a *alignment, i int) bool {
	for v := range a.claim.words {
		if a.claim.isVerb(v) && slices.Contains(a.claim.heads(a.claim.subjectOf(v)), i) {
			return slices.ContainsFunc(a.to[v], func(j int) bool {
				return a.quote.negations(j)%2 == 1 && a.among([]int{i}, func(q int) bool { return slices.Contains(a.quote.subjectOf(j), q) }, true)
			})
		}
	}
	return false
}

// refused reports whether "no" or "without" stands before the noun at i, with
// nothing but its adjectives between.
func refused(s *sentence, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3 && s.words[k].segment == s.words[i].segment; k-- {
		switch s.words[k].lower {
		case "no", "without", "not", "neither", "nor":
			return s.words[k].class == negative
		}
		if s.words[k].tag == "DT" {
			return k > 0 && s.words[k-1].lower == "not" // but not the beans
		}
		if s.isVerb(k) || s.words[k].tag == "IN" {
			return false
		}
	}
	return false
}

// clauseNegations counts what negates the clause that holds word i, wherever it
// stands in it.
func clauseNegations(s *sentence, i int) int {
	n := 0
	for k := range s.words {
		if s.words[k].class == negative && !softened(s, k) && !(s.words[k].lower == "nor" && neither(s, k)) && !parted(s, min(k, i), max(k, i)) {
			n++
		}
	}
	return n
}

// predicates reports whether word i says something of another: a verb, an
// adjective behind "be", a noun made of a verb that is carried by one.
func (s *sentence) predicates(i int) bool {
	if s.isVerb(i) || isPredicate(s, i) || s.words[i].acts() {
		return true
	}
	if s.words[i].tag != "JJ" && s.words[i].tag != "VBN" && s.words[i].tag != "RB" || modified(s, i) == i+1 {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-3 && s.words[k].segment == s.words[i].segment; k-- {
		if isToBe(s.words[k].lower) {
			return true
		}
	}
	return false
}

// inverted reports whether some word of the claim is borne by its opposite.
func inverted(a *alignment) bool {
	for i, j := range a.opposite {
		if j >= 0 && len(a.to[i]) == 1 && a.to[i][0] == j {
			return true
		}
	}
	return false
}

// lonely finds a negation of the claim where the quote has none at all, and the
// other way round where the claim repeats most of the quote's clause.
func lonely(a *alignment) evidence.Fault {
	for i, w := range a.claim.words {
		if w.class != negative || softened(a.claim, i) {
			continue
		}
		if !holdsClass(a.quote, negative, 0, len(a.quote.words)) && !holdsClass(a.quote, undone, 0, len(a.quote.words)) && !inverted(a) && !anyHardly(a.quote) {
			return evidence.Negation.At(w.form)
		}
	}
	return evidence.Fault{}
}

// invert bears a negated word by its opposite where the quote says the word of
// somebody else: "Dahl was not present" by "Dahl was absent", though Berg was
// present.
func invert(a *alignment) {
	for i := range a.claim.words {
		if a.pair[i] >= 0 && !ofOther(a, i, a.pair[i]) || len(a.to[i]) == 0 || !a.claim.predicates(i) || saysAlike(a, i, a.to[i]) {
			continue
		}
		var other []int
		for q := range a.quote.words {
			if !slices.Contains(a.pair, q) && a.quote.predicates(q) && lexicon.Relate(a.claim.words[i].known, a.quote.words[q].known) == lexicon.Antonym && a.claim.negations(i)%2 != a.quote.negations(q)%2 {
				other = append(other, q)
			}
		}
		if len(other) > 0 && saysAlike(a, i, other) {
			a.to[i], a.opposite[i] = other, other[0]
		}
	}
}

// ofOther reports whether the quote's word at q is said of others than the claim's
// at i.
func ofOther(a *alignment, i, q int) bool {
	subject, theirs := a.claim.heads(a.claim.subjectOf(i)), a.quote.subjectOf(q)
	return len(theirs) > 0 && a.among(subject, func(k int) bool { return !slices.Contains(theirs, k) }, true)
}

// saysAlike reports whether one of the quote's words stands as the claim's does:
// with its subject, and both negated or both not, if it is no opposite.
func saysAlike(a *alignment, i int, quote []int) bool {
	return slices.ContainsFunc(quote, func(q int) bool {
		opposed := lexicon.Relate(a.claim.words[i].known, a.quote.words[q].known) == lexicon.Antonym
		same := a.claim.negations(i)%2 == a.quote.negations(q)%2
		return same != opposed && !ofOther(a, i, q)
	})
}
