package proof

import (
	"slices"
	"strings"
)

// scopeWords is how many content words behind a negation it is taken to cover.
const scopeWords = 3

// negation is a word that turns a statement round, with the terms it covers.
type negation struct {
	form  string
	scope []string
}

// negatedAll lists the negations of a text.
func (t *text) negatedAll() []negation {
	var all []negation
	for i := range t.tokens {
		if t.negates(i) {
			all = append(all, negation{t.form(i), t.scope(i)})
		}
	}
	return all
}

func (t *text) negates(i int) bool {
	w := t.lower[i]
	return words().negations[w] || strings.HasSuffix(w, "n't")
}

// scope lists the terms a negation at word i covers: the content words that
// follow it in its clause.
func (t *text) scope(i int) []string {
	var terms []string
	for j := i + 1; j < len(t.tokens) && len(terms) < scopeWords; j++ {
		if strings.ContainsAny(t.between(j), ",;.!?") {
			break
		}
		if !t.tokens[j].Stop {
			terms = append(terms, t.tokens[j].Term)
		}
	}
	return terms
}

// denies tells whether a text holds a word that denies without a negation,
// other than the terms given: "ended" in "has not ended" denies nothing.
func (t *text) denies(but ...string) bool {
	for i, w := range t.lower {
		if words().denials[w] && !slices.Contains(but, t.tokens[i].Term) {
			return true
		}
	}
	return false
}

// checkNegation finds a negation that the claim adds, and one of its quotes
// that it drops while repeating what was negated.
func checkNegation(c, q *text, e Evidence) Fault {
	mine, theirs := c.negatedAll(), q.negatedAll()
	if len(mine) > 0 && len(theirs) == 0 && !q.denies() {
		return Fault{Negation, mine[0].form}
	}
	if e.translated() {
		if len(mine) == 0 && len(theirs) > 0 && len(q.tokens) < 2*len(c.tokens) && !c.denies() {
			return Fault{Negation, theirs[0].form}
		}
		return Fault{}
	}
	for _, n := range theirs {
		if c.affirms(n) {
			return Fault{Negation, n.form}
		}
	}
	for _, n := range mine {
		if q.affirms(n) && !q.denies(n.scope...) {
			return Fault{Negation, n.form}
		}
	}
	return Fault{}
}

// affirms tells whether a text holds the first words that a negation covers
// elsewhere, without a negation of its own that covers one of them.
func (t *text) affirms(n negation) bool {
	if len(n.scope) == 0 || t.denies(n.scope...) {
		return false
	}
	held := 0
	for _, term := range n.scope {
		if len(t.at[term]) > 0 {
			held++
		}
	}
	if held == 0 || held*2 < len(n.scope) || len(t.at[n.scope[0]]) == 0 {
		return false
	}
	for _, own := range t.negatedAll() {
		for _, term := range own.scope {
			for _, other := range n.scope {
				if term == other {
					return false
				}
			}
		}
	}
	return true
}
