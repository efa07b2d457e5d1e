package alignment

import (
	"slices"

	"footnote/retrieval/answer/proof/syntax"
)

// allowed reports whether no "not" stands with the modal verb at j.
func (a *Alignment) allowed(j int) bool {
	behind := a.Quote.Words[j:min(j+3, len(a.Quote.Words))]
	return a.Quote.Words[j].Lower != "cannot" && !slices.ContainsFunc(behind, func(w syntax.Word) bool { return w.Class == syntax.Negative })
}

// permissions are the modal verbs of the quote that allow or forbid as the word
// at i of the claim does.
func permissions(a *Alignment, i int) []int {
	var list []int
	for j, w := range a.Quote.Words {
		if syntax.Permitting(w) && a.allowed(j) == a.Claim.Allows(i) {
			list = append(list, j)
		}
	}
	return list
}
