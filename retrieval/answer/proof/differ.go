package proof

import (
	"strings"

	"footnote/retrieval/text"
)

const (
	// sameSubject is the share of the words that do not differ which a quote must
	// hold of a claim that it contradicts.
	sameSubject = 0.6
	// leastShared is how many words must be the same at the least.
	leastShared = 2
)

// shared counts the content words of t and those among them that other holds,
// without the words skipped, and names the first that it does not.
func (t reading) shared(other reading, skip map[int]bool) (held, content int, missing string) {
	for i := range t.Tokens {
		if t.Tokens[i].Stop || classOf(t.Lower[i]) != open || skip[i] || t.Negates(i) {
			continue
		}
		content++
		if other.supports(t, i) {
			held++
		} else if missing == "" {
			missing = t.Form(i)
		}
	}
	return held, content, missing
}

// sameSubject tells whether two texts are about the same thing but for the
// words that differ. Across languages only names and numbers can tell.
func (t reading) sameSubject(q reading, e Evidence, but map[int]bool) bool {
	if e.translated() {
		return t.sharedNames(q, but) >= 1
	}
	held, content, _ := t.shared(q, but)
	return held >= leastShared && float64(held) >= sameSubject*float64(content)
}

func (t reading) sharedNames(q reading, but map[int]bool) (n int) {
	known := q.names(never)
	for _, own := range t.names(never) {
		if !but[own.word] && named(own, known, q) {
			n++
		}
	}
	return n
}

func never(string) bool { return false }

// otherNumber finds a number in whose place the quote has another.
func otherNumber(c, q reading, e Evidence) (Fault, map[int]bool) {
	have, days := q.Quantities(), datesOf(q, e)
	for _, want := range c.Quantities() {
		if want.Article || holds(have, want) || c.PartOfDate(want) && days.Number(want.Value) {
			continue
		}
		for _, other := range have {
			if !other.Article && !holds(c.Quantities(), other) && c.samePlace(want, q, other, e) {
				return Fault{Number, want.Form}, map[int]bool{want.Word: true}
			}
		}
	}
	return Fault{}, nil
}

// near is how many words around a number tell what it counts.
const near = 3

// samePlace tells whether two numbers count the same: they have the same unit,
// both are years, or the same word stands behind or before them.
func (t reading) samePlace(mine text.Quantity, q reading, theirs text.Quantity, e Evidence) bool {
	if mine.Unit != theirs.Unit {
		return false
	}
	year, otherYear := t.PartOfDate(mine), q.PartOfDate(theirs)
	if year || otherYear {
		return year && otherYear && (len(mine.Form) == 4) == (len(theirs.Form) == 4)
	}
	if mine.Unit != "" || e.translated() {
		return true
	}
	return t.beside(mine.Word, 1, q, theirs.Word) || t.beside(mine.Word, -1, q, theirs.Word)
}

// beside tells whether one of the content words on one side of word i, in its
// clause, is one of those on the same side of the other text's word j.
func (t reading) beside(i, side int, q reading, j int) bool {
	theirs := q.around(j, side)
	for term := range t.around(i, side) {
		if theirs[term] {
			return true
		}
		for other := range theirs {
			if text.SameFamily(term, other) {
				return true
			}
		}
	}
	return false
}

func (t reading) around(i, side int) map[string]bool {
	found := map[string]bool{}
	for k := i + side; k >= 0 && k < len(t.Tokens) && len(found) < near; k += side {
		if strings.ContainsAny(t.Between(max(k, k-side)), ",;.!?") {
			break
		}
		if !t.Tokens[k].Stop && !text.HasDigit(t.Form(k)) {
			found[t.Tokens[k].Term] = true
		}
	}
	return found
}

// otherDate finds a month or a day of the week where the quote has another.
func otherDate(c, q reading, e Evidence) (Fault, map[int]bool) {
	f := checkDates(c, q, e)
	if !f.Found() {
		return Fault{}, nil
	}
	for i, w := range c.Lower {
		if c.Form(i) != f.Detail {
			continue
		}
		_, month := c.MonthAt(i)
		_, weekday := text.Weekday(w)
		if month && q.namesAnyMonth() || weekday && q.namesAnyWeekday() {
			return f, map[int]bool{i: true}
		}
	}
	return Fault{}, nil
}

func (t reading) namesAnyMonth() bool {
	for i := range t.Tokens {
		if _, ok := t.MonthAt(i); ok {
			return true
		}
	}
	return false
}

func (t reading) namesAnyWeekday() bool {
	for _, w := range t.Lower {
		if _, ok := text.Weekday(w); ok {
			return true
		}
	}
	return false
}

// otherName finds a name of the statement that the quote lacks, where the
// quote has one that the statement lacks.
func otherName(c, q reading, e Evidence) (Fault, map[int]bool) {
	f := checkNames(c, q, e)
	if !f.Found() || e.translated() {
		return Fault{}, nil
	}
	mine := c.names(never)
	skip := map[int]bool{}
	for i := range c.Tokens {
		if c.Form(i) == f.Detail {
			skip[i] = true
			c.spread(i, skip)
		}
	}
	for _, n := range q.names(never) {
		if !named(n, mine, c) && !q.Starts[n.word] {
			return f, skip
		}
	}
	return Fault{}, nil
}

// spread takes in the capitalised neighbours of word i: "Port Ellery" is one name.
func (t reading) spread(i int, into map[int]bool) {
	for _, side := range []int{-1, 1} {
		for k := i + side; k >= 0 && k < len(t.Tokens) && text.StartsUpper(t.Form(k)) && !t.Starts[max(k, k-side)] && t.Between(max(k, k-side)) == " "; k += side {
			into[k] = true
		}
	}
}
