package entailment

import (
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// strength finds a verb of the claim that is said more surely than in the
// quote: each reservation of the quote must stand in the claim too.
func strength(a *alignment.Alignment) (evidence.Fault, bool) {
	for i := range a.Claim.Words {
		if len(a.To[i]) == 0 || !a.Claim.Words[i].Meaning() || alignment.BySpeaking(a, i) {
			continue
		}
		if syntax.Ahead(a.Claim, i) && !slices.ContainsFunc(a.To[i], func(j int) bool { return !syntax.Over(a.Quote, j) }) {
			return evidence.Tense.At(a.Claim.Words[i].Form), true
		}
		if syntax.Present(a.Claim, i) && !slices.ContainsFunc(a.To[i], func(j int) bool { return !syntax.Past(a.Quote, j) || a.Quote.Told(j, j+1) }) {
			return evidence.Tense.At(a.Claim.Words[i].Form), false
		}
		if w := &a.Claim.Words[i]; (!w.Name || w.Known.Common()) && !slices.ContainsFunc(a.To[i], func(j int) bool {
			k := syntax.Altering(a.Quote, j)
			return k < 0 || alignment.Repeats(a, k)
		}) {
			return evidence.Strength.At(a.Claim.Words[i].Form), false
		}
		if !sureEnough(a, i) {
			return evidence.Strength.At(a.Claim.Words[i].Form), false
		}
	}
	return evidence.Fault{}, false
}

// sureEnough reports whether some word of the quote says word i of the claim with no more
// reserve than the claim.
func sureEnough(a *alignment.Alignment, i int) bool {
	reserved := (*syntax.Sentence).Reserved
	if a.Claim.IsVerb(i) || syntax.IsPredicate(a.Claim, i) {
		reserved = (*syntax.Sentence).Certainty
	}
	mine := a.Claim.Certainty(i)
	if slices.ContainsFunc(a.Claim.Words[:i], func(w syntax.Word) bool { return w.Lower == "cannot" || w.Lower == "can't" }) {
		mine = append(mine, syntax.Possible)
	}
	kept := func(j int, c syntax.Class) bool {
		switch {
		case slices.Contains(mine, c) || weaker(mine, c) || saysReserve(a, j, c):
			return true
		}
		return c == syntax.Undone && a.Claim.Negations(i)%2 == 1
	}
	return slices.ContainsFunc(a.To[i], func(j int) bool {
		return !slices.ContainsFunc(reserved(a.Quote, j), func(c syntax.Class) bool { return !kept(j, c) })
	})
}

// saysReserve reports whether the claim says elsewhere what reserves word j of the
// quote: "a trip that had been planned" has all of "a planned trip".
func saysReserve(a *alignment.Alignment, j int, c syntax.Class) bool {
	for i := range a.Claim.Words {
		if a.Claim.Words[i].Class == c && slices.ContainsFunc(a.To[i], func(k int) bool { return k < j && k >= j-2 && a.Quote.Words[k].Class == c }) {
			return true
		}
	}
	return false
}

// weaker reports whether the claim says what the quote plans or requires as no
// more than possible.
func weaker(mine []syntax.Class, quotes syntax.Class) bool {
	switch quotes {
	case syntax.Planned, syntax.Undone:
		return slices.Contains(mine, syntax.Planned) || slices.Contains(mine, syntax.Undone) || slices.Contains(mine, syntax.Possible)
	case syntax.Likely:
		return slices.Contains(mine, syntax.Possible)
	}
	return false
}
