package entailment

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// otherGrammar finds a word of grammar in the place of another: "he" where the quote has
// "she" alone, "and" between words that it parts by "or", "near" between those that it has
// "behind" between.
func otherGrammar(a *alignment.Alignment) (evidence.Fault, bool) {
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if mine := syntax.Gender(w); mine != 0 && !hasGender(a.Quote, mine) && hasGender(a.Quote, -mine) {
			return evidence.Roles.At(w.Form), false
		}
		if w.Lower == "and" && joinedBy(a, i, "or") && !joinedBy(a, i, "and") {
			return evidence.Strength.At(w.Form), false
		}
		if w.Lower == "both" && !saysBoth(a, i) {
			return evidence.Quantity.At(w.Form), false
		}
		if (w.Lower == "still" || w.Lower == "again") && !w.Phrased && !saysAgain(a.Quote) {
			return evidence.Tense.At(w.Form), false
		}
	}
	return replaced(a)
}

// saysAgain reports whether the quote says that something goes on, or is done once more:
// "keeps", "reopened", "not yet".
func saysAgain(q *syntax.Sentence) bool {
	for i := range q.Words {
		if w := q.Words[i].Lower; w == "yet" || strings.HasPrefix(w, "re") && q.IsVerb(i) {
			return true
		}
	}
	return len(syntax.GoingOn(q)) > 0
}

// saysBoth reports whether the quote speaks of two, as the "both" at i of the claim does, or
// the claim names them: "both Berg and Dahl", "Berg and Dahl both".
func saysBoth(a *alignment.Alignment, i int) bool {
	names := func(words []syntax.Word) bool {
		return slices.ContainsFunc(words, func(w syntax.Word) bool { return w.Lower == "and" })
	}
	verb := i
	for verb < len(a.Claim.Words) && !a.Claim.Bound(verb) {
		verb++
	}
	return names(a.Claim.Words[:verb]) || names(a.Claim.Words[verb:]) && verb < i || slices.ContainsFunc(a.Quote.Words, func(w syntax.Word) bool {
		return w.IsNumber && w.Number == 2 || w.Lower == "both" || w.Lower == "neither"
	})
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
