package entailment

import (
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// prepositions finds a noun that stands to the rest of the claim otherwise than to that of
// the quote: given by the school where it was given to it.
func prepositions(a *alignment.Alignment) (evidence.Fault, bool) {
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if w.Date || w.IsNumber || len(a.To[i]) == 0 || !w.Name && !a.Claim.IsNoun(i) {
			continue
		}
		p := syntax.Preposition(a.Claim, i)
		if p < 0 {
			continue
		}
		mine := a.Claim.Words[p].Lower
		if !slices.ContainsFunc(said(a, i), func(q int) bool {
			at := syntax.Preposition(a.Quote, q)
			return at < 0 || syntax.MayStandFor(mine, a.Quote.Words[at].Lower)
		}) {
			return evidence.Roles.At(mine + " " + w.Form), false
		}
	}
	return evidence.Fault{}, false
}

// said are the words of the quote that say word i of the claim, also beside those that
// bear it.
func said(a *alignment.Alignment, i int) []int {
	list := slices.Clone(a.To[i])
	for q := range a.Quote.Words {
		if alignment.Compare(&a.Claim.Words[i], &a.Quote.Words[q]) == alignment.Says && !slices.Contains(list, q) {
			list = append(list, q)
		}
	}
	return list
}
