package entailment

import (
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// polarity finds a word of the claim that is negated where the quote's is not,
// or the other way round.
func polarity(a *alignment.Alignment) (evidence.Fault, bool) {
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if !turnable(a, i) {
			continue
		}
		if !a.Claim.Predicates(i) && !slices.ContainsFunc(a.To[i], a.Quote.Predicates) {
			if f := denied(a, i); f.Found() {
				return f, true
			}
			continue
		}
		if a.Opposite[i] >= 0 && len(a.To[i]) == 1 && a.To[i][0] == a.Opposite[i] {
			return evidence.Fault{}, false // the opposite of what is negated, with all behind it
		}
		if !slices.ContainsFunc(a.To[i], func(j int) bool { return syntax.Parity(a.Quote, j)%2 == syntax.Parity(a.Claim, i)%2 }) {
			return evidence.Negation.At(w.Form), true
		}
	}
	if f := lonely(a); f.Found() {
		return f, true
	}
	return evidence.Fault{}, false
}

// turnable reports whether a "not" can turn round word i of the claim, which the
// quote says.
func turnable(a *alignment.Alignment, i int) bool {
	w := &a.Claim.Words[i]
	if len(a.To[i]) == 0 || !w.Meaning() || w.Name || w.IsNumber || syntax.Small()[w.Lower] {
		return false
	}
	return syntax.Permits[w.Lower] == "" || !a.Quote.Words[a.To[i][0]].IsModalVerb()
}

// denied finds a noun or the like of the claim with a "no" before it where the
// quote's has none, or the other way round.
func denied(a *alignment.Alignment, i int) evidence.Fault {
	mine := syntax.Refused(a.Claim, i)
	if !slices.ContainsFunc(a.To[i], func(j int) bool { return syntax.Refused(a.Quote, j) == mine }) && !verbNegated(a, i, mine) {
		return evidence.Negation.At(a.Claim.Words[i].Form)
	}
	return evidence.Fault{}
}

// verbNegated reports whether the "no" before the noun of one of the two is a
// "not" at the verb of the other.
func verbNegated(a *alignment.Alignment, i int, mine bool) bool {
	if mine {
		return slices.ContainsFunc(a.To[i], func(j int) bool { return syntax.ClauseNegations(a.Quote, j)%2 == 1 }) || deedNegated(a, i)
	}
	return syntax.ClauseNegations(a.Claim, i)%2 == 1 || slices.ContainsFunc(a.Claim.Words, func(w syntax.Word) bool { return syntax.Permits[w.Lower] == "may not" })
}

// deedNegated reports whether the quote negates the verb of which the noun at i is the
// subject in both.
func deedNegated(a *alignment.Alignment, i int) bool {
	for v := range a.Claim.Words {
		if a.Claim.IsVerb(v) && slices.Contains(a.Claim.Heads(a.Claim.SubjectOf(v)), i) {
			return slices.ContainsFunc(a.To[v], func(j int) bool {
				return a.Quote.Negations(j)%2 == 1 && a.Among([]int{i}, func(q int) bool { return slices.Contains(a.Quote.SubjectOf(j), q) }, true)
			})
		}
	}
	return false
}

// inverted reports whether some word of the claim is borne by its opposite.
func inverted(a *alignment.Alignment) bool {
	for i, j := range a.Opposite {
		if j >= 0 && len(a.To[i]) == 1 && a.To[i][0] == j {
			return true
		}
	}
	return false
}

// lonely finds a negation of the claim where the quote has none at all, and the
// other way round where the claim repeats most of the quote's clause.
func lonely(a *alignment.Alignment) evidence.Fault {
	for i, w := range a.Claim.Words {
		if w.Class != syntax.Negative || syntax.Softened(a.Claim, i) {
			continue
		}
		if !syntax.HoldsClass(a.Quote, syntax.Negative, 0, len(a.Quote.Words)) && !syntax.HoldsClass(a.Quote, syntax.Undone, 0, len(a.Quote.Words)) && !inverted(a) && !syntax.AnyHardly(a.Quote) {
			return evidence.Negation.At(w.Form)
		}
	}
	return evidence.Fault{}
}
