package alignment

import (
	"slices"

	"footnote/retrieval/text/lexicon"
)

// invert bears a negated word by its opposite where the quote says the word of
// somebody else: "Dahl was not present" by "Dahl was absent", though Berg was
// present.
func invert(a *Alignment) {
	for i := range a.Claim.Words {
		if a.Pair[i] >= 0 && !OfOther(a, i, a.Pair[i]) || len(a.To[i]) == 0 || !a.Claim.Predicates(i) || SaysAlike(a, i, a.To[i]) {
			continue
		}
		var other []int
		for q := range a.Quote.Words {
			if !slices.Contains(a.Pair, q) && a.Quote.Predicates(q) && lexicon.Relate(a.Claim.Words[i].Known, a.Quote.Words[q].Known) == lexicon.Antonym && a.Claim.Negations(i)%2 != a.Quote.Negations(q)%2 {
				other = append(other, q)
			}
		}
		if len(other) > 0 && SaysAlike(a, i, other) {
			a.To[i], a.Opposite[i] = other, other[0]
		}
	}
}

// OfOther reports whether the quote's word at q is said of others than the claim's
// at i.
func OfOther(a *Alignment, i, q int) bool {
	subject, theirs := a.Claim.Heads(a.Claim.SubjectOf(i)), a.Quote.SubjectOf(q)
	return len(theirs) > 0 && a.Among(subject, func(k int) bool { return !slices.Contains(theirs, k) }, true)
}

// SaysAlike reports whether one of the quote's words stands as the claim's does:
// with its subject, and both negated or both not, if it is no opposite.
func SaysAlike(a *Alignment, i int, quote []int) bool {
	return slices.ContainsFunc(quote, func(q int) bool {
		opposed := lexicon.Relate(a.Claim.Words[i].Known, a.Quote.Words[q].Known) == lexicon.Antonym
		same := a.Claim.Negations(i)%2 == a.Quote.Negations(q)%2
		return same != opposed && !OfOther(a, i, q)
	})
}
