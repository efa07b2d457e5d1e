package entailment

import (
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// gap are words [from, to) of a claim and [start, end) of its quote that stand between the
// same two words.
type gap struct{ from, to, start, end int }

func gaps(a *alignment.Alignment) []gap {
	var all []gap
	g := gap{}
	for i, j := range a.Pair {
		if j >= 0 {
			g.to, g.end = i, j
			all = append(all, g)
			g = gap{from: i + 1, start: j + 1}
		}
	}
	g.to, g.end = len(a.Pair), len(a.Quote.Words)
	return append(all, g)
}

// replaced finds a word of grammar of the claim that says something else than those of the
// quote in the same place.
func replaced(a *alignment.Alignment) (evidence.Fault, bool) {
	for _, g := range gaps(a) {
		if !g.ofGrammar(a) {
			continue
		}
		for i := g.from; i < g.to; i++ {
			if w := &a.Claim.Words[i]; !g.says(a, i) && !ofAll(a.Claim, i) && (w.Class == syntax.Free || syntax.HoldsClass(a.Quote, w.Class, g.start, g.end)) {
				return evidence.Relation.At(w.Form), false
			}
		}
	}
	return evidence.Fault{}, false
}

// ofGrammar reports whether both sides of a gap hold words of grammar alone, both or neither
// of them negated, and that of the quote one that says something.
func (g gap) ofGrammar(a *alignment.Alignment) bool {
	means := func(w syntax.Word) bool { return w.Class == syntax.Open || w.Meaning() || w.Date }
	negated := syntax.HoldsClass(a.Claim, syntax.Negative, g.from, g.to)
	told := a.Quote.Told(g.start, g.end) // who is "I" there is "he" in the claim
	return !slices.ContainsFunc(a.Claim.Words[g.from:g.to], means) && !slices.ContainsFunc(a.Quote.Words[g.start:g.end], means) &&
		negated == syntax.HoldsClass(a.Quote, syntax.Negative, g.start, g.end) &&
		slices.ContainsFunc(a.Quote.Words[g.start:g.end], func(w syntax.Word) bool { return !syntax.Bare(w.Lower) && !(told && syntax.IsSpeaker(w.Lower)) })
}

// says reports whether a word of the quote in the gap may stand for word i of the claim.
func (g gap) says(a *alignment.Alignment, i int) bool {
	return slices.ContainsFunc(a.Quote.Words[g.start:g.end], func(q syntax.Word) bool { return syntax.Replaces(&a.Claim.Words[i], &q) })
}

// ofAll reports whether the word at i is an "of" that says no more than its quantity does:
// "each of the members".
func ofAll(s *syntax.Sentence, i int) bool {
	return s.Words[i].Lower == "of" && i > 0 && s.Words[i-1].Class != syntax.Free && s.Words[i-1].Class != syntax.Open
}

// saidThere reports whether the quote has in the place of word i one that may stand for it:
// "because" for "as".
func saidThere(a *alignment.Alignment, i int) bool {
	return slices.ContainsFunc(gaps(a), func(g gap) bool {
		return g.from <= i && i < g.to && slices.ContainsFunc(a.Quote.Words[g.start:g.end], func(q syntax.Word) bool { return stands(&a.Claim.Words[i], &q) })
	})
}

// toldThere reports the same of word j of the quote, which the claim has another for.
func toldThere(a *alignment.Alignment, j int) bool {
	return slices.ContainsFunc(gaps(a), func(g gap) bool {
		return g.start <= j && j < g.end && slices.ContainsFunc(a.Claim.Words[g.from:g.to], func(w syntax.Word) bool { return stands(&w, &a.Quote.Words[j]) })
	})
}

func stands(w, q *syntax.Word) bool {
	return !syntax.Bare(w.Lower) && syntax.Replaces(w, q)
}
