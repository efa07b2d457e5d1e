package proof

import (
	"math"
	"strings"
)

// fraction reads a part of a whole at word i as a percentage: "a fifth of",
// "two thirds", "half", "one in four". It returns the index behind its last
// word, or i where there is none.
func (t *text) fraction(i int) (percent float64, next int) {
	if t.lower[i] == "half" && !t.scaled(i+1) {
		return 50, i + 1
	}
	count := t.parts(i)
	if count < 1 || i+1 >= len(t.tokens) || strings.ContainsAny(t.between(i+1), ",.;:") {
		return 0, i
	}
	if of := t.outOf(i + 1); of > count {
		return 100 * count / of, i + 3
	}
	of, many := partOf(t.lower[i+1])
	if single := count == 1 && i+2 < len(t.tokens) && t.lower[i+2] == "of"; of > 0 && many != single && (many && count > 1 || single) {
		return 100 * count / of, i + 2
	}
	return 0, i
}

// parts is how many parts word i counts, "a" being one, 0 where it is no number.
func (t *text) parts(i int) float64 {
	if t.lower[i] == "a" || t.lower[i] == "an" {
		return 1
	}
	return words().numbers[t.lower[i]]
}

// outOf is the number behind an "in" at word i, 0 where there is none up to a
// hundred.
func (t *text) outOf(i int) float64 {
	if t.lower[i] != "in" || i+1 >= len(t.tokens) {
		return 0
	}
	if of := words().numbers[t.lower[i+1]]; of <= 100 {
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
func (t *text) scaled(i int) bool {
	if i+1 < len(t.lower) && t.lower[i] == "a" {
		i++
	}
	return i < len(t.lower) && words().scales[t.lower[i]] > 0
}

// sameNumber reports whether two numbers are equal; percentages that are made of
// fractions are rounded.
func sameNumber(a, b float64, unit string) bool {
	return a == b || unit == "%" && math.Abs(a-b) < 0.5 && (a != math.Trunc(a) || b != math.Trunc(b))
}
