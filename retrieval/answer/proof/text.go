package proof

import (
	"strings"

	"footnote/retrieval/terms"
)

// text is a claim, or all quotes of one, with its words.
type text struct {
	raw    string
	tokens []terms.Token
	lower  []string
	// at holds the positions of each term.
	at map[string][]int
	// starts marks the words that open a sentence.
	starts []bool
}

func readText(raw string) *text {
	t := &text{raw: raw, tokens: terms.Tokens(raw), at: map[string][]int{}}
	t.lower = make([]string, len(t.tokens))
	t.starts = make([]bool, len(t.tokens))
	for i, tok := range t.tokens {
		t.lower[i] = strings.ReplaceAll(strings.ToLower(raw[tok.Start:tok.End]), "’", "'")
		t.at[tok.Term] = append(t.at[tok.Term], i)
		t.starts[i] = i == 0 || strings.ContainsAny(terms.Between(raw, t.tokens[i-1], tok), ".!?:\n“\"«")
	}
	return t
}

// readQuotes reads all quotes as one text, a line each.
func readQuotes(e Evidence) *text {
	quotes := make([]string, len(e.Quotes))
	for i, q := range e.Quotes {
		quotes[i] = q.Text
	}
	return readText(strings.Join(quotes, "\n"))
}

// form is word i as written.
func (t *text) form(i int) string { return t.raw[t.tokens[i].Start:t.tokens[i].End] }

// between is what stands between word i-1 and word i, or before the first.
func (t *text) between(i int) string {
	if i == 0 {
		return t.raw[:t.tokens[0].Start]
	}
	return terms.Between(t.raw, t.tokens[i-1], t.tokens[i])
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
