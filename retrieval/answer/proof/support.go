package proof

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
