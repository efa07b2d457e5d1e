package syntax

import (
	"slices"
	"sync"
)

// AnyHardly reports whether a sentence says of some chance that it is small.
func AnyHardly(s *Sentence) bool {
	for i := range s.Words {
		if s.IsNoun(i) && Hardly(s, i) {
			return true
		}
	}
	return false
}

// Hardly reports whether the noun at i, of what is expected or possible, is said to
// be small, which is all but a "not": "expectations remain low".
func Hardly(s *Sentence, i int) bool {
	if s.IsVerb(i) || !Like(&s.Words[i], "expectation", "hope", "probability", "chance", "prospect") {
		return false
	}
	for k := i + 1; k < len(s.Words) && s.Words[k].Segment == s.Words[i].Segment; k++ {
		if s.Words[k].Tag == "JJ" && k > 0 && (IsToBe(s.Words[k-1].Lower) || HasLemma(&s.Words[k-1], "remain")) {
			return Small()[s.Words[k].Lower]
		}
	}
	return i > 0 && Small()[s.Words[i-1].Lower]
}

// Small are the adjectives of chances that hardly exist.
var Small = sync.OnceValue(func() map[string]bool { return lists.Words("small") })

// unlessOver counts what turns round word i as "not" does: an "unless" before it, and an
// "only if", which says that without the condition it is not so.
func (s *Sentence) unlessOver(i int) int {
	if !s.Turns {
		return 0
	}
	n := 0
	for k := range s.Words {
		switch lower := s.Words[k].Lower; {
		case lower == "unless" && k < i && s.Words[k].Segment == s.Words[i].Segment:
			n++
		case (lower == "if" || lower == "when") && s.Prior(k) == "only":
			n++
		}
	}
	return n
}

// Unless reports whether the sentence has an "unless".
func Unless(s *Sentence) bool {
	return slices.ContainsFunc(s.Words, func(w Word) bool { return w.Lower == "unless" })
}

// Negations counts the words that negate word i: those before it in its part of
// the sentence, and verbs such as "refuse" whose object it is.
func (s *Sentence) Negations(i int) int {
	n := s.unlessOver(i)
	for k := i - 1; k >= 0; k-- {
		w := &s.Words[k]
		if parted(s, k, i) {
			break
		}
		switch {
		case w.Class == Negative && !Softened(s, k) && !(w.Lower == "nor" && neither(s, k)):
			n++
		case w.Class == Undone && governs(s, k, i):
			n++
		}
	}
	return n
}

// neither reports whether "neither" stands before the "nor" at k.
func neither(s *Sentence, k int) bool {
	return slices.ContainsFunc(s.Words[:k], func(w Word) bool { return w.Lower == "neither" })
}

// Softened reports whether a negation negates no fact: "not only".
func Softened(s *Sentence, k int) bool {
	return k+1 < len(s.Words) && s.Words[k+1].Class == Only
}

// governs reports whether verb k has the verb or noun at i for its object:
// nothing but words of grammar and one other stand between.
func governs(s *Sentence, k, i int) bool {
	between := 0
	for m := k + 1; m < i; m++ {
		if s.Words[m].Class == Open {
			between++
		}
	}
	return between <= 1
}

// Parity counts what negates a predicate: what stands before it in its clause,
// a "no" before its object, and a verb such as "forbid" that it is the subject of.
func Parity(s *Sentence, i int) int {
	n := s.Negations(i)
	if s.IsVerb(i) && ofNothing(s, i) {
		n++
	}
	if Hardly(s, i) {
		n++
	}
	for k := i + 1; k < len(s.Words) && s.Words[k].Segment == s.Words[i].Segment; k++ {
		if s.finite(k) && !IsToBe(s.Words[k].Lower) {
			break
		}
		if s.Words[k].Class == Undone && s.Words[k].Tag != "VBD" && slices.ContainsFunc(s.Words[i:k], func(w Word) bool { return IsToBe(w.Lower) }) {
			n++
		}
	}
	return n
}

// ofNothing reports whether the object of the verb at i is "nothing" or has a "no".
func ofNothing(s *Sentence, i int) bool {
	o := s.ObjectOf(i)
	if o < 0 || o > i+4 || !Refused(s, o) && s.Words[o].Class != Negative {
		return false
	}
	return !slices.ContainsFunc(s.Words[i:o], func(w Word) bool { return w.Lower == "that" || w.Lower == "without" })
}

// Refused reports whether "no" or "without" stands before the noun at i, with
// nothing but its adjectives between.
func Refused(s *Sentence, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3 && s.Words[k].Segment == s.Words[i].Segment; k-- {
		switch s.Words[k].Lower {
		case "no", "without", "not", "neither", "nor":
			return s.Words[k].Class == Negative
		}
		if s.Words[k].Tag == "DT" {
			return k > 0 && s.Words[k-1].Lower == "not" // but not the beans
		}
		if s.IsVerb(k) || s.Words[k].Tag == "IN" && !s.Words[i].Date {
			return false
		}
	}
	return false
}

// ClauseNegations counts what negates the clause that holds word i, wherever it
// stands in it.
func ClauseNegations(s *Sentence, i int) int {
	n := 0
	for k := range s.Words {
		if s.Words[k].Class == Negative && !Softened(s, k) && !(s.Words[k].Lower == "nor" && neither(s, k)) && !parted(s, min(k, i), max(k, i)) {
			n++
		}
	}
	return n
}

// Predicates reports whether word i says something of another: a verb, an
// adjective behind "be", a noun made of a verb that is carried by one.
func (s *Sentence) Predicates(i int) bool {
	if s.IsVerb(i) || IsPredicate(s, i) || s.Words[i].Acts() {
		return true
	}
	if s.Words[i].Tag != "JJ" && s.Words[i].Tag != "VBN" && s.Words[i].Tag != "RB" || Modified(s, i) == i+1 {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-3 && s.Words[k].Segment == s.Words[i].Segment; k-- {
		if IsToBe(s.Words[k].Lower) {
			return true
		}
	}
	return false
}

// IsPredicate reports whether the noun at i is what a verb is about: the first
// of the claim that is no name, where it has no verb that the quote says.
func IsPredicate(s *Sentence, i int) bool {
	return i > 0 && !s.Words[i].Name && !s.Words[i].IsNumber && IsToBe(s.Words[i-1].Lower) && !s.IsPassive(i) || s.leads(i)
}
