package proof

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/evidence"
)

// oppositeShare is the share of a claim's words that a quote must say for its
// antonym, of the others, to be a contradiction.
const oppositeShare = 0.5

// unsaid finds a word of the claim that nothing in the quote says. Names may
// stand in the article's title or be its outlet.
func (a *alignment) unsaid() (evidence.Fault, bool) {
	content, held := 0, a.held()
	first, opposed := -1, -1
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if !w.meaning() {
			continue
		}
		content++
		switch {
		case len(a.to[i]) > 0 || a.excused(i) || a.declines(i):
		case a.opposite[i] >= 0 && opposed < 0 && !ofOther(a, i, a.opposite[i]):
			opposed = i
		case first < 0:
			first = i
		}
	}
	if opposed >= 0 {
		return evidence.Antonym.At(a.claim.words[opposed].form), float64(held) >= oppositeShare*float64(content-1)
	}
	if first >= 0 {
		kind := evidence.Unsupported
		if a.claim.words[first].name {
			kind = evidence.Name
		}
		return kind.At(a.claim.words[first].form), false
	}
	if content == 0 && !slices.ContainsFunc(a.claim.words, func(w word) bool { return w.date }) {
		return evidence.Unsupported.At("it says nothing that could be checked"), false
	}
	return evidence.Fault{}, false
}

// declines reports whether a verb such as "decline" of the claim does no more
// than negate the one behind it, as a "not" of the quote does.
func (a *alignment) declines(i int) bool {
	if a.claim.words[i].class != undone {
		return false
	}
	k := a.claim.afterWord(i)
	return k >= 0 && k <= i+2 && slices.ContainsFunc(a.to[k], func(q int) bool { return parity(a.quote, q)%2 == 1 })
}

// excused reports whether a word of the claim needs no word of the quote: the
// outlet or title that the claim names, a number that the date gives.
func (a *alignment) excused(i int) bool {
	w := &a.claim.words[i]
	if a.quote.quote < 0 || w.isNumber || !w.name && w.class != saying {
		return false
	}
	q := a.known.Quotes[a.quote.quote]
	if w.class == saying {
		return slices.ContainsFunc(a.claim.reports(), func(r report) bool {
			return r.verb == i && len(r.speaker) > 0 && !slices.ContainsFunc(r.speaker, func(k int) bool { return !strings.Contains(q.Source, a.claim.words[k].form) })
		})
	}
	return mentions(q.Source, w.form)
}
