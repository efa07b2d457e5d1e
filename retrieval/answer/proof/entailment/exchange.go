package entailment

import (
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text/lexicon"
)

// exchanged finds a word of the claim in whose place the quote has its opposite.
func exchanged(a *alignment.Alignment) evidence.Fault {
	before := -1
	for i, j := range a.Pair {
		if j >= 0 {
			before = j
			continue
		}
		if len(a.To[i]) > 0 && len(a.Quote.SubjectOf(a.To[i][0])) > 0 && a.Claim.Predicates(i) && alignment.SaysAlike(a, i, a.To[i]) {
			continue
		}
		for k := before + 1; k < len(a.Quote.Words) && !slices.Contains(a.Pair, k); k++ {
			if !slices.Contains(a.To[i], k) && lexicon.Relate(a.Claim.Words[i].Known, a.Quote.Words[k].Known) == lexicon.Antonym {
				return evidence.Antonym.At(a.Claim.Words[i].Form)
			}
		}
	}
	return evidence.Fault{}
}

// tookPlace finds a word of the claim in whose place the quote has another that the
// claim says elsewhere: both were exchanged.
func tookPlace(a *alignment.Alignment) evidence.Fault {
	before := -1
	for i, j := range a.Pair {
		if j >= 0 {
			before = j
			continue
		}
		w := &a.Claim.Words[i]
		if !w.Name && !w.IsNumber && !a.Claim.IsNoun(i) || len(a.To[i]) == 0 {
			continue
		}
		next := len(a.Quote.Words)
		for k := i + 1; k < len(a.Pair); k++ {
			if a.Pair[k] >= 0 {
				next = a.Pair[k]
				break
			}
		}
		for k := before + 1; k < next; k++ {
			q := &a.Quote.Words[k]
			if a.Quote.IsNoun(k) == a.Claim.IsNoun(i) && q.Meaning() && !slices.Contains(a.To[i], k) && alignment.Compare(w, q) != alignment.Says && saidBeyond(a, k, i) {
				return evidence.Roles.At(w.Form)
			}
		}
	}
	return evidence.Fault{}
}

// saidBeyond reports whether the claim says word k of the quote in another place than
// beside its word i.
func saidBeyond(a *alignment.Alignment, k, i int) bool {
	for m := range a.To {
		if slices.Contains(a.To[m], k) {
			for n := min(m, i) + 1; n < max(m, i); n++ {
				if a.Pair[n] >= 0 {
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
func moved(a *alignment.Alignment) (evidence.Fault, bool) {
	mine := a.Claim.Reports()
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if reporting(a, i, mine) || slices.Contains(a.Spoken, i) || a.Pair[i] >= 0 || !w.Name && !a.Claim.IsVerb(i) || w.Date || len(a.To[i]) != 1 || voice(a.Claim) != voice(a.Quote) {
			continue
		}
		if passesOther(a, i) {
			return evidence.Roles.At(w.Form), true
		}
	}
	return evidence.Fault{}, false
}

// passesOther reports whether word i stands on the other side of a name or verb
// than in the quote.
func passesOther(a *alignment.Alignment, i int) bool {
	for k, p := range a.Pair {
		if p >= 0 && (a.Claim.Words[k].Name || a.Claim.IsVerb(k)) && (k < i) != (p < a.To[i][0]) {
			return true
		}
	}
	return false
}

// voice reports whether a verb of the sentence is passive.
func voice(s *syntax.Sentence) bool {
	for i := range s.Words {
		if s.IsVerb(i) && s.IsPassive(i) {
			return true
		}
	}
	return false
}
