// Package facts holds the numbers and dates of a claim to those of all its quotes,
// whatever the sentences around them say, in any language.
package facts

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text"
)

// Check finds a number or date of a claim that none of its quotes has.
func Check(claim string, e evidence.Evidence) evidence.Fault {
	c, q := text.Read(claim), readQuotes(e)
	if open := missing(c, q, e); len(open) > 0 {
		return evidence.Number.At(open[0].Form)
	}
	return Dates(c, q, e)
}

// Reckoned reports whether each number of a claim that no quote has may follow from those
// of the quotes; whether it does, the alignment tells.
func Reckoned(claim string, e evidence.Evidence) bool {
	c, q := text.Read(claim), readQuotes(e)
	have := q.Quantities()
	return !slices.ContainsFunc(missing(c, q, e), func(want text.Quantity) bool { return c.PartOfDate(want) || !follows(c, want, q, have) })
}

// readQuotes reads all quotes as one text, a line each.
func readQuotes(e evidence.Evidence) *text.Text {
	quotes := make([]string, len(e.Quotes))
	for i, q := range e.Quotes {
		quotes[i] = q.Text
	}
	return text.Read(strings.Join(quotes, "\n"))
}

// Negations counts what negates in a claim and in its quotes.
func Negations(claim string, e evidence.Evidence) (mine, theirs int) {
	return text.Read(claim).Negations(), readQuotes(e).Negations()
}
