package entailment

import (
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// otherGrammar finds a word of grammar in the place of another: "he" where the quote has
// "she" alone, "and" between words that it parts by "or".
func otherGrammar(a *alignment.Alignment) (evidence.Fault, bool) {
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if mine := syntax.Gender(w); mine != 0 && !hasGender(a.Quote, mine) && hasGender(a.Quote, -mine) {
			return evidence.Roles.At(w.Form), false
		}
		if w.Lower == "and" && joinedBy(a, i, "or") && !joinedBy(a, i, "and") {
			return evidence.Strength.At(w.Form), false
		}
	}
	return evidence.Fault{}, false
}

func hasGender(s *syntax.Sentence, gender int) bool {
	return slices.ContainsFunc(s.Words, func(w syntax.Word) bool { return syntax.Gender(&w) == gender })
}

// joinedBy reports whether the quote has a conjunction between what says the words on both
// sides of the one at i.
func joinedBy(a *alignment.Alignment, i int, joint string) bool {
	left, right := i-1, i+1
	for left >= 0 && !a.Claim.Words[left].Meaning() {
		left--
	}
	for right < len(a.Claim.Words) && !a.Claim.Words[right].Meaning() {
		right++
	}
	if left < 0 || right == len(a.Claim.Words) {
		return false
	}
	return slices.ContainsFunc(a.To[left], func(p int) bool {
		return slices.ContainsFunc(a.To[right], func(q int) bool {
			return p < q && slices.ContainsFunc(a.Quote.Words[p:q], func(w syntax.Word) bool { return w.Lower == joint })
		})
	})
}
