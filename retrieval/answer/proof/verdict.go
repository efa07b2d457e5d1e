package proof

import (
	"slices"
	"strings"
)

// Shares of a statement's content words that a quote must hold for a verdict.
// A claim was written from its quotes; a statement that somebody else wrote was
// not, and that it is about the same thing has to show in its words.
const (
	// borneSupport is asked of what is called borne out.
	borneSupport = 0.75
	// sameSubject is asked, of the words that do not differ, of what is called
	// contradicted.
	sameSubject = 0.6
	// leastShared is how many words must be the same at the least.
	leastShared = 2
)

// Bears returns what keeps the quotes from bearing a statement out: a fault as
// Check finds it, or too few words in common. No fault means they bear it out.
func Bears(statement string, e Evidence) Fault {
	if f := Check(statement, e); f.Found() {
		return f
	}
	c, q := readText(statement), readQuotes(e)
	if f := ownNegation(c, q, e); f.Found() || e.translated() {
		return f
	}
	held, content, missing := c.shared(q, c.figures())
	if float64(held) < borneSupport*float64(content) {
		return Fault{Unsupported, missing}
	}
	return Fault{}
}

// ownNegation finds a negation that does not cover what one of the quotes'
// covers. It is stricter than checkNegation: "rejected" in a quote may well be
// what a claim calls "did not accept", and may just as well be about something else.
func ownNegation(c, q *text, e Evidence) Fault {
	mine, theirs := c.negatedAll(), q.negatedAll()
	if len(mine) > len(theirs) {
		return Fault{Negation, mine[len(mine)-1].form}
	}
	for _, n := range mine {
		covered := func(o negation) bool {
			return len(n.scope) == 0 || slices.ContainsFunc(o.scope, func(term string) bool { return slices.Contains(n.scope, term) })
		}
		if !e.translated() && !slices.ContainsFunc(theirs, covered) {
			return Fault{Negation, n.form}
		}
	}
	return Fault{}
}

// figures are the words of numbers and dates, which have checks of their own:
// a date may come from the day on which an article was published.
func (t *text) figures() map[int]bool {
	all := map[int]bool{}
	for i := range t.tokens {
		_, number := t.number(i)
		all[i] = number || isDateWord(t.lower[i])
	}
	return all
}

// Repeats tells whether a quote says a statement in its own words: all content
// words of each are words of the other, and nothing is added.
func Repeats(statement string, quote Quote) bool {
	e := Evidence{Quotes: []Quote{quote}}
	if Check(statement, e).Found() {
		return false
	}
	back := Evidence{Quotes: []Quote{{Text: statement, Published: quote.Published}}}
	c, q := readText(statement), readText(quote.Text)
	heldBy, of, _ := c.shared(q, nil)
	heldOf, by, _ := q.shared(c, nil)
	if ownNegation(c, q, e).Found() || ownNegation(q, c, back).Found() {
		return false
	}
	return heldBy == of && heldOf == by && of >= leastShared && !checkNumbers(q, c, back).Found() && !checkNames(q, c, back).Found()
}

// shared counts the content words of t and those among them that other holds,
// without the words skipped, and names the first that it does not.
func (t *text) shared(other *text, skip map[int]bool) (held, content int, missing string) {
	for i := range t.tokens {
		if t.tokens[i].Stop || words().light[t.lower[i]] || skip[i] || t.negates(i) {
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

// Contradicts returns the number, date, name or "not" in which a statement
// differs from a quote about the same thing; no fault means that there is no
// such difference, whatever else the two say.
func Contradicts(statement string, quote Quote, language string) Fault {
	e := Evidence{Quotes: []Quote{quote}, Language: language}
	if checkForm(statement, e).Found() {
		return Fault{}
	}
	c, q := readText(statement), readQuotes(e)
	for _, differs := range []func(*text, *text, Evidence) (Fault, map[int]bool){otherNumber, otherDate, otherNegation, otherRoles, otherName} {
		if f, at := differs(c, q, e); f.Found() && c.sameSubject(q, e, at) {
			return f
		}
	}
	return Fault{}
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

// otherNegation finds a "not" that one of the two has.
func otherNegation(c, q *text, e Evidence) (Fault, map[int]bool) {
	return checkNegation(c, q, e), nil
}

// otherRoles finds two names that have changed places.
func otherRoles(c, q *text, e Evidence) (Fault, map[int]bool) { return checkRoles(c, q, e), nil }

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
