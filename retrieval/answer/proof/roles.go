package proof

import (
	"strings"

	"footnote/retrieval/terms"
)

// checkRoles finds two names that have changed places: whom the quote has do
// something, the claim has it done to.
func checkRoles(c, q *text, e Evidence) Fault {
	if e.translated() {
		return Fault{}
	}
	mine, theirs := c.doers(), q.doers()
	for verb, mineAll := range mine {
		theirsAll, ok := theirs[verb]
		if !ok {
			continue
		}
		for _, d := range mineAll {
			if d.passive || agrees(d, theirsAll) {
				continue
			}
			if q.follows(verb, d.key) {
				return Fault{Roles, d.form}
			}
		}
	}
	return Fault{}
}

// doer is the name nearest before a word in its clause.
type doer struct {
	form, key string
	// passive: the word is a participle behind a form of to be.
	passive bool
}

func agrees(d doer, all []doer) bool {
	for _, o := range all {
		if o.passive || sameName(d.key, o.key) {
			return true
		}
	}
	return false
}

// doers lists for each content term that is no name the name before it.
func (t *text) doers() map[string][]doer {
	at := map[int]name{}
	for _, n := range t.names(func(string) bool { return false }) {
		at[n.word] = n
	}
	all := map[string][]doer{}
	var last *name
	for i, tok := range t.tokens {
		if i > 0 && strings.ContainsAny(t.between(i), ".!?;\n") {
			last = nil
		}
		if n, ok := at[i]; ok {
			last = &n
			continue
		}
		if last == nil || tok.Stop || !verbLike(t.lower[i]) {
			continue
		}
		all[tok.Term] = append(all[tok.Term], doer{last.form, last.key, i > 0 && isToBe(t.lower[i-1])})
	}
	return all
}

// verbLike tells whether a word may be a verb in the past or the third person.
func verbLike(w string) bool {
	return len(w) > 3 && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "s") || strings.HasSuffix(w, "d")) || irregular(w)
}

func irregular(w string) bool {
	switch w {
	case "said", "told", "met", "spoke", "gave", "took", "sent", "won", "beat", "saw", "wrote", "made", "put", "held", "led", "left", "lost", "shot", "hit", "sold", "bought", "paid":
		return true
	}
	return false
}

func isToBe(w string) bool {
	switch w {
	case "is", "was", "are", "were", "be", "been", "being":
		return true
	}
	return false
}

// follows tells whether a name stands behind a term in the same sentence.
func (t *text) follows(term, key string) bool {
	for _, n := range t.names(func(string) bool { return false }) {
		for _, at := range t.at[term] {
			if n.word > at && sameName(n.key, key) && !strings.ContainsAny(terms.Between(t.raw, t.tokens[at], t.tokens[n.word]), ".!?\n") {
				return true
			}
		}
	}
	return false
}
