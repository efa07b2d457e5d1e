package proof

import (
	"cmp"
	"slices"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text/lexicon"
)

// related finds a word of the claim that says how two things stand to each
// other and that the quote does not have there.
func (a *alignment) related() (evidence.Fault, bool) {
	if f := cmp.Or(swappedEnds(a), exchangedSides(a)); f.Found() {
		return f, true
	}
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if !slices.Contains(relations, w.class) || a.converse(i) {
			continue
		}
		if a.relates(i) {
			continue
		}
		at := a.classed(w.class)
		if same := slices.DeleteFunc(slices.Clone(at), func(j int) bool { return a.quote.words[j].lower != w.lower }); len(same) > 0 {
			at = same
		}
		if w.class == causal {
			at = append(at, a.quote.causes()...)
		}
		if len(at) == 0 {
			return evidence.Relation.At(w.form), false
		}
		next := a.claim.afterWord(i)
		if next < 0 || len(a.to[next]) == 0 || a.claim.words[i+1].date || a.claim.words[next].segment != w.segment {
			continue
		}
		follows := func(j int) bool {
			return slices.ContainsFunc(a.to[next], func(q int) bool { return q > j && !a.crosses(j, q, w.class) })
		}
		if !slices.ContainsFunc(at, follows) {
			return evidence.Relation.At(w.form), true
		}
	}
	return evidence.Fault{}, false
}

// converses are the relations that hold the other way round.
var converses = map[class]class{before: after, after: before, more: less, less: more}

// converse reports whether the quote has the opposite of a relation of the claim,
// and what stands on one side of it there on the other side: "A after B" where
// it says "B before A".
func (a *alignment) converse(i int) bool {
	if a.mirrors && mirrored(a, i) >= 0 {
		return true
	}
	next, prior := a.claim.afterWord(i), a.claim.beforeWord(i)
	if next < 0 || prior < 0 {
		return false
	}
	at := a.classed(converses[a.claim.words[i].class])
	if a.claim.words[i].class == after {
		at = append(at, a.quote.thens()...)
	}
	return slices.ContainsFunc(at, func(j int) bool {
		return slices.ContainsFunc(a.to[next], func(q int) bool { return q < j }) && slices.ContainsFunc(a.to[prior], func(q int) bool { return q > j })
	})
}

// thens are the words by which a second deed follows a first: "kept for a month and then
// removed".
func (s *sentence) thens() []int {
	var list []int
	for j := 1; j < len(s.words); j++ {
		switch s.words[j].lower {
		case "then", "afterwards", "thereafter":
			if s.words[j-1].tag == "CC" {
				list = append(list, j)
			}
		}
	}
	return list
}

// beforeWord is the next word before i that has a meaning, or -1.
func (s *syntax) beforeWord(i int) int {
	for k := i - 1; k >= 0; k-- {
		if s.words[k].meaning() {
			return k
		}
	}
	return -1
}

// swappedEnds finds a number or a date behind "from" that in the quote stands
// behind "to", or the other way round, and so for a number behind "by".
func swappedEnds(a *alignment) evidence.Fault {
	for i := 1; i < len(a.claim.words); i++ {
		w, end := &a.claim.words[i], a.claim.words[i-1].lower
		if !w.date && !w.isNumber || end != "from" && end != "to" && (end != "by" || w.date) {
			continue
		}
		if ends := endsOf(a.quote, w); len(ends) > 0 && !slices.Contains(ends, end) {
			return evidence.Relation.At(w.form)
		}
	}
	return evidence.Fault{}
}

// endsOf lists what stands of "from", "to" and "by" before a number or date.
func endsOf(s *sentence, w *word) []string {
	var list []string
	for j := 1; j < len(s.words); j++ {
		q, before := &s.words[j], s.words[j-1].lower
		if same := q.lower == w.lower || q.isNumber && w.isNumber && q.number == w.number; same && (before == "from" || before == "to" || before == "by" && !w.date) {
			list = append(list, before)
		}
	}
	return list
}

// relates reports whether the relation at i needs no word for itself in the quote:
// a comparative that a synonym says, what stands behind a word that its opposite
// says, and "members' income" for "income from members".
func (a *alignment) relates(i int) bool {
	if outnumbers(a, i) || slices.ContainsFunc(a.to[i], func(q int) bool { return a.quote.words[q].isNumber }) {
		return true // more than forty
	}
	if (a.claim.words[i].tag == "JJR" || a.claim.words[i].tag == "RBR") && len(a.to[i]) > 0 && a.quote.words[a.to[i][0]].class == open {
		return true
	}
	next, prior := a.claim.afterWord(i), a.claim.beforeWord(i)
	if next < 0 || prior < 0 {
		return false
	}
	if prior == i-1 && a.opposite[prior] >= 0 && slices.Contains(a.to[prior], a.opposite[prior]) {
		return true
	}
	return a.claim.words[i].class == source && slices.ContainsFunc(a.to[prior], func(p int) bool {
		for q := max(0, p-2); q < p; q++ {
			if compare(&a.claim.words[next], &a.quote.words[q]) == says {
				return true
			}
		}
		return false
	})
}

// causes lists the words that give a reason here and not elsewhere: "over" without
// a number, "as" before a clause behind a comma.
func (s *sentence) causes() []int {
	var list []int
	for j := 1; j+1 < len(s.words); j++ {
		reason := s.words[j].lower == "as" && s.words[j].tag == "IN" && s.words[j].segment != s.words[j-1].segment && slices.ContainsFunc(s.words[j:segmentEnd(s, j)], func(w word) bool { return isToBe(w.lower) || w.tag == "VBD" || w.tag == "VBZ" })
		if reason || s.words[j].lower == "over" && !s.words[j+1].isNumber && s.isNoun(j-1) {
			list = append(list, j)
		}
	}
	return list
}

// classed lists the words of the quote with a class.
func (a *alignment) classed(c class) []int {
	var list []int
	for j := range a.quote.words {
		if a.quote.words[j].class == c {
			list = append(list, j)
		}
	}
	return list
}

// afterWord is the next word behind i that has a meaning, or -1.
func (s *syntax) afterWord(i int) int {
	for k := i + 1; k < len(s.words); k++ {
		if s.words[k].meaning() {
			return k
		}
	}
	return -1
}

// crosses reports whether another word of relation stands between j and q.
func (a *alignment) crosses(j, q int, c class) bool {
	for m := j + 1; m < q; m++ {
		if k := a.quote.words[m].class; k != c && slices.Contains(relations, k) {
			return true
		}
	}
	return false
}

// conditions finds a condition of the quote that the claim leaves out.
func (a *alignment) conditions() (evidence.Fault, bool) {
	if f := a.restricted(); f.Found() {
		return f, false
	}
	if !holdsClass(a.quote, condition, 0, len(a.quote.words)) || holdsClass(a.claim, condition, 0, len(a.claim.words)) {
		return evidence.Fault{}, false
	}
	for j, w := range a.quote.words {
		if w.class == condition && !a.saysCondition(j) && !merelyHappens(a, j) {
			return evidence.Condition.At(w.form), false
		}
	}
	return evidence.Fault{}, false
}

// saysCondition reports whether the claim gives the condition at j in other words,
// by "when", "with" or a participle that opens it, and says at least half of it.
func (a *alignment) saysCondition(j int) bool {
	opens := a.claim.words[0].tag == "VBG" && len(a.to[0]) > 0
	if !opens && !slices.ContainsFunc(a.claim.words, func(w word) bool { return w.lower == "when" || w.lower == "with" || w.lower == "whenever" }) {
		return false
	}
	all, said := 0, 0
	for k := j + 1; k < segmentEnd(a.quote, j); k++ {
		if a.quote.words[k].meaning() {
			all++
			if repeats(a, k) {
				said++
			}
		}
	}
	return all > 0 && 2*said >= all
}

// merelyHappens reports whether the condition at j is only that what the claim
// speaks of comes about, which its own "would" leaves open: "if the meeting takes
// place, it would be the first".
func merelyHappens(a *alignment, j int) bool {
	happens := false
	for k := j + 1; k < segmentEnd(a.quote, j); k++ {
		w := &a.quote.words[k]
		switch {
		case !w.meaning() && w.class != free && w.class != planned && w.class != possible:
			return false
		case !w.meaning() || repeats(a, k):
		case a.quote.isVerb(k) && occurs(w):
			happens = true
		default:
			return false
		}
	}
	return happens && slices.ContainsFunc(a.claim.words, func(w word) bool { return w.lower == "would" || w.lower == "could" || w.lower == "might" })
}

// occurs reports whether a verb says no more than that something comes about.
func occurs(w *word) bool {
	for _, r := range w.readings() {
		switch lexicon.Relate(lexicon.Look("happen"), r) {
		case lexicon.Same, lexicon.Synonym:
			return true
		}
	}
	return false
}
