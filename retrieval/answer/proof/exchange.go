package proof

import (
	"slices"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text/lexicon"
)

// exchanged finds a word of the claim in whose place the quote has its opposite.
func exchanged(a *alignment) evidence.Fault {
	before := -1
	for i, j := range a.pair {
		if j >= 0 {
			before = j
			continue
		}
		if len(a.to[i]) > 0 && len(a.quote.subjectOf(a.to[i][0])) > 0 && a.claim.predicates(i) && saysAlike(a, i, a.to[i]) {
			continue
		}
		for k := before + 1; k < len(a.quote.words) && !slices.Contains(a.pair, k); k++ {
			if !slices.Contains(a.to[i], k) && lexicon.Relate(a.claim.words[i].known, a.quote.words[k].known) == lexicon.Antonym {
				return evidence.Antonym.At(a.claim.words[i].form)
			}
		}
	}
	return evidence.Fault{}
}

// tookPlace finds a word of the claim in whose place the quote has another that the
// claim says elsewhere: both were exchanged.
func tookPlace(a *alignment) evidence.Fault {
	before := -1
	for i, j := range a.pair {
		if j >= 0 {
			before = j
			continue
		}
		w := &a.claim.words[i]
		if !w.name && !w.isNumber && !a.claim.isNoun(i) || len(a.to[i]) == 0 {
			continue
		}
		next := len(a.quote.words)
		for k := i + 1; k < len(a.pair); k++ {
			if a.pair[k] >= 0 {
				next = a.pair[k]
				break
			}
		}
		for k := before + 1; k < next; k++ {
			q := &a.quote.words[k]
			if a.quote.isNoun(k) == a.claim.isNoun(i) && q.meaning() && !slices.Contains(a.to[i], k) && compare(w, q) != says && saidBeyond(a, k, i) {
				return evidence.Roles.At(w.form)
			}
		}
	}
	return evidence.Fault{}
}

// saidBeyond reports whether the claim says word k of the quote in another place than
// beside its word i.
func saidBeyond(a *alignment, k, i int) bool {
	for m := range a.to {
		if slices.Contains(a.to[m], k) {
			for n := min(m, i) + 1; n < max(m, i); n++ {
				if a.pair[n] >= 0 {
					return true
				}
			}
			return false
		}
	}
	return false
}

// moved finds a name or a verb of the claim that stands elsewhere in the quote than its
// neighbours do.
func (a *alignment) moved() (evidence.Fault, bool) {
	mine := a.claim.reports()
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if slices.Contains(relations, w.class) && a.converse(i) {
			return evidence.Fault{}, false
		}
		if a.reporting(i, mine) || slices.Contains(a.spoken, i) || a.pair[i] >= 0 || !w.name && !a.claim.isVerb(i) || w.date || len(a.to[i]) != 1 || voice(a.claim) != voice(a.quote) {
			continue
		}
		if passesOther(a, i) {
			return evidence.Roles.At(w.form), true
		}
	}
	return evidence.Fault{}, false
}

// passesOther reports whether word i stands on the other side of a name or verb
// than in the quote.
func passesOther(a *alignment, i int) bool {
	for k, p := range a.pair {
		if p >= 0 && (a.claim.words[k].name || a.claim.isVerb(k)) && (k < i) != (p < a.to[i][0]) {
			return true
		}
	}
	return false
}

// voice reports whether a verb of the sentence is passive.
func voice(s *sentence) bool {
	for i := range s.words {
		if s.isVerb(i) && s.isPassive(i) {
			return true
		}
	}
	return false
}
