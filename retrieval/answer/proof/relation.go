package proof

import "slices"

// related finds a word of the claim that says how two things stand to each
// other and that the quote does not have there.
func (a *alignment) related(*judge) (Fault, bool) {
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if !slices.Contains(relations, w.class) {
			continue
		}
		at := a.classed(w.class)
		if len(at) == 0 {
			return Fault{Relation, w.form}, false
		}
		next := a.claim.afterWord(i)
		if next < 0 || len(a.to[next]) == 0 {
			continue
		}
		follows := func(j int) bool {
			return slices.ContainsFunc(a.to[next], func(q int) bool { return q > j && !a.crosses(j, q, w.class) })
		}
		if !slices.ContainsFunc(at, follows) {
			return Fault{Relation, w.form}, true
		}
	}
	return Fault{}, false
}

// classed lists the words of the quote with a class.
func (a *alignment) classed(c class) []int {
	var list []int
	for j := range a.quote.words {
		if a.quote.words[j].class == c {
			list = append(list, j)
		}
	}
	return list
}

// afterWord is the next word behind i that has a meaning, or -1.
func (s *sentence) afterWord(i int) int {
	for k := i + 1; k < len(s.words); k++ {
		if s.words[k].meaning() {
			return k
		}
	}
	return -1
}

// crosses reports whether another word of relation stands between j and q.
func (a *alignment) crosses(j, q int, c class) bool {
	for m := j + 1; m < q; m++ {
		if k := a.quote.words[m].class; k != c && slices.Contains(relations, k) {
			return true
		}
	}
	return false
}

// conditions finds a condition of the quote that the claim leaves out.
func (a *alignment) conditions(*judge) (Fault, bool) {
	if !a.quote.holdsClass(condition, 0, len(a.quote.words)) || a.claim.holdsClass(condition, 0, len(a.claim.words)) {
		return Fault{}, false
	}
	for j, w := range a.quote.words {
		if w.class == condition && !a.besides(j) {
			return Fault{Condition, w.form}, false
		}
	}
	return Fault{}, false
}

// besides reports whether the claim says the condition itself and nothing that
// hangs on it: all that it says stands behind the word.
func (a *alignment) besides(j int) bool {
	return false
}
