package entailment

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text"
)

// oppositeShare is the share of a claim's words that a quote must say for its
// antonym, of the others, to be a contradiction.
const oppositeShare = 0.5

// unsaid finds a word of the claim that nothing in the quote says. Names may
// stand in the article's title or be its outlet.
func unsaid(a *alignment.Alignment) (evidence.Fault, bool) {
	content, held := 0, a.Held()
	first, opposed := -1, -1
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if !w.Meaning() {
			continue
		}
		content++
		switch {
		case len(a.To[i]) > 0 || Excused(a, i) || Declines(a, i):
		case a.Opposite[i] >= 0 && opposed < 0 && !alignment.OfOther(a, i, a.Opposite[i]):
			opposed = i
		case first < 0:
			first = i
		}
	}
	if opposed >= 0 {
		return evidence.Antonym.At(a.Claim.Words[opposed].Form), float64(held) >= oppositeShare*float64(content-1)
	}
	if first >= 0 {
		return Unsaid(&a.Claim.Words[first]), false
	}
	if content == 0 && !slices.ContainsFunc(a.Claim.Words, func(w syntax.Word) bool { return w.Date }) {
		return evidence.Unsupported.At("it says nothing that could be checked"), false
	}
	return evidence.Fault{}, false
}

// Unsaid is the fault of a word that nothing says.
func Unsaid(w *syntax.Word) evidence.Fault {
	if w.Name {
		return evidence.Name.At(w.Form)
	}
	return evidence.Unsupported.At(w.Form)
}

// Declines reports whether a verb such as "decline" of the claim does no more
// than negate the one behind it, as a "not" of the quote does.
func Declines(a *alignment.Alignment, i int) bool {
	if a.Claim.Words[i].Class != syntax.Undone {
		return false
	}
	k := a.Claim.AfterWord(i)
	return k >= 0 && k <= i+2 && slices.ContainsFunc(a.To[k], func(q int) bool { return syntax.Parity(a.Quote, q)%2 == 1 })
}

// Excused reports whether a word of the claim needs no word of the quote: the
// outlet or title that the claim names, a number that the date gives.
func Excused(a *alignment.Alignment, i int) bool {
	w := &a.Claim.Words[i]
	if a.Quote.Quote < 0 || w.IsNumber || !w.Name && w.Class != syntax.Saying {
		return false
	}
	q := a.Known.Quotes[a.Quote.Quote]
	if w.Class == syntax.Saying {
		return slices.ContainsFunc(a.Claim.Reports(), func(r syntax.Report) bool {
			return r.Verb == i && len(r.Speaker) > 0 && !slices.ContainsFunc(r.Speaker, func(k int) bool { return !strings.Contains(q.Source, a.Claim.Words[k].Form) })
		})
	}
	return slices.ContainsFunc(strings.Fields(q.Source), func(name string) bool { return text.StartsUpper(name) && text.SameName(name, w.Form) })
}
