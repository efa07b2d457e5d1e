package proof

import (
	"slices"
	"strings"
	"sync"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text/lexicon"
)

// roles finds a doer of the claim who in the quote is the one it is done to, or
// has no part in it.
func (a *alignment) roles() (evidence.Fault, bool) {
	for i := range a.claim.words {
		if len(a.to[i]) == 0 || a.mirrors || slices.Contains(a.spoken, i) || slices.Contains(a.sides, i) || !a.claim.isVerb(i) && !isPredicate(a.claim, i) {
			continue
		}
		if !slices.ContainsFunc(a.to[i], func(j int) bool { return a.sameRoles(i, j) }) {
			return evidence.Roles.At(a.claim.words[i].form), true
		}
	}
	return evidence.Fault{}, false
}

// sameRoles reports whether the claim's verb at i and the quote's word at j have
// the same doer and the same object, as far as both name them.
func (a *alignment) sameRoles(i, j int) bool {
	if !a.quote.isVerb(j) && !isPredicate(a.quote, j) {
		return true
	}
	if ok, known := becomesOf(a, i, j); known {
		return ok
	}
	turned := turnsVoice(a, i, j) && !(hasLemma(&a.claim.words[i], "hold") && comesAbout(&a.quote.words[j]))
	subject, theirs := a.claim.heads(a.claim.subjectOf(i)), a.quote.subjectOf(j)
	subject = slices.DeleteFunc(subject, func(k int) bool { return slices.Contains(a.to[k], j) }) // the collapse came
	switch {
	case turned && !turnsWell(a, i, j, subject):
		return false
	case turned && a.among(subject, func(q int) bool { return slices.Contains(theirs, q) }, false):
		return false
	case !turned && len(theirs) > 0 && a.among(subject, func(q int) bool { return !slices.Contains(theirs, q) }, true):
		return false
	}
	return turned || sameObject(a, i, j)
}

// becomesOf reports whether the claim says at i what becomes of whom the quote's verb at j
// is done to, and whether the verbs are such: "four died" where something killed four.
func becomesOf(a *alignment, i, j int) (ok, known bool) {
	x, y := &a.claim.words[i], &a.quote.words[j]
	o := a.quote.objectOf(j)
	if o < 0 || a.claim.isPassive(i) || a.quote.isPassive(j) || lexicon.Relate(x.known, y.known) != lexicon.Narrower || !lexicon.Brings(y.known, x.known) {
		return false, false
	}
	subject := a.claim.heads(a.claim.subjectOf(i))
	return !a.among(subject, func(q int) bool { return q != o }, true), true
}

// sameObject reports whether the object of the claim's verb at i, if the quote says it,
// stands behind its word at j.
func sameObject(a *alignment, i, j int) bool {
	o := a.claim.objectOf(i)
	if o < 0 || len(a.to[o]) == 0 {
		return true
	}
	return slices.ContainsFunc(a.to[o], func(q int) bool { return q >= j }) || a.quote.isPassive(j)
}

// turnsWell reports whether the claim's verb at i may be the passive of the quote's at j,
// or the other way round: it names no doer that the quote leaves open, and who is acted
// on is acted on there.
func turnsWell(a *alignment, i, j int, subject []int) bool {
	if a.claim.isPassive(i) {
		return !a.among(subject, func(q int) bool { return a.quote.words[q].name && !isObject(a.quote, q, j) }, true)
	}
	byWhom := slices.ContainsFunc(a.quote.words[j:segmentEnd(a.quote, j)], func(w word) bool { return w.lower == "by" })
	return byWhom || !namesDoer(a.claim, i)
}

// isObject reports whether word q may be what the active verb at j is done to: it stands
// behind it, or a relative clause behind q holds the verb.
func isObject(s *sentence, q, j int) bool {
	if q >= j {
		return true
	}
	for r := j - 1; r > q; r-- {
		switch s.words[r].lower {
		case "whom", "that", "which", "who":
			return slices.Contains(s.phraseBefore(r-1, s.words[r-1].segment), q)
		}
	}
	return false
}

// namesDoer reports whether somebody known is the doer of the verb at i, where
// "nobody" and "they" are none.
func namesDoer(s *sentence, i int) bool {
	k := s.beforeVerb(i)
	if k < 0 || s.words[k].segment != s.words[i].segment {
		return false
	}
	switch s.words[k].lower {
	case "he", "she", "i", "we":
		return true
	}
	return s.isNoun(k) && s.words[k].class != negative
}

// turnsVoice reports whether one of two verbs is passive and the other is not, so
// that subject and object change places. "The gate opens" is "the gate is opened".
func turnsVoice(a *alignment, i, j int) bool {
	mine, theirs := a.claim.isPassive(i), a.quote.isPassive(j)
	if mine == theirs || isPredicate(a.quote, j) || isPredicate(a.claim, i) {
		return false
	}
	alone := mine && a.quote.objectOf(j) < 0 || theirs && a.claim.objectOf(i) < 0
	return !alone || !lexicon.Ergative(a.claim.words[i].known)
}

// among reports whether the quote says words of the claim by words of which
// wrong is true alone: one of them where any is true, else all of them.
func (a *alignment) among(claim []int, wrong func(q int) bool, anyOf bool) bool {
	bad, all := 0, 0
	for _, k := range claim {
		if len(a.to[k]) == 0 {
			continue
		}
		all++
		if !slices.ContainsFunc(a.to[k], func(q int) bool { return !wrong(q) }) {
			bad++
		}
	}
	return bad > 0 && (anyOf || bad == all)
}

// leads reports whether the predicate at i opens its part of the sentence before its
// subject: "Present were Berg and Dahl".
func (s *syntax) leads(i int) bool {
	return i+1 < len(s.words) && s.segmentStart(i) == i && (s.words[i].tag == "JJ" || s.words[i].tag == "VBN") && isToBe(s.words[i+1].lower)
}

// behindInversion are the nouns of the subject behind the inverted predicate at i: a list
// goes on over commas up to the part that has a verb of its own.
func (s *sentence) behindInversion(i int) []int {
	list := s.nouns(i+2, len(s.words), s.words[i].segment)
	for k := segmentEnd(s, i); k < len(s.words); k = segmentEnd(s, k) {
		end := segmentEnd(s, k)
		if slices.ContainsFunc(s.words[k:end], func(w word) bool { return finiteTag(w.tag) || isToBe(w.lower) || w.isModalVerb() }) {
			break
		}
		list = append(list, s.nouns(k, end, s.words[k].segment)...)
	}
	return list
}

// side is how a verb tells a deed: what its subject, its object and the noun behind a
// preposition are in it.
type side struct{ deed, subject, object, preposition, behind string }

// sides are the verbs of lexicon/converses.txt.
var sides = sync.OnceValue(func() map[string]side {
	m := map[string]side{}
	for _, line := range lists.Lines("converses") {
		f := strings.Fields(line)
		m[f[1]] = side{f[0], f[2], f[3], f[4], f[5]}
	}
	return m
})

// converse bears verbs of the claim by those of the quote that tell the same deed from the
// other side: "Hansen bought it from Lie" by "Lie sold it to Hansen".
func converse(a *alignment) {
	for i := range a.claim.words {
		x, ok := sides()[a.claim.words[i].verb()]
		if !ok || !a.claim.isVerb(i) {
			continue
		}
		for j := range a.quote.words {
			y := sides()[a.quote.words[j].verb()]
			if y.deed == x.deed && y != x && a.quote.isVerb(j) && sameParts(a, partsOf(a.claim, i, x), partsOf(a.quote, j, y)) {
				a.to[i], a.opposite[i], a.sides = []int{j}, -1, append(a.sides, i)
			}
		}
	}
}

// sameParts reports whether who and what have a part in the claim's deed have the same part
// in the quote's, two of them at the least.
func sameParts(a *alignment, mine, theirs map[string][]int) bool {
	n := 0
	for part, list := range mine {
		for _, k := range list {
			if !slices.ContainsFunc(a.to[k], func(q int) bool { return slices.Contains(theirs[part], q) }) {
				return false
			}
			n++
		}
	}
	return n > 1
}

// partsOf are the words that name who and what have a part in the deed of the verb at v.
func partsOf(s *sentence, v int, told side) map[string][]int {
	m := map[string][]int{}
	add := func(part string, words ...int) {
		if part != "-" && len(words) > 0 && words[0] >= 0 {
			m[part] = append(m[part], words...)
		}
	}
	subject := s.heads(s.subjectOf(v))
	if s.isPassive(v) {
		add(told.object, subject...)
		add(told.subject, s.behind(v, "by"))
	} else {
		add(told.subject, subject...)
		add(told.object, s.objectOf(v))
	}
	add(told.behind, s.behind(v, told.preposition))
	return m
}

// behind is the noun behind a preposition in the part of the sentence behind the verb at v,
// -1 where there is none.
func (s *syntax) behind(v int, preposition string) int {
	for k := v + 1; k < len(s.words) && s.words[k].segment == s.words[v].segment; k++ {
		if s.words[k].lower == preposition {
			return s.objectOf(k)
		}
	}
	return -1
}
