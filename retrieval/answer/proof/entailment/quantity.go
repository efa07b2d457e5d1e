package entailment

import (
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// quantity finds a word of the claim that says how many, or which in an order,
// and that the quote does not have, and one of the quote that limits what the
// claim says of all.
func quantity(a *alignment.Alignment) (evidence.Fault, bool) {
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if slices.Contains(syntax.Counts, w.Class) && !syntax.HoldsClass(a.Quote, w.Class, 0, len(a.Quote.Words)) {
			return evidence.Quantity.At(w.Form), w.Class == syntax.Every && syntax.HoldsClass(a.Quote, syntax.Some, 0, len(a.Quote.Words))
		}
		if w.Class == syntax.Order {
			if f := ordered(a, i); f.Found() {
				return f, false
			}
		}
	}
	return limited(a)
}

// limited finds a "some", "most" or "nearly" before a word of the quote that
// the claim says without one.
func limited(a *alignment.Alignment) (evidence.Fault, bool) {
	for i := range a.Claim.Words {
		if len(a.To[i]) == 0 || !a.Claim.Words[i].Meaning() {
			continue
		}
		for _, c := range []syntax.Class{syntax.Some, syntax.Few, syntax.Most, syntax.Nearly, syntax.AtLeast, syntax.AtMost, syntax.More, syntax.Less} {
			if limitLost(a, i, c) {
				return evidence.Quantity.At(a.Claim.Words[i].Form), false
			}
		}
	}
	return evidence.Fault{}, false
}

// limitLost reports whether the claim says word i without the limit of a class that
// the quote has before it.
func limitLost(a *alignment.Alignment, i int, c syntax.Class) bool {
	switch c {
	case syntax.More, syntax.Less:
		if !syntax.Exact(a.Claim, i) {
			return false
		}
	case syntax.AtLeast, syntax.AtMost:
		if !a.Claim.Words[i].IsNumber {
			return false
		}
	}
	all := !slices.ContainsFunc(a.To[i], func(j int) bool { return !syntax.Qualified(a.Quote, j, c) })
	return all && !syntax.Qualified(a.Claim, i, c) && !(c != syntax.Some && syntax.Qualified(a.Claim, i, syntax.Some))
}

// ordered finds a word that the quote has between "first" and what is the
// first, and the claim has not: the first of fewer things.
func ordered(a *alignment.Alignment, i int) evidence.Fault {
	noun := nextNoun(a.Claim, i)
	if noun < 0 || len(a.To[noun]) == 0 {
		if slices.ContainsFunc(a.Quote.Words, func(q syntax.Word) bool { return q.Class == syntax.Order && q.Lower == a.Claim.Words[i].Lower }) {
			return evidence.Fault{}
		}
		return evidence.Quantity.At(a.Claim.Words[i].Form)
	}
	for j := range a.Quote.Words {
		if a.Quote.Words[j].Class != syntax.Order || a.Quote.Words[j].Lower != a.Claim.Words[i].Lower {
			continue
		}
		for k := j + 1; k < len(a.Quote.Words) && !slices.Contains(a.To[noun], k); k++ {
			if a.Quote.Words[k].Meaning() && !alignment.Repeats(a, k) && !(a.Quote.Words[k].Tag == "VBN" && alignment.Repeats(a, k-1)) {
				return evidence.Scope.At(a.Quote.Words[k].Form)
			}
		}
		return evidence.Fault{}
	}
	return evidence.Quantity.At(a.Claim.Words[i].Form)
}

// nextNoun is the next word with a meaning that no other follows at once.
func nextNoun(s *syntax.Sentence, i int) int {
	found := -1
	for k := i + 1; k < len(s.Words) && s.Words[k].Segment == s.Words[i].Segment; k++ {
		if s.Words[k].Meaning() && !s.IsVerb(k) {
			found = k
		} else if found >= 0 {
			break
		}
	}
	return found
}
