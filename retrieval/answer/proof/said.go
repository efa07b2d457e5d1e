package proof

import (
	"slices"

	"footnote/retrieval/text/lexicon"
)

// speaker finds what somebody says in the quote and the claim states as a fact,
// or has somebody else say.
func (a *alignment) speaker(j *judge) (Fault, bool) {
	said := a.quote.reports()
	mine := a.claim.reports()
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if len(a.to[i]) == 0 || !w.meaning() || !states(a.claim, i) || a.reporting(i, mine) {
			continue
		}
		for n, r := range said {
			if slices.ContainsFunc(a.to[i], func(k int) bool { return k < r.from || k >= r.to }) {
				continue
			}
			again := func(o report) bool { return a.attributes(i, mine, o, j) }
			if !again(r) && !wishedBy(a, i, r) && !(a.quote.words[r.verb].lower == "according" && slices.ContainsFunc(said[n+1:], again)) {
				return Fault{Speaker, a.quote.words[r.verb].form}, false
			}
		}
		if foisted(a, i, mine, said) || a.borrowed(i, mine, said) {
			return Fault{Speaker, w.form}, false
		}
	}
	return Fault{}, false
}

// states reports whether a word may say something of another: a verb or an adjective.
func states(s *sentence, i int) bool { return s.isVerb(i) || s.words[i].known.Is(lexicon.Adjective) }

// reporting reports whether word i is itself the verb of one of the claim's
// reports, or its speaker.
func (a *alignment) reporting(i int, mine []report) bool {
	return slices.ContainsFunc(mine, func(r report) bool { return r.verb == i || slices.Contains(r.speaker, i) })
}

// foisted reports whether the claim lays word i into the mouth of a speaker of the
// quote who says something else there.
func foisted(a *alignment, i int, mine, said []report) bool {
	outside := func(q int) bool {
		return !slices.ContainsFunc(said, func(r report) bool { return r.from <= q && q < r.to })
	}
	return slices.ContainsFunc(mine, func(m report) bool {
		return m.from <= i && i < m.to && slices.ContainsFunc(said, func(r report) bool { return slices.Contains(a.to[m.verb], r.verb) && !r.charge })
	}) && !slices.ContainsFunc(a.to[i], func(q int) bool { return !outside(q) })
}

// borrowed reports whether word i of the claim stands in a quotation within the
// quote, and in nobody's mouth in the claim.
func (a *alignment) borrowed(i int, mine, said []report) bool {
	all := !slices.ContainsFunc(a.to[i], func(k int) bool { return !a.quote.words[k].quoted })
	return all && len(mine) == 0 && len(said) == 0
}

// means reports whether a pronoun among these words of the quote stands for word
// k of the claim.
func (a *alignment) means(k int, quote []int, j *judge) bool {
	return slices.ContainsFunc(quote, func(q int) bool {
		return slices.ContainsFunc(j.meant(a.quote, q), func(w word) bool { return compare(&a.claim.words[k], &w) == says })
	})
}

// attributes reports whether a report of the claim that holds word i has the
// speaker of the quote's report.
func (a *alignment) attributes(i int, mine []report, r report, j *judge) bool {
	return slices.ContainsFunc(mine, func(m report) bool {
		if i < m.from || i >= m.to {
			return false
		}
		speaker := m.speaker
		if r.charge && slices.Contains(a.to[m.verb], r.verb) {
			return true // whose charge it is, roles tell
		}
		if len(speaker) > 0 && isPronoun(a.claim, speaker[0]) {
			speaker = a.claim.subjectOf(firstVerb(a.claim))
		}
		return slices.ContainsFunc(speaker, func(k int) bool {
			return slices.ContainsFunc(a.to[k], func(q int) bool { return slices.Contains(r.speaker, q) }) || a.means(k, r.speaker, j)
		})
	})
}

// wishedBy reports whether word i of the claim is what the speaker of a report of the
// quote wants or proposes in the claim.
func wishedBy(a *alignment, i int, r report) bool {
	v := wisher(a.claim, i)
	return v >= 0 && slices.ContainsFunc(a.claim.heads(a.claim.subjectOf(v)), func(k int) bool {
		return slices.ContainsFunc(a.to[k], func(q int) bool { return slices.Contains(r.speaker, q) })
	})
}
