package entailment

import (
	"cmp"
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// neighbours finds words that stand together in the claim and apart in the
// quote: a title before a name, what a number counts, an owner and what is owned.
func neighbours(a *alignment.Alignment) (evidence.Fault, bool) {
	if f := ofOwner(a); f.Found() {
		return f, true
	}
	if f := cmp.Or(wholeOnly(a), ofOtherVerb(a)); f.Found() {
		return f, true
	}
	for i := 0; i+1 < len(a.Claim.Words); i++ {
		k := syntax.NextMeaning(a.Claim, i)
		if k < 0 || len(a.To[i]) == 0 || len(a.To[k]) == 0 {
			continue
		}
		w, next := &a.Claim.Words[i], &a.Claim.Words[k]
		if besideOther(a, i, k) || separated(a, i, k) {
			return evidence.Scope.At(w.Form + " " + next.Form), true
		}
	}
	return evidence.Fault{}, false
}

// besideOther reports whether the adjective at i stands in the quote before another noun
// than its neighbour k.
func besideOther(a *alignment.Alignment, i, k int) bool {
	w, next := &a.Claim.Words[i], &a.Claim.Words[k]
	return k == i+1 && w.Tag == "JJ" && a.Claim.IsNoun(k) && !next.Name && modifiesOther(a, i, k)
}

// separated reports whether two words of the claim that belong together, a title
// and a name, a number and what it counts, an owner and what is owned, stand apart
// in the quote.
func separated(a *alignment.Alignment, i, k int) bool {
	w, next := &a.Claim.Words[i], &a.Claim.Words[k]
	if ofClock(a.Claim, i, k) {
		return !together(a, i, k, false)
	}
	counted := w.IsNumber && !next.IsNumber && !a.Claim.IsVerb(k) && !syntax.BeforeDoer(a.Claim, i, k)
	return (counted || ofOne(a.Claim, i, k)) && (!together(a, i, k, counted) || counted && countsOther(a, i))
}

// ofOne reports whether words i and k are of one group: a title and a name, an owner and
// what is owned, two of the five.
func ofOne(s *syntax.Sentence, i, k int) bool {
	w, next := &s.Words[i], &s.Words[k]
	switch {
	case w.Owner:
		return k <= i+3
	case w.IsNumber && next.IsNumber:
		return s.Words[i+1].Lower == "of"
	}
	return k == i+1 && next.Name && w.Class == syntax.Open && !s.IsVerb(i) && !syntax.OfTime(w)
}

// ofClock reports whether one of two words is a time of day and the other what is then:
// "the bus at 18:40".
func ofClock(s *syntax.Sentence, i, k int) bool {
	return s.Words[i].Clock && s.IsNoun(k) || s.Words[k].Clock && s.IsNoun(i)
}

// modifiesOther reports whether the adjective at i stands in the quote before
// another noun than the one at k.
func modifiesOther(a *alignment.Alignment, i, k int) bool {
	if len(a.To[i]) == 0 {
		return false
	}
	return !slices.ContainsFunc(a.To[i], func(q int) bool {
		at := syntax.Modified(a.Quote, q)
		return at < 0 || a.Quote.Words[at].Class == syntax.Free && !slices.ContainsFunc(a.To[k], func(n int) bool {
			return n > 0 && a.Quote.Words[n-1].Tag == "JJ" && a.Quote.Words[n-1].Class == syntax.Open
		}) || slices.ContainsFunc(a.To[k], func(n int) bool { return q < n && n <= at })
	})
}

// together reports whether words that say i and k stand near each other in the
// quote, without another name, owner or number between.
func together(a *alignment.Alignment, i, k int, counted bool) bool {
	return slices.ContainsFunc(a.To[i], func(p int) bool {
		return slices.ContainsFunc(a.To[k], func(q int) bool {
			if p == q {
				return true
			}
			if counted && q < p {
				return ofShare(a.Quote, q, p)
			}
			if a.Claim.Words[i].IsNumber && partOf(a.Quote, q) >= 0 && partOf(a.Quote, q) != p {
				return false
			}
			counts := counted && !(a.Claim.Words[i+1].Lower == "of" && p+1 < len(a.Quote.Words) && a.Quote.Words[p+1].Lower == "of") && !isPart(a.Quote, p) // eleven of the fourteen
			return syntax.Close(a.Quote, min(p, q), max(p, q), a.Claim.Words[k].Name, counts)
		})
	})
}

// partOf is the number of which the number at q is the whole: "six of the nine", -1 where
// there is none.
func partOf(s *syntax.Sentence, q int) int {
	if q > 0 && s.Words[q-1].Tag == "DT" {
		q--
	}
	if q < 2 || s.Words[q-1].Lower != "of" || !s.Words[q-2].IsNumber {
		return -1
	}
	return q - 2
}

// isPart reports whether the number at p counts some of a number of things: "six of the nine".
func isPart(s *syntax.Sentence, p int) bool {
	for q := p + 2; q <= p+3 && q < len(s.Words); q++ {
		if s.Words[q].IsNumber && partOf(s, q) == p {
			return true
		}
	}
	return false
}

// wholeOnly finds a number of the claim by which the quote counts no more than all of which
// it tells of some: "five were removed" where two of the five were.
func wholeOnly(a *alignment.Alignment) evidence.Fault {
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if !w.IsNumber || w.Date || len(a.To[i]) == 0 || partOf(a.Claim, i) >= 0 {
			continue
		}
		if !slices.ContainsFunc(a.To[i], func(q int) bool { return !a.Quote.Words[q].IsNumber || partOf(a.Quote, q) < 0 }) {
			return evidence.Quantity.At(w.Form)
		}
	}
	return evidence.Fault{}
}

// ofOtherVerb finds a number that in the quote belongs to another verb than in the claim:
// "killed nine" where four were killed and nine injured.
func ofOtherVerb(a *alignment.Alignment) evidence.Fault {
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if !w.IsNumber || w.Date || w.Unit == "%" || len(a.To[i]) == 0 {
			continue
		}
		verbs := verbsOf(a.Claim, i)
		if len(verbs) > 0 && !slices.ContainsFunc(verbs, func(v int) bool { return sameVerb(a, i, v) }) {
			return evidence.Roles.At(w.Form)
		}
	}
	return evidence.Fault{}
}

// sameVerb reports whether the number at i may belong in the quote to what says the claim's
// verb at v.
func sameVerb(a *alignment.Alignment, i, v int) bool {
	if len(a.To[v]) == 0 || slices.Contains(a.Sides, v) || slices.Contains(a.Spoken, v) || slices.ContainsFunc(a.To[v], func(p int) bool { return !a.Quote.IsVerb(p) && !a.Quote.IsPassive(p) }) {
		return true
	}
	return slices.ContainsFunc(a.To[i], func(q int) bool {
		theirs := verbsOf(a.Quote, q)
		return len(theirs) == 0 || slices.ContainsFunc(theirs, func(p int) bool { return slices.Contains(a.To[v], p) })
	})
}

// verbsOf are the verbs that the number at q belongs to: the last before it with no preposition
// between, and those of which what it counts is the subject.
func verbsOf(s *syntax.Sentence, q int) []int {
	var list []int
	for k := q - 1; k >= 0 && len(list) == 0 && s.Words[k].Tag != "IN" && s.Words[k].Tag != "TO"; k-- {
		if s.IsVerb(k) || s.IsPassive(k) || syntax.LightVerb(s.Words[k].Lower) != nil && !syntax.Helps(s, k) {
			list = append(list, k)
		}
	}
	if from, _ := syntax.CountedNoun(s, q); from >= 0 {
		for u := from + 1; u < len(s.Words); u++ {
			if (s.IsVerb(u) || s.IsPassive(u)) && slices.Contains(s.SubjectOf(u), from) {
				list = append(list, u)
			}
		}
	}
	return list
}

// ofShare reports whether the number at p says behind "of" how large the noun at q is:
// "a majority of two thirds".
func ofShare(s *syntax.Sentence, q, p int) bool {
	return q == p-2 && s.Words[p-1].Lower == "of" && s.Words[p].Unit == "%"
}
