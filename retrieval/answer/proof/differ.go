package proof

import (
	"strings"
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
func (t *text) shared(other *text, skip map[int]bool) (held, content int, missing string) {
	for i := range t.tokens {
		if t.tokens[i].Stop || classOf(t.lower[i]) != open || skip[i] || t.negates(i) {
			continue
		}
		content++
		if other.supports(t, i) {
			held++
		} else if missing == "" {
			missing = t.form(i)
		}
	}
	return held, content, missing
}

// sameSubject tells whether two texts are about the same thing but for the
// words that differ. Across languages only names and numbers can tell.
func (t *text) sameSubject(q *text, e Evidence, but map[int]bool) bool {
	if e.translated() {
		return t.sharedNames(q, but) >= 1
	}
	held, content, _ := t.shared(q, but)
	return held >= leastShared && float64(held) >= sameSubject*float64(content)
}

func (t *text) sharedNames(q *text, but map[int]bool) (n int) {
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
func otherNumber(c, q *text, e Evidence) (Fault, map[int]bool) {
	have, days := q.quantities(), datesOf(q, e)
	for _, want := range c.quantities() {
		if want.article || holds(have, want) || c.partOfDate(want) && days.number(want.value) {
			continue
		}
		for _, other := range have {
			if !other.article && !holds(c.quantities(), other) && c.samePlace(want, q, other, e) {
				return Fault{Number, want.form}, map[int]bool{want.word: true}
			}
		}
	}
	return Fault{}, nil
}

// near is how many words around a number tell what it counts.
const near = 3

// samePlace tells whether two numbers count the same: they have the same unit,
// both are years, or the same word stands behind or before them.
func (t *text) samePlace(mine quantity, q *text, theirs quantity, e Evidence) bool {
	if mine.unit != theirs.unit {
		return false
	}
	year, otherYear := t.partOfDate(mine), q.partOfDate(theirs)
	if year || otherYear {
		return year && otherYear && (len(mine.form) == 4) == (len(theirs.form) == 4)
	}
	if mine.unit != "" || e.translated() {
		return true
	}
	return t.beside(mine.word, 1, q, theirs.word) || t.beside(mine.word, -1, q, theirs.word)
}

// beside tells whether one of the content words on one side of word i, in its
// clause, is one of those on the same side of the other text's word j.
func (t *text) beside(i, side int, q *text, j int) bool {
	theirs := q.around(j, side)
	for term := range t.around(i, side) {
		if theirs[term] {
			return true
		}
		for other := range theirs {
			if sameFamily(term, other) {
				return true
			}
		}
	}
	return false
}

func (t *text) around(i, side int) map[string]bool {
	found := map[string]bool{}
	for k := i + side; k >= 0 && k < len(t.tokens) && len(found) < near; k += side {
		if strings.ContainsAny(t.between(max(k, k-side)), ",;.!?") {
			break
		}
		if !t.tokens[k].Stop && !hasDigit(t.form(k)) {
			found[t.tokens[k].Term] = true
		}
	}
	return found
}

// otherDate finds a month or a day of the week where the quote has another.
func otherDate(c, q *text, e Evidence) (Fault, map[int]bool) {
	f := checkDates(c, q, e)
	if !f.Found() {
		return Fault{}, nil
	}
	for i, w := range c.lower {
		if c.form(i) != f.Detail {
			continue
		}
		_, month := c.monthAt(i)
		_, weekday := words().weekdays[w]
		if month && q.namesAnyMonth() || weekday && q.namesAnyWeekday() {
			return f, map[int]bool{i: true}
		}
	}
	return Fault{}, nil
}

func (t *text) namesAnyMonth() bool {
	for i := range t.tokens {
		if _, ok := t.monthAt(i); ok {
			return true
		}
	}
	return false
}

func (t *text) namesAnyWeekday() bool {
	for _, w := range t.lower {
		if _, ok := words().weekdays[w]; ok {
			return true
		}
	}
	return false
}

// otherName finds a name of the statement that the quote lacks, where the
// quote has one that the statement lacks.
func otherName(c, q *text, e Evidence) (Fault, map[int]bool) {
	f := checkNames(c, q, e)
	if !f.Found() || e.translated() {
		return Fault{}, nil
	}
	mine := c.names(never)
	skip := map[int]bool{}
	for i := range c.tokens {
		if c.form(i) == f.Detail {
			skip[i] = true
			c.spread(i, skip)
		}
	}
	for _, n := range q.names(never) {
		if !named(n, mine, c) && !q.starts[n.word] {
			return f, skip
		}
	}
	return Fault{}, nil
}

// spread takes in the capitalised neighbours of word i: "Port Ellery" is one name.
func (t *text) spread(i int, into map[int]bool) {
	for _, side := range []int{-1, 1} {
		for k := i + side; k >= 0 && k < len(t.tokens) && startsUpper(t.form(k)) && !t.starts[max(k, k-side)] && t.between(max(k, k-side)) == " "; k += side {
			into[k] = true
		}
	}
}

// negates reports whether word i turns a statement round.
func (t *text) negates(i int) bool {
	return words().negations[t.lower[i]] || strings.HasSuffix(t.lower[i], "n't")
}

// negationCount is how many words turn the statement round.
func (t *text) negationCount() (n int) {
	for i := range t.tokens {
		if t.negates(i) {
			n++
		}
	}
	return n
}
