// Package facts holds the numbers, dates and names of a claim to those of all its quotes,
// whatever the sentences around them say, in any language.
package facts

import (
	"strings"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text"
)

// ReadQuotes reads all quotes as one text, a line each.
func ReadQuotes(e evidence.Evidence) *text.Text {
	quotes := make([]string, len(e.Quotes))
	for i, q := range e.Quotes {
		quotes[i] = q.Text
	}
	return text.Read(strings.Join(quotes, "\n"))
}

// supports tells whether the quotes hold word i of the claim, in this or
// another form, or spelled out where it is an acronym.
func supports(t *text.Text, c *text.Text, i int) bool {
	term := c.Tokens[i].Term
	if len(t.At[term]) > 0 {
		return true
	}
	key := text.NameKey(c.Form(i))
	if text.StartsUpper(c.Form(i)) && named(name{form: c.Form(i), key: key}, namesIn(t, never), t) {
		return true
	}
	if v, ok := c.Number(i); ok && holds(t.Quantities(), text.Quantity{Value: v}) {
		return true
	}
	for other := range t.At {
		if text.SameFamily(term, other) {
			return true
		}
	}
	return false
}

// Check holds the numbers and dates of a claim to all quotes together. It reports
// too whether the quotes give others of the same thing.
func Check(claim string, e evidence.Evidence) (fault evidence.Fault, opposed bool) {
	c, q := text.Read(claim), ReadQuotes(e)
	if f := Numbers(c, q, e); f.Found() && reckoned(c, q, e) {
		return Dates(c, q, e), false
	}
	for _, check := range []func(*text.Text, *text.Text, evidence.Evidence) (evidence.Fault, map[int]bool){otherNumber, otherDate} {
		if f, at := check(c, q, e); f.Found() && aboutSame(c, q, e, at) {
			return f, true
		}
	}
	for _, check := range []func(*text.Text, *text.Text, evidence.Evidence) evidence.Fault{Numbers, Dates} {
		if f := check(c, q, e); f.Found() {
			return f, false
		}
	}
	return evidence.Fault{}, false
}

// NamesOther reports whether the quotes are about the same thing and name
// somebody else.
func NamesOther(claim string, e evidence.Evidence) bool {
	c, q := text.Read(claim), ReadQuotes(e)
	f, at := otherName(c, q, e)
	return f.Found() && aboutSame(c, q, e, at)
}
