package entailment

import (
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text/lexicon"
)

// roles finds a doer of the claim who in the quote is the one it is done to, or
// has no part in it.
func roles(a *alignment.Alignment) (evidence.Fault, bool) {
	for i := range a.Claim.Words {
		if len(a.To[i]) == 0 || a.Mirrors || slices.Contains(a.Spoken, i) || slices.Contains(a.Sides, i) || !a.Claim.IsVerb(i) && !syntax.IsPredicate(a.Claim, i) {
			continue
		}
		if !slices.ContainsFunc(a.To[i], func(j int) bool { return sameRoles(a, i, j) }) {
			return evidence.Roles.At(a.Claim.Words[i].Form), true
		}
	}
	return evidence.Fault{}, false
}

// sameRoles reports whether the claim's verb at i and the quote's word at j have
// the same doer and the same object, as far as both name them.
func sameRoles(a *alignment.Alignment, i, j int) bool {
	if !a.Quote.IsVerb(j) && !syntax.IsPredicate(a.Quote, j) {
		return true
	}
	if ok, known := becomesOf(a, i, j); known {
		return ok
	}
	turned := turnsVoice(a, i, j) && !(syntax.HasLemma(&a.Claim.Words[i], "hold") && alignment.ComesAbout(&a.Quote.Words[j]))
	subject, theirs := a.Claim.Heads(a.Claim.SubjectOf(i)), a.Quote.SubjectOf(j)
	subject = slices.DeleteFunc(subject, func(k int) bool { return slices.Contains(a.To[k], j) }) // the collapse came
	switch {
	case turned && !turnsWell(a, i, j, subject):
		return false
	case turned && a.Among(subject, func(q int) bool { return slices.Contains(theirs, q) }, false):
		return false
	case !turned && len(theirs) > 0 && a.Among(subject, func(q int) bool { return !slices.Contains(theirs, q) }, true):
		return false
	}
	return turned || sameObject(a, i, j)
}

// becomesOf reports whether the claim says at i what becomes of whom the quote's verb at j
// is done to, and whether the verbs are such: "four died" where something killed four.
func becomesOf(a *alignment.Alignment, i, j int) (ok, known bool) {
	x, y := &a.Claim.Words[i], &a.Quote.Words[j]
	o := a.Quote.ObjectOf(j)
	if o < 0 || a.Claim.IsPassive(i) || a.Quote.IsPassive(j) || lexicon.Relate(x.Known, y.Known) != lexicon.Narrower || !lexicon.Brings(y.Known, x.Known) {
		return false, false
	}
	subject := a.Claim.Heads(a.Claim.SubjectOf(i))
	return !a.Among(subject, func(q int) bool { return q != o }, true), true
}

// sameObject reports whether the object of the claim's verb at i, if the quote says it,
// stands behind its word at j.
func sameObject(a *alignment.Alignment, i, j int) bool {
	o := a.Claim.ObjectOf(i)
	if o < 0 || len(a.To[o]) == 0 || toldBefore(a, i, j, o) {
		return true
	}
	return slices.ContainsFunc(a.To[o], func(q int) bool { return q >= j }) || a.Quote.IsPassive(j) || syntax.HasLemma(&a.Claim.Words[i], "want")
}

// toldBefore reports whether the object o of the claim's verb of saying at i is part of what is
// said, and what is said stands before the verb at j of the quote: “I paid the toll,” Berg said.
func toldBefore(a *alignment.Alignment, i, j, o int) bool {
	if syntax.HoldsClass(a.Claim, syntax.Negative, 0, len(a.Claim.Words)) || syntax.HoldsClass(a.Quote, syntax.Negative, 0, len(a.Quote.Words)) {
		return false // which of the two verbs is negated, order tells
	}
	within := func(s *syntax.Sentence, verb, k int) bool {
		return slices.ContainsFunc(s.Reports(), func(r syntax.Report) bool { return r.Verb == verb && r.From <= k && k < r.To && !r.Charge })
	}
	return within(a.Claim, i, o) && slices.ContainsFunc(a.To[o], func(q int) bool { return q < j && within(a.Quote, j, q) })
}

// turnsWell reports whether the claim's verb at i may be the passive of the quote's at j,
// or the other way round: it names no doer that the quote leaves open, and who is acted
// on is acted on there.
func turnsWell(a *alignment.Alignment, i, j int, subject []int) bool {
	if a.Claim.IsPassive(i) {
		return !a.Among(subject, func(q int) bool { return a.Quote.Words[q].Name && !isObject(a.Quote, q, j) }, true)
	}
	byWhom := slices.ContainsFunc(a.Quote.Words[j:syntax.SegmentEnd(a.Quote, j)], func(w syntax.Word) bool { return w.Lower == "by" })
	return byWhom || !namesDoer(a.Claim, i)
}

// isObject reports whether word q may be what the active verb at j is done to: it stands
// behind it, or a relative clause behind q holds the verb.
func isObject(s *syntax.Sentence, q, j int) bool {
	if q >= j {
		return true
	}
	for r := j - 1; r > q; r-- {
		switch s.Words[r].Lower {
		case "whom", "that", "which", "who":
			return slices.Contains(s.PhraseBefore(r-1, s.Words[r-1].Segment), q)
		}
	}
	return false
}

// namesDoer reports whether somebody known is the doer of the verb at i, where
// "nobody" and "they" are none.
func namesDoer(s *syntax.Sentence, i int) bool {
	k := s.BeforeVerb(i)
	if k < 0 || s.Words[k].Segment != s.Words[i].Segment {
		return false
	}
	switch s.Words[k].Lower {
	case "he", "she", "i", "we":
		return true
	}
	return s.IsNoun(k) && s.Words[k].Class != syntax.Negative
}

// turnsVoice reports whether one of two verbs is passive and the other is not, so
// that subject and object change places. "The gate opens" is "the gate is opened".
func turnsVoice(a *alignment.Alignment, i, j int) bool {
	mine, theirs := a.Claim.IsPassive(i), a.Quote.IsPassive(j)
	if mine == theirs || syntax.IsPredicate(a.Quote, j) || syntax.IsPredicate(a.Claim, i) {
		return false
	}
	alone := mine && a.Quote.ObjectOf(j) < 0 || theirs && a.Claim.ObjectOf(i) < 0
	return !alone || !lexicon.Ergative(a.Claim.Words[i].Known)
}
