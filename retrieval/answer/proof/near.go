package proof

import "slices"

// neighbours finds words that stand together in the claim and apart in the
// quote: a title before a name, what a number counts, an owner and what is owned.
func (a *alignment) neighbours(*judge) (Fault, bool) {
	for i := 0; i+1 < len(a.claim.words); i++ {
		k := a.claim.nextMeaning(i)
		if k < 0 || len(a.to[i]) == 0 || len(a.to[k]) == 0 {
			continue
		}
		w, next := &a.claim.words[i], &a.claim.words[k]
		title := k == i+1 && next.name && !w.owner && w.class == open && !a.claim.isVerb(i)
		counted := w.isNumber && !next.isNumber
		owned := w.owner && k <= i+3
		if (title || counted || owned) && !a.together(i, k, counted) {
			return Fault{Scope, w.form + " " + next.form}, true
		}
	}
	return Fault{}, false
}

// nextMeaning is the next word with a meaning in the same part of the sentence,
// or -1.
func (s *sentence) nextMeaning(i int) int {
	if !s.words[i].meaning() {
		return -1
	}
	for k := i + 1; k < len(s.words) && s.words[k].segment == s.words[i].segment; k++ {
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
func (a *alignment) together(i, k int, counted bool) bool {
	return slices.ContainsFunc(a.to[i], func(p int) bool {
		return slices.ContainsFunc(a.to[k], func(q int) bool {
			if p == q {
				return true
			}
			if counted && q < p {
				return false
			}
			return a.quote.close(min(p, q), max(p, q), a.claim.words[k].name, counted)
		})
	})
}

// close reports whether little stands between words p and q: fewer words than
// apartWords, and none of the kind that would take the place of one of them.
func (s *sentence) close(p, q int, name, number bool) bool {
	n := 0
	for m := p + 1; m < q; m++ {
		w := &s.words[m]
		if !w.meaning() {
			continue
		}
		if n++; n > apartWords || number && w.isNumber || name && w.name && !s.sameRun(m, q) && !s.sameRun(p, m) {
			return false
		}
	}
	return true
}

// sameRun reports whether only names stand between two names.
func (s *sentence) sameRun(m, q int) bool {
	for ; m < q; m++ {
		if !s.words[m].name || s.words[m].owner {
			return false
		}
	}
	return true
}
