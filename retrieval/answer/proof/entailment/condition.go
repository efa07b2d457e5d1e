package entailment

import (
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// restricted finds a noun of the claim that the quote says of only some: "a
// member who is late", of which the claim says nothing.
func restricted(a *alignment.Alignment) evidence.Fault {
	for j := 1; j+2 < len(a.Quote.Words); j++ {
		if !a.Quote.Restricts(j) || !alignment.Repeats(a, j-1) {
			continue
		}
		said, n := false, 0
		for k := j + 1; k < syntax.RelativeEnd(a.Quote, j) && n < opening; k++ {
			said = said || alignment.Repeats(a, k)
			if a.Quote.Words[k].Meaning() {
				n++
			}
		}
		if !said {
			return evidence.Condition.At(a.Quote.Words[j-1].Form + " " + a.Quote.Words[j].Form)
		}
	}
	return evidence.Fault{}
}

// opening is how many words with a meaning tell a relative clause from what may follow it.
const opening = 3

// conditions finds a condition of the quote that the claim leaves out.
func conditions(a *alignment.Alignment) (evidence.Fault, bool) {
	if f := restricted(a); f.Found() {
		return f, false
	}
	if !syntax.HoldsClass(a.Quote, syntax.Condition, 0, len(a.Quote.Words)) || syntax.HoldsClass(a.Claim, syntax.Condition, 0, len(a.Claim.Words)) {
		return evidence.Fault{}, false
	}
	for j, w := range a.Quote.Words {
		if w.Class == syntax.Condition && !saysCondition(a, j) && !toldThere(a, j) {
			return evidence.Condition.At(w.Form), false
		}
	}
	return evidence.Fault{}, false
}

// saysCondition reports whether the claim gives the condition at j in other words,
// by "when", "with" or a participle that opens it, and says at least half of it.
func saysCondition(a *alignment.Alignment, j int) bool {
	opens := a.Claim.Words[0].Tag == "VBG" && len(a.To[0]) > 0
	if !opens && !slices.ContainsFunc(a.Claim.Words, func(w syntax.Word) bool { return w.Lower == "when" || w.Lower == "with" || w.Lower == "whenever" }) {
		return false
	}
	all, said := 0, 0
	for k := j + 1; k < syntax.SegmentEnd(a.Quote, j); k++ {
		if a.Quote.Words[k].Meaning() {
			all++
			if alignment.Repeats(a, k) {
				said++
			}
		}
	}
	return all > 0 && 2*said >= all
}
