package proof

import (
	"math"
	"slices"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// quantity finds a word of the claim that says how many, or which in an order,
// and that the quote does not have, and one of the quote that limits what the
// claim says of all.
func (a *alignment) quantity() (evidence.Fault, bool) {
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if slices.Contains(counts, w.class) && !holdsClass(a.quote, w.class, 0, len(a.quote.words)) {
			return evidence.Quantity.At(w.form), w.class == every && holdsClass(a.quote, some, 0, len(a.quote.words))
		}
		if w.class == order {
			if f := ordered(a, i); f.Found() {
				return f, false
			}
		}
	}
	return limited(a)
}

// markClocks reads hours and minutes with a colon between as one number.
func markClocks(s *sentence) {
	for i := 1; i < len(s.words); i++ {
		h, m := &s.words[i-1], &s.words[i]
		if h.isNumber && m.isNumber && len(m.form) == 2 && s.text.Between(i) == ":" && h.number < 24 && m.number < 60 {
			h.number, h.clock = 100*h.number+m.number, true
			m.isNumber, m.class = false, free
		}
	}
}

// limited finds a "some", "most" or "nearly" before a word of the quote that
// the claim says without one.
func limited(a *alignment) (evidence.Fault, bool) {
	for i := range a.claim.words {
		if len(a.to[i]) == 0 || !a.claim.words[i].meaning() {
			continue
		}
		for _, c := range []class{some, few, most, nearly, atLeast, atMost, more, less} {
			if limitLost(a, i, c) {
				return evidence.Quantity.At(a.claim.words[i].form), false
			}
		}
	}
	return evidence.Fault{}, false
}

// limitLost reports whether the claim says word i without the limit of a class that
// the quote has before it.
func limitLost(a *alignment, i int, c class) bool {
	switch c {
	case more, less:
		if !exact(a.claim, i) {
			return false
		}
	case atLeast, atMost:
		if !a.claim.words[i].isNumber {
			return false
		}
	}
	all := !slices.ContainsFunc(a.to[i], func(j int) bool { return !qualified(a.quote, j, c) })
	return all && !qualified(a.claim, i, c) && !(c != some && qualified(a.claim, i, some))
}

// exact reports whether the number at i is exact in its sentence: no comparative
// stands before it.
func exact(s *sentence, i int) bool {
	if !s.words[i].isNumber {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if s.words[k].tag == "JJR" || s.words[k].tag == "RBR" || s.words[k].lower == "than" {
			return false
		}
	}
	return true
}

// qualified reports whether a word of the class stands close before word i.
func qualified(s *sentence, i int, c class) bool {
	for k := i - 1; k >= 0 && k >= i-3 && s.words[k].segment == s.words[i].segment; k-- {
		if s.words[k].class == c {
			return true
		}
		if s.isVerb(k) {
			return false
		}
	}
	return false
}

// ordered finds a word that the quote has between "first" and what is the
// first, and the claim has not: the first of fewer things.
func ordered(a *alignment, i int) evidence.Fault {
	noun := nextNoun(a.claim, i)
	if noun < 0 || len(a.to[noun]) == 0 {
		if slices.ContainsFunc(a.quote.words, func(q word) bool { return q.class == order && q.lower == a.claim.words[i].lower }) {
			return evidence.Fault{}
		}
		return evidence.Quantity.At(a.claim.words[i].form)
	}
	for j := range a.quote.words {
		if a.quote.words[j].class != order || a.quote.words[j].lower != a.claim.words[i].lower {
			continue
		}
		for k := j + 1; k < len(a.quote.words) && !slices.Contains(a.to[noun], k); k++ {
			if a.quote.words[k].meaning() && !repeats(a, k) && !(a.quote.words[k].tag == "VBN" && repeats(a, k-1)) {
				return evidence.Scope.At(a.quote.words[k].form)
			}
		}
		return evidence.Fault{}
	}
	return evidence.Quantity.At(a.claim.words[i].form)
}

// nextNoun is the next word with a meaning that no other follows at once.
func nextNoun(s *sentence, i int) int {
	found := -1
	for k := i + 1; k < len(s.words) && s.words[k].segment == s.words[i].segment; k++ {
		if s.words[k].meaning() && !s.isVerb(k) {
			found = k
		} else if found >= 0 {
			break
		}
	}
	return found
}

// repeats reports whether some word of the claim is said by word k of the quote.
func repeats(a *alignment, k int) bool {
	return slices.ContainsFunc(a.to, func(list []int) bool { return slices.Contains(list, k) })
}

// change bears numbers of the claim by which something rose or fell, and verbs such as
// "double", by two numbers of the quote, the one before and the one after.
func change(a *alignment) {
	multiply(a)
	x, y := changed(a.quote)
	if x < 0 {
		return
	}
	was, is := a.quote.words[x].number, a.quote.words[y].number
	verb := slices.IndexFunc(a.quote.words, func(w word) bool { return direction(&w) != 0 })
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if len(a.to[i]) > 0 || w.date {
			continue
		}
		times, multiplies := multiples[w.verb()]
		switch {
		case multiplies && text.Equal(was*times, is):
			a.to[i] = []int{y}
			if verb >= 0 {
				a.to[i] = []int{verb}
			}
		case !w.isNumber || !slices.ContainsFunc(a.claim.words, func(o word) bool { return direction(&o) == sign(is-was) }):
		case w.unit == a.quote.words[y].unit && text.Equal(w.number, math.Abs(is-was)), w.unit == "%" && text.SameNumber(w.number, 100*math.Abs(is-was)/was, "%"):
			a.to[i] = []int{x, y}
		}
	}
}

// multiply bears the "twice as high" of the claim by a verb of the quote such as "double".
func multiply(a *alignment) {
	for i := 0; i+2 < len(a.claim.words); i++ {
		w := &a.claim.words[i]
		if !w.isNumber || a.claim.words[i+1].lower != "as" || len(a.to[i]) > 0 {
			continue
		}
		for q := range a.quote.words {
			if times, ok := multiples[a.quote.words[q].verb()]; ok && times == w.number && a.quote.isVerb(q) {
				a.to[i], a.to[i+2] = []int{q}, []int{q}
			}
		}
	}
}

// multiples are the verbs that say by what a number is multiplied.
var multiples = map[string]float64{"double": 2, "triple": 3, "treble": 3, "quadruple": 4, "halve": 0.5}

// verb is the base form of a word that may be a verb, else "".
func (w *word) verb() string {
	for _, l := range w.known.Lemmas[lexicon.Verb] {
		return l.Form
	}
	return ""
}

// changed finds the numbers before and after a change in a sentence: "from X to Y", "Y, up
// from X"; -1 where there are none or others besides.
func changed(s *sentence) (x, y int) {
	var at []int
	for k := range s.words {
		if w := &s.words[k]; w.isNumber && !w.date && w.class != order {
			at = append(at, k)
		}
	}
	switch {
	case len(at) != 2:
		return -1, -1
	case s.prior(at[0]) == "from" && s.prior(at[1]) == "to":
		x, y = at[0], at[1]
	case s.prior(at[1]) == "from" && (s.prior(at[1]-1) == "up" || s.prior(at[1]-1) == "down"):
		x, y = at[1], at[0]
	default:
		return -1, -1
	}
	if s.words[x].unit != s.words[y].unit && s.words[x].unit != "" || s.words[x].number == 0 {
		return -1, -1
	}
	return x, y
}

// prior is the word before k in lower case, "" before the first.
func (s *syntax) prior(k int) string {
	if k == 0 {
		return ""
	}
	return s.words[k-1].lower
}

// direction is 1 for a word that says that something becomes more, -1 for less, else 0.
func direction(w *word) int {
	for _, r := range w.readings() {
		if r == nil {
			continue
		}
		for n, head := range []string{"increase", "decrease"} {
			switch lexicon.Relate(lexicon.Look(head), r) {
			case lexicon.Same, lexicon.Derived, lexicon.Synonym, lexicon.Narrower:
				return 1 - 2*n
			}
		}
	}
	return 0
}

func sign(v float64) int {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}

// bound bears a number of the claim that something is more or less than by one of the quote
// that is, of the same things and of what the claim says was done.
func bound(a *alignment) {
	for i := 1; i < len(a.claim.words); i++ {
		w := &a.claim.words[i]
		if !w.isNumber || w.date || len(a.to[i]) > 0 {
			continue
		}
		limit := limitAt(a.claim, i)
		if limit < 0 {
			continue
		}
		_, noun := countedNoun(a.claim, i)
		for p := range a.quote.words {
			q := &a.quote.words[p]
			if above := a.claim.words[limit].class == more; above != (q.number > w.number) || q.number == w.number || !isAddend(a, p, noun, w.unit) || limitAt(a.quote, p) >= 0 {
				continue
			}
			a.to[i], a.to[limit] = []int{p}, []int{p}
		}
	}
}

// limitAt is the "more" or "less" before the number at i, -1 where there is none.
func limitAt(s *sentence, i int) int {
	k := i - 1
	if s.prior(i) == "than" {
		k--
	}
	if k < 0 || s.words[k].segment != s.words[i].segment || s.words[k].lower == "up" || s.words[k].lower == "down" || s.words[k].class != more && s.words[k].class != less {
		return -1
	}
	return k
}
