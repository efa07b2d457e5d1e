package entailment

import (
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// attached finds a place or a time of the claim that the quote gives of another deed:
// "arrived in Addis" where it arrived in Nairobi and flew on to Addis.
func attached(a *alignment.Alignment) (evidence.Fault, bool) {
	for i := range a.Claim.Words {
		v := syntax.Governor(a.Claim, i)
		if v < 0 || !syntax.Adjunct(a.Claim, i) || len(a.To[v]) == 0 || !a.Claim.IsVerb(v) && !a.Claim.IsPassive(v) {
			continue
		}
		at := saidAt(a, i)
		if len(at) == 0 {
			continue
		}
		if !slices.ContainsFunc(at, func(q int) bool { return goesWith(a, q, a.To[v]) }) {
			return evidence.Scope.At(a.Claim.Words[i].Form), false
		}
	}
	return evidence.Fault{}, false
}

// subjectOfOther reports whether word q does something else than these verbs.
func subjectOfOther(s *syntax.Sentence, q int, verbs []int) bool {
	if !s.Words[q].Name || s.Words[q].Date {
		return false
	}
	other := false
	for v := range s.Words {
		if (s.IsVerb(v) || syntax.IsToBe(s.Words[v].Lower)) && slices.Contains(s.Heads(s.SubjectOf(v)), q) {
			if slices.Contains(verbs, v) {
				return false
			}
			other = true
		}
	}
	return other
}

// goesWith reports whether the place or time at q of the quote is that of one of these
// words.
func goesWith(a *alignment.Alignment, q int, verbs []int) bool {
	g := syntax.Governor(a.Quote, q)
	if g < 0 {
		return slices.ContainsFunc(verbs, func(p int) bool { return a.Quote.Words[p].Segment == a.Quote.Words[q].Segment })
	}
	if subjectOfOther(a.Quote, q, verbs) {
		return false
	}
	deed := slices.ContainsFunc(verbs, func(p int) bool { return a.Quote.IsVerb(p) || a.Quote.IsPassive(p) })
	return !deed || !syntax.Adjunct(a.Quote, q) || slices.Contains(verbs, g)
}

// saidAt are the words of the quote that say word i of the claim, a date included.
func saidAt(a *alignment.Alignment, i int) []int {
	if len(a.To[i]) > 0 || !a.Claim.Words[i].Date {
		return a.To[i]
	}
	var list []int
	for q := range a.Quote.Words {
		if w := &a.Quote.Words[q]; w.Date && w.Lower == a.Claim.Words[i].Lower {
			list = append(list, q)
		}
	}
	return list
}

// countsOther reports whether the number at i of the claim counts another thing in the
// quote.
func countsOther(a *alignment.Alignment, i int) bool {
	_, k := syntax.CountedNoun(a.Claim, i)
	if k < 0 || len(a.To[i]) == 0 || len(a.To[k]) == 0 || !a.Quote.Words[a.To[i][0]].IsNumber || a.Claim.Words[i].Unit != "" && a.Claim.Words[i].Unit != "%" {
		return false
	}
	return !slices.ContainsFunc(a.To[i], func(p int) bool {
		from, to := syntax.CountedNoun(a.Quote, p)
		return from < 0 || slices.ContainsFunc(a.To[k], func(q int) bool { return from <= q && q <= to || q == p || ofShare(a.Quote, q, p) })
	})
}

// ofOwner finds a name behind "of" of the claim that the quote does not have with the
// noun before it: "the minister of Kenya" is not "the minister's Kenyan counterpart".
func ofOwner(a *alignment.Alignment) evidence.Fault {
	for i := range a.Claim.Words {
		if !a.Claim.IsNoun(i) || a.Claim.Words[i].Name || len(a.To[i]) == 0 || i+2 >= len(a.Claim.Words) || a.Claim.Words[i+1].Lower != "of" {
			continue
		}
		k := i + 2
		if a.Claim.Words[k].Tag == "DT" && k+1 < len(a.Claim.Words) {
			k++
		}
		if !a.Claim.Words[k].Name || len(a.To[k]) == 0 {
			continue
		}
		beside := slices.ContainsFunc(a.To[i], func(p int) bool {
			return slices.ContainsFunc(a.To[k], func(q int) bool { return sameGroup(a.Quote, p, q) })
		})
		if !beside {
			return evidence.Scope.At(a.Claim.Words[i].Form + " of " + a.Claim.Words[k].Form)
		}
	}
	return evidence.Fault{}
}

// sameGroup reports whether the noun at p and the name at q belong to one group of
// words: nothing but nouns, adjectives and "of" or "in" stands between.
func sameGroup(s *syntax.Sentence, p, q int) bool {
	if p == q {
		return true
	}
	if s.Words[p].Segment != s.Words[q].Segment {
		return false
	}
	for m := min(p, q) + 1; m < max(p, q); m++ {
		w := &s.Words[m]
		noun := s.IsNoun(m) && (q < p || !w.Name || syntax.SameRun(s, m, max(p, q)))
		if !noun && !syntax.Describes(w) && w.Tag != "DT" && w.Tag != "PRP$" && w.Lower != "in" && w.Lower != "and" {
			return false
		}
	}
	return true
}
