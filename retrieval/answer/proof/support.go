package proof

import "strings"

// leastSupport is the share of a claim's content words that its quotes must
// hold. Writers rephrase; they do not bring new substance.
const leastSupport = 0.55

// checkSupport finds a claim whose words are not those of its quotes. Every
// sentence of a claim is held to it on its own.
func checkSupport(c, q *text, e Evidence) Fault {
	if e.translated() {
		return Fault{}
	}
	for _, s := range c.sentences() {
		held, content, missing := 0, 0, ""
		for i := s[0]; i < s[1]; i++ {
			if c.tokens[i].Stop || words().light[c.lower[i]] {
				continue
			}
			content++
			if q.supports(c, i) {
				held++
			} else if missing == "" {
				missing = c.form(i)
			}
		}
		if content == 0 {
			return Fault{Unsupported, "it says nothing that could be checked"}
		}
		if float64(held) < leastSupport*float64(content) {
			return Fault{Unsupported, missing}
		}
	}
	return Fault{}
}

// sentences are the ranges of words between full stops.
func (t *text) sentences() [][2]int {
	var all [][2]int
	start := 0
	for i := 1; i < len(t.tokens); i++ {
		if gap := t.between(i); strings.ContainsAny(gap, ".!?") && strings.ContainsAny(gap, " \n") {
			all = append(all, [2]int{start, i})
			start = i
		}
	}
	if start < len(t.tokens) {
		all = append(all, [2]int{start, len(t.tokens)})
	}
	return all
}

// supports tells whether the quotes hold word i of the claim, in this or
// another form, or spelled out where it is an acronym.
func (t *text) supports(c *text, i int) bool {
	term := c.tokens[i].Term
	if len(t.at[term]) > 0 {
		return true
	}
	key := nameKey(c.form(i))
	if startsUpper(c.form(i)) && named(name{form: c.form(i), key: key}, t.names(func(string) bool { return false }), t) {
		return true
	}
	if v, ok := c.number(i); ok && holds(t.quantities(), quantity{value: v}) {
		return true
	}
	for other := range t.at {
		if sameFamily(term, other) {
			return true
		}
	}
	return false
}

// sameFamily tells whether two stems share their first five letters and most
// of the longer one: negotiate, negotiation.
func sameFamily(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 5 {
		return false
	}
	n := 0
	for n < len(a) && a[n] == b[n] {
		n++
	}
	return n >= 5 && n*10 >= len(b)*7
}

// SameFamily tells whether two terms are stems of one family, as sameFamily.
func SameFamily(a, b string) bool { return sameFamily(a, b) }
