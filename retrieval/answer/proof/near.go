package proof

import (
	"slices"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text/lexicon"
)

// neighbours finds words that stand together in the claim and apart in the
// quote: a title before a name, what a number counts, an owner and what is owned.
func (a *alignment) neighbours() (evidence.Fault, bool) {
	if f := ofOwner(a); f.Found() {
		return f, true
	}
	for i := 0; i+1 < len(a.claim.words); i++ {
		k := nextMeaning(a.claim, i)
		if k < 0 || len(a.to[i]) == 0 || len(a.to[k]) == 0 {
			continue
		}
		w, next := &a.claim.words[i], &a.claim.words[k]
		if besideOther(a, i, k) || separated(a, i, k) && !ownedByPronoun(a, i, k) {
			return evidence.Scope.At(w.form + " " + next.form), true
		}
	}
	return evidence.Fault{}, false
}

// besideOther reports whether the adjective at i stands in the quote before another noun
// than its neighbour k, or the number at k is there that of another verb than i.
func besideOther(a *alignment, i, k int) bool {
	w, next := &a.claim.words[i], &a.claim.words[k]
	switch {
	case k != i+1:
		return false
	case w.tag == "JJ" && a.claim.isNoun(k) && !next.name:
		return modifiesOther(a, i, k)
	}
	return next.isNumber && countsInOther(a, i, k)
}

// ownedByPronoun reports whether the quote has a pronoun for the owner at i right before
// what is owned at k: "his discussions" for "Berg's talks".
func ownedByPronoun(a *alignment, i, k int) bool {
	return a.claim.words[i].owner && slices.ContainsFunc(a.to[k], func(q int) bool {
		return q > 0 && slices.ContainsFunc(a.known.meant(a.quote, q-1), func(w word) bool { return compare(&a.claim.words[i], &w) == says })
	})
}

// separated reports whether two words of the claim that belong together, a title
// and a name, a number and what it counts, an owner and what is owned, stand apart
// in the quote.
func separated(a *alignment, i, k int) bool {
	w, next := &a.claim.words[i], &a.claim.words[k]
	title := k == i+1 && next.name && !w.owner && w.class == open && !a.claim.isVerb(i) && !ofTime(w)
	if ofClock(a.claim, i, k) {
		return !together(a, i, k, false)
	}
	counted := w.isNumber && !next.isNumber && !a.claim.isVerb(k)
	owned := w.owner && k <= i+3
	return (title || counted || owned) && (!together(a, i, k, counted) || counted && countsOther(a, i))
}

// ofClock reports whether one of two words is a time of day and the other what is then:
// "the bus at 18:40".
func ofClock(s *sentence, i, k int) bool {
	return s.words[i].clock && s.isNoun(k) || s.words[k].clock && s.isNoun(i)
}

// countsInOther reports whether the number at k, of what the verb before it does, is in
// the quote that of another verb which the claim has too: "killed four and injured nine"
// is not "injured four and killed nine".
func countsInOther(a *alignment, i, k int) bool {
	if !a.claim.isVerb(i) {
		return false
	}
	other := func(m int) bool {
		return !slices.Contains(a.to[i], m) && verbOfClaim(a, m)
	}
	return !slices.ContainsFunc(a.to[k], func(q int) bool {
		return slices.ContainsFunc(a.to[i], func(p int) bool {
			for m := min(p, q) + 1; m < max(p, q); m++ {
				if other(m) {
					return false
				}
			}
			return true
		})
	})
}

// verbOfClaim reports whether word m of the quote bears a verb of the claim.
func verbOfClaim(a *alignment, m int) bool {
	for i := range a.to {
		if slices.Contains(a.to[i], m) && a.claim.isVerb(i) {
			return true
		}
	}
	return false
}

// ofTime reports whether a word is a noun of time, such as "week" or "tonight", in
// its commonest meaning.
func ofTime(w *word) bool { return w.known.Filed(lexicon.Noun, lexicon.Times) }

// modifiesOther reports whether the adjective at i stands in the quote before
// another noun than the one at k.
func modifiesOther(a *alignment, i, k int) bool {
	if len(a.to[i]) == 0 {
		return false
	}
	return !slices.ContainsFunc(a.to[i], func(q int) bool {
		at := modified(a.quote, q)
		return at < 0 || a.quote.words[at].class == free && !slices.ContainsFunc(a.to[k], func(n int) bool { return n > 0 && a.quote.words[n-1].tag == "JJ" && a.quote.words[n-1].class == open }) || slices.ContainsFunc(a.to[k], func(n int) bool { return q < n && n <= at })
	})
}

// modified is the noun, or the "one" for it, that the adjective at i stands
// before, or -1.
func modified(s *sentence, i int) int {
	if s.words[i].tag != "JJ" {
		return -1
	}
	found := -1
	for k := i + 1; k < len(s.words) && k <= i+apartWords && s.words[k].segment == s.words[i].segment; k++ {
		switch {
		case s.isNoun(k) || s.words[k].lower == "one" || s.words[k].lower == "ones":
			found = k
		case s.words[k].tag != "JJ" || found >= 0:
			return found
		}
	}
	return found
}

// nextMeaning is the next word with a meaning in the same part of the sentence,
// or -1.
func nextMeaning(s *sentence, i int) int {
	if !s.words[i].meaning() {
		return -1
	}
	for k := i + 1; k < len(s.words) && s.words[k].segment == s.words[i].segment && !s.opens(k); k++ {
		if s.words[k].meaning() {
			return k
		}
	}
	return -1
}

// apartWords is how many words with a meaning may stand between two that belong
// together.
const apartWords = 3

// together reports whether words that say i and k stand near each other in the
// quote, without another name, owner or number between.
func together(a *alignment, i, k int, counted bool) bool {
	return slices.ContainsFunc(a.to[i], func(p int) bool {
		return slices.ContainsFunc(a.to[k], func(q int) bool {
			if p == q {
				return true
			}
			if counted && q < p {
				return ofShare(a.quote, q, p)
			}
			counts := counted && !(a.claim.words[i+1].lower == "of" && p+1 < len(a.quote.words) && a.quote.words[p+1].lower == "of") // eleven of the fourteen
			return close(a.quote, min(p, q), max(p, q), a.claim.words[k].name, counts)
		})
	})
}

// ofShare reports whether the number at p says behind "of" how large the noun at q is:
// "a majority of two thirds".
func ofShare(s *sentence, q, p int) bool {
	return q == p-2 && s.words[p-1].lower == "of" && s.words[p].unit == "%"
}

// close reports whether little stands between words p and q: fewer words than
// apartWords, and none of the kind that would take the place of one of them.
func close(s *sentence, p, q int, name, number bool) bool {
	n := 0
	for m := p + 1; m < q; m++ {
		w := &s.words[m]
		if !w.meaning() {
			continue
		}
		if n++; n > apartWords || number && w.isNumber || name && w.name && !sameRun(s, m, q) && !sameRun(s, p, m) {
			return false
		}
	}
	return true
}

// sameRun reports whether only names stand between two names.
func sameRun(s *sentence, m, q int) bool {
	for ; m < q; m++ {
		if !s.words[m].name || s.words[m].owner {
			return false
		}
	}
	return true
}
