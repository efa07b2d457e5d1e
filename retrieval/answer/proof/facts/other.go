package facts

import (
	"strings"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
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
func shared(t *text.Text, other *text.Text, skip map[int]bool) (held, content int, missing string) {
	for i := range t.Tokens {
		if t.Tokens[i].Stop || syntax.ClassOf(t.Lower[i]) != syntax.Open || skip[i] || t.Negates(i) {
			continue
		}
		content++
		if supports(other, t, i) {
			held++
		} else if missing == "" {
			missing = t.Form(i)
		}
	}
	return held, content, missing
}

// aboutSame tells whether two texts are about the same thing but for the
// words that differ. Across languages only names and numbers can tell.
func aboutSame(t *text.Text, q *text.Text, e evidence.Evidence, but map[int]bool) bool {
	if e.Translated() {
		return sharedNames(t, q, but) >= 1
	}
	held, content, _ := shared(t, q, but)
	return held >= leastShared && float64(held) >= sameSubject*float64(content)
}

func sharedNames(t *text.Text, q *text.Text, but map[int]bool) (n int) {
	known := namesIn(q, never)
	for _, own := range namesIn(t, never) {
		if !but[own.word] && named(own, known, q) {
			n++
		}
	}
	return n
}

// never knows of no word that it is used in lower case.
func never(string) bool { return false }

// otherNumber finds a number in whose place the quote has another.
func otherNumber(c, q *text.Text, e evidence.Evidence) (evidence.Fault, map[int]bool) {
	have, days := q.Quantities(), DatesOf(q, e)
	for _, want := range c.Quantities() {
		if want.Article || holds(have, want) || c.PartOfDate(want) && days.Number(want.Value) {
			continue
		}
		for _, other := range have {
			if !other.Article && !holds(c.Quantities(), other) && samePlace(c, want, q, other, e) {
				return evidence.Number.At(want.Form), map[int]bool{want.Word: true}
			}
		}
	}
	return evidence.Fault{}, nil
}

// near is how many words around a number tell what it counts.
const near = 3

// samePlace tells whether two numbers count the same: they have the same unit,
// both are years, or the same word stands behind or before them.
func samePlace(t *text.Text, mine text.Quantity, q *text.Text, theirs text.Quantity, e evidence.Evidence) bool {
	if mine.Unit != theirs.Unit {
		return false
	}
	year, otherYear := t.PartOfDate(mine), q.PartOfDate(theirs)
	if year || otherYear {
		return year && otherYear && (len(mine.Form) == 4) == (len(theirs.Form) == 4)
	}
	if mine.Unit != "" || e.Translated() {
		return true
	}
	return beside(t, mine.Word, 1, q, theirs.Word) || beside(t, mine.Word, -1, q, theirs.Word)
}

// beside tells whether one of the content words on one side of word i, in its
// clause, is one of those on the same side of the other text's word j.
func beside(t *text.Text, i, side int, q *text.Text, j int) bool {
	theirs := around(q, j, side)
	for term := range around(t, i, side) {
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

func around(t *text.Text, i, side int) map[string]bool {
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
func otherDate(c, q *text.Text, e evidence.Evidence) (evidence.Fault, map[int]bool) {
	f := Dates(c, q, e)
	if !f.Found() {
		return evidence.Fault{}, nil
	}
	for i, w := range c.Lower {
		if c.Form(i) != f.Detail {
			continue
		}
		_, month := c.MonthAt(i)
		_, weekday := text.Weekday(w)
		if month && namesAnyMonth(q) || weekday && namesAnyWeekday(q) {
			return f, map[int]bool{i: true}
		}
	}
	return evidence.Fault{}, nil
}

func namesAnyMonth(t *text.Text) bool {
	for i := range t.Tokens {
		if _, ok := t.MonthAt(i); ok {
			return true
		}
	}
	return false
}

func namesAnyWeekday(t *text.Text) bool {
	for _, w := range t.Lower {
		if _, ok := text.Weekday(w); ok {
			return true
		}
	}
	return false
}

// otherName finds a name of the statement that the quote lacks, where the
// quote has one that the statement lacks.
func otherName(c, q *text.Text, e evidence.Evidence) (evidence.Fault, map[int]bool) {
	f := Names(c, q, e)
	if !f.Found() || e.Translated() {
		return evidence.Fault{}, nil
	}
	mine := namesIn(c, never)
	skip := map[int]bool{}
	for i := range c.Tokens {
		if c.Form(i) == f.Detail {
			skip[i] = true
			spread(c, i, skip)
		}
	}
	for _, n := range namesIn(q, never) {
		if !named(n, mine, c) && !q.Starts[n.word] {
			return f, skip
		}
	}
	return evidence.Fault{}, nil
}

// spread takes in the capitalised neighbours of word i: "Port Ellery" is one name.
func spread(t *text.Text, i int, into map[int]bool) {
	for _, side := range []int{-1, 1} {
		for k := i + side; k >= 0 && k < len(t.Tokens) && text.StartsUpper(t.Form(k)) && !t.Starts[max(k, k-side)] && t.Between(max(k, k-side)) == " "; k += side {
			into[k] = true
		}
	}
}
