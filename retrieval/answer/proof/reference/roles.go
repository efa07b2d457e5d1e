package reference

import (
	"strings"

	"footnote/retrieval/text"
)

// aside is how many words a role has that stands between commas beside a name.
const aside = 7

// roleAhead is the role before the name at i: "the mayor of Fossum, Tora Lie".
func (r *reader) roleAhead(i int) *role {
	if i == 0 || !strings.HasPrefix(r.gap(i), ",") {
		return nil
	}
	for k := i - 1; k >= 0 && k > i-aside; k-- {
		switch r.Lower[k] {
		case "the", "its", "their", "his", "her", "our":
			return r.roleIn(k+1, i)
		}
		if r.gap(k) != " " {
			return nil
		}
	}
	return nil
}

// roleBehind is the role behind the name that ends at k: "Ruth Amadi, chair,".
func (r *reader) roleBehind(k int) *role {
	if k >= len(r.Tokens) || !strings.HasPrefix(r.gap(k), ",") {
		return nil
	}
	if r.Lower[k] == "the" || r.Lower[k] == "a" || r.Lower[k] == "an" {
		k++
	}
	if end := r.roleEnd(k); end > 0 {
		return r.roleIn(k, end)
	}
	return nil
}

// roleEnd is where the words end that begin at k and stand between marks, 0 where there are
// too many.
func (r *reader) roleEnd(k int) int {
	for end := k + 1; end <= len(r.Tokens) && end < k+aside; end++ {
		if end == len(r.Tokens) || strings.ContainsAny(r.gap(end), ",.;)") {
			return end
		}
	}
	return 0
}

// roleIn is the role that words [from, to) give: a noun of persons with what stands before
// it, and behind "of" or "in".
func (r *reader) roleIn(from, to int) *role {
	head := from
	for head+1 < to && !prepositions[r.Lower[head+1]] {
		head++
	}
	if head >= to || text.StartsUpper(r.Form(head)) || !isPerson(r.bare(head)) {
		return nil
	}
	for k := from; k < to; k++ {
		if k != head && !r.Tokens[k].Stop && !r.describes(k) {
			return nil
		}
	}
	got := r.roleAt(from, head, to)
	return &got
}

// prepositions tie to a role whose it is.
var prepositions = map[string]bool{"of": true, "in": true, "for": true, "at": true}
