package entailment

import (
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text"
)

const (
	// sameSubject is the share of the words that do not differ which a quote must
	// hold of a claim that it contradicts.
	sameSubject = 0.6
	// leastShared is how many words must be the same at the least.
	leastShared = 2
)

// Differs reports whether the quote has another number, date or name in place of one of the
// claim, and is about the same thing but for that.
func Differs(a *alignment.Alignment) bool {
	others, held, content := false, 0, 0
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		switch fact := factOf(w); {
		case fact != "" && len(saidAt(a, i)) == 0:
			others = others || syntax.LimitAt(a.Claim, i) < 0 && hasOther(a, fact)
		case w.Meaning():
			content++
			if len(a.To[i]) > 0 {
				held++
			}
		}
	}
	return others && held >= leastShared && float64(held) >= sameSubject*float64(content)
}

// hasOther reports whether the quote has a fact of a kind that the claim does not have. A name
// that opens it may be that of somebody else of whom the same is so.
func hasOther(a *alignment.Alignment, fact string) bool {
	for k := range a.Quote.Words {
		q := &a.Quote.Words[k]
		if factOf(q) == fact && (k > 0 || !q.Name) && !slices.ContainsFunc(a.Claim.Words, func(o syntax.Word) bool { return alignment.Compare(&o, q) == alignment.Says }) {
			return true
		}
	}
	return false
}

// factOf is what kind of fact a word is: a name, a number of a unit, a day, a month or a year;
// "" where it is none.
func factOf(w *syntax.Word) string {
	switch {
	case w.IsNumber && w.Date && len(w.Form) == 4:
		return "year"
	case w.IsNumber:
		return "number" + w.Unit
	case w.Date && text.Month(w.Lower):
		return "month"
	case w.Date:
		return "day"
	case w.Name:
		return "name"
	}
	return ""
}
