package text

import (
	"math"
	"strings"
)

// fraction reads a part of a whole at word i as a percentage: "a fifth of",
// "two thirds", "half", "one in four". It returns the index behind its last
// word, or i where there is none.
func (t *Text) fraction(i int) (percent float64, next int) {
	if t.Lower[i] == "half" && !t.scaled(i+1) {
		return 50, i + 1
	}
	count := t.parts(i)
	if count < 1 || i+1 >= len(t.Tokens) || strings.ContainsAny(t.Between(i+1), ",.;:") {
		return 0, i
	}
	if of := t.outOf(i + 1); of > count {
		return 100 * count / of, i + 3
	}
	of, many := partOf(t.Lower[i+1])
	if single := count == 1 && t.divides(i); of > 0 && many != single && (many && count > 1 || single) {
		return 100 * count / of, i + 2
	}
	return 0, i
}

// divides reports whether "a fifth" at word i is a part and no number in an order: "a fifth
// of", "by a fifth".
func (t *Text) divides(i int) bool {
	return i+2 < len(t.Tokens) && t.Lower[i+2] == "of" || i > 0 && t.Lower[i-1] == "by"
}

// parts is how many parts word i counts, "a" being one, 0 where it is no number.
func (t *Text) parts(i int) float64 {
	if t.Lower[i] == "a" || t.Lower[i] == "an" {
		return 1
	}
	return words().numbers[t.Lower[i]]
}

// outOf is the number behind an "in" at word i, 0 where there is none up to a
// hundred.
func (t *Text) outOf(i int) float64 {
	if t.Lower[i] != "in" || i+1 >= len(t.Tokens) {
		return 0
	}
	if of := words().numbers[t.Lower[i+1]]; of <= 100 {
		return of
	}
	return 0
}

// partOf is the number of parts that "fifth" or "fifths" divides a whole into, 0
// for other words, and whether there are several.
func partOf(lower string) (of float64, many bool) {
	part, many := strings.CutSuffix(lower, "s")
	switch {
	case part == "quarter":
		return 4, many
	case ordinal(part):
		return words().numbers[part], many
	}
	return 0, false
}

// ordinal reports whether a word of a number says which in an order.
func ordinal(lower string) bool {
	return strings.HasSuffix(lower, "th") || lower == "third"
}

// scaled reports whether word i multiplies the number before it.
func (t *Text) scaled(i int) bool {
	if i+1 < len(t.Lower) && t.Lower[i] == "a" {
		i++
	}
	return i < len(t.Lower) && words().scales[t.Lower[i]] > 0
}

// SameNumber reports whether two numbers are equal; percentages that are made of
// fractions are rounded.
func SameNumber(a, b float64, unit string) bool {
	return a == b || unit == "%" && math.Abs(a-b) < 0.5 && (a != math.Trunc(a) || b != math.Trunc(b))
}

// Equal reports whether two numbers are the same but for the rounding of decimals.
func Equal(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Abs(a) }
