package facts

import (
	"math"
	"slices"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text"
)

// missing are the numbers of the claim that no quote holds. A day or year that the quotes'
// dates give is left to Dates.
func missing(c, q *text.Text, e evidence.Evidence) []text.Quantity {
	have, days := q.Quantities(), DatesOf(e)
	return slices.DeleteFunc(c.Quantities(), func(want text.Quantity) bool {
		return want.Article || holds(have, want) || c.PartOfDate(want) && days.Number(want.Value)
	})
}

func holds(have []text.Quantity, want text.Quantity) bool {
	return slices.ContainsFunc(have, func(h text.Quantity) bool {
		return text.SameNumber(h.Value, want.Value, want.Unit) && (want.Unit == "" || want.Unit == h.Unit)
	})
}

// follows reports whether a number is a sum or difference of some, as long a time as one,
// or only said to be more or less than one.
func follows(c *text.Text, want text.Quantity, q *text.Text, have []text.Quantity) bool {
	for n, x := range have {
		if length, months := c.SpanOf(want); length > 0 {
			if other, also := q.SpanOf(x); other == length && also == months {
				return true
			}
		}
		if x.Unit == want.Unit && bounds(c, want, x.Value) {
			return true
		}
		for m, y := range have[n+1:] {
			if (x.Unit == y.Unit || x.Unit == "" || y.Unit == "") && combines(want, x.Value, y.Value, have[n+m+2:]) {
				return true
			}
		}
	}
	return want.Value == 2 && want.Unit == ""
}

// bounds reports whether the claim says of a number only that something is more or less
// than it, as v is.
func bounds(t *text.Text, want text.Quantity, v float64) bool {
	k := want.Word - 1
	if k > 0 && t.Lower[k] == "than" {
		k--
	}
	if k < 0 {
		return false
	}
	c := syntax.ClassOf(t.Lower[k])
	return c == syntax.More && v > want.Value || c == syntax.Less && v < want.Value
}

// combines reports whether a number is the sum of two or three, the difference of two, or
// that in percent of the first.
func combines(want text.Quantity, x, y float64, more []text.Quantity) bool {
	if want.Unit == "%" {
		return text.SameNumber(want.Value, 100*math.Abs(y-x)/x, "%")
	}
	return want.Value == x+y || text.Equal(want.Value, math.Abs(x-y)) || slices.ContainsFunc(more, func(z text.Quantity) bool { return x+y+z.Value == want.Value && z.Unit == want.Unit })
}
