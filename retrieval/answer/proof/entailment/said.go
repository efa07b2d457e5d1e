package entailment

import (
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// speaker finds what somebody says in the quote and the claim states as a fact,
// or has somebody else say.
func speaker(a *alignment.Alignment) (evidence.Fault, bool) {
	said := a.Quote.Reports()
	mine := a.Claim.Reports()
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if len(a.To[i]) == 0 || !w.Meaning() || !syntax.States(a.Claim, i) || reporting(a, i, mine) {
			continue
		}
		for n, r := range said {
			if slices.ContainsFunc(a.To[i], func(k int) bool { return k < r.From || k >= r.To }) {
				continue
			}
			again := func(o syntax.Report) bool { return attributes(a, i, mine, o) }
			if !again(r) && !(a.Quote.Words[r.Verb].Lower == "according" && slices.ContainsFunc(said[n+1:], again)) {
				return evidence.Speaker.At(a.Quote.Words[r.Verb].Form), false
			}
		}
		if foisted(a, i, mine, said) || borrowed(a, i, mine, said) {
			return evidence.Speaker.At(w.Form), false
		}
	}
	return evidence.Fault{}, false
}

// reporting reports whether word i is itself the verb of one of the claim's
// reports, or its speaker.
func reporting(a *alignment.Alignment, i int, mine []syntax.Report) bool {
	return slices.ContainsFunc(mine, func(r syntax.Report) bool { return r.Verb == i || slices.Contains(r.Speaker, i) })
}

// foisted reports whether the claim lays word i into the mouth of a speaker of the
// quote who says something else there, or says it of others.
func foisted(a *alignment.Alignment, i int, mine, said []syntax.Report) bool {
	if otherNumber(a, i, mine, said) {
		return true
	}
	outside := func(q int) bool {
		return !slices.ContainsFunc(said, func(r syntax.Report) bool { return r.From <= q && q < r.To })
	}
	return slices.ContainsFunc(mine, func(m syntax.Report) bool {
		return m.From <= i && i < m.To && slices.ContainsFunc(said, func(r syntax.Report) bool { return slices.Contains(a.To[m.Verb], r.Verb) && !r.Charge })
	}) && !slices.ContainsFunc(a.To[i], func(q int) bool { return !outside(q) })
}

// borrowed reports whether word i of the claim stands in a quotation within the
// quote, and in nobody's mouth in the claim.
func borrowed(a *alignment.Alignment, i int, mine, said []syntax.Report) bool {
	all := !slices.ContainsFunc(a.To[i], func(k int) bool { return !a.Quote.Words[k].Quoted })
	return all && len(mine) == 0 && len(said) == 0
}

// means reports whether a pronoun among these words of the quote stands for word
// k of the claim.
func means(a *alignment.Alignment, k int, quote []int) bool {
	return slices.ContainsFunc(quote, func(q int) bool {
		_, meant := a.Known.Meant(a.Quote, q)
		return slices.ContainsFunc(meant, func(w syntax.Word) bool { return alignment.Compare(&a.Claim.Words[k], &w) == alignment.Says })
	})
}

// attributes reports whether a report of the claim that holds word i has the
// speaker of the quote's report.
func attributes(a *alignment.Alignment, i int, mine []syntax.Report, r syntax.Report) bool {
	return keepsVerb(a, i, r) || slices.ContainsFunc(mine, func(m syntax.Report) bool {
		if i < m.From || i >= m.To {
			return false
		}
		speaker := m.Speaker
		if r.Charge && slices.Contains(a.To[m.Verb], r.Verb) {
			return true // whose charge it is, roles tell
		}
		if len(speaker) > 0 && syntax.IsPronoun(a.Claim, speaker[0]) {
			speaker = a.Claim.SubjectOf(syntax.FirstVerb(a.Claim))
		}
		return slices.ContainsFunc(speaker, func(k int) bool {
			return slices.ContainsFunc(a.To[k], func(q int) bool { return slices.Contains(r.Speaker, q) }) || means(a, k, r.Speaker)
		})
	})
}

// keepsVerb reports whether word i of the claim stands behind a verb that says the verb of a
// report, of the same speaker: "affirmed its support" for "affirmed “our support”".
func keepsVerb(a *alignment.Alignment, i int, r syntax.Report) bool {
	for v := i - 1; v >= 0 && a.Claim.Words[v].Segment == a.Claim.Words[i].Segment; v-- {
		if a.Claim.IsVerb(v) && slices.Contains(a.To[v], r.Verb) {
			return slices.ContainsFunc(a.Claim.Heads(a.Claim.SubjectOf(v)), func(k int) bool {
				return slices.ContainsFunc(a.To[k], func(q int) bool { return slices.Contains(r.Speaker, q) })
			})
		}
	}
	return false
}

// otherNumber reports whether a report of the claim that holds word i has "him" or "her" where
// whoever speaks in the quote says "us".
func otherNumber(a *alignment.Alignment, i int, mine, said []syntax.Report) bool {
	holds := func(s *syntax.Sentence, r syntax.Report, forms ...string) bool {
		return slices.ContainsFunc(s.Words[r.From:r.To], func(w syntax.Word) bool { return slices.Contains(forms, w.Lower) })
	}
	return slices.ContainsFunc(mine, func(m syntax.Report) bool {
		return m.From <= i && i < m.To && holds(a.Claim, m, "him", "her", "his", "himself", "herself") && slices.ContainsFunc(said, func(r syntax.Report) bool {
			return holds(a.Quote, r, "we", "us", "our", "ours") && !holds(a.Quote, r, "i", "me", "my", "myself", "him", "her", "his", "you", "your")
		})
	})
}
