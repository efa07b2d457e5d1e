package syntax

import (
	"slices"
	"strings"
)

// tenses looks at the verbs that help word i: how far from it back they stand at most.
const helpersWithin = 4

// timed returns the last word before i that binds its verb to a time: a modal verb
// or a form of "be" or "have", with nothing but helpers between; -1 where none does.
func timed(s *Sentence, i int) int {
	found := -1
	for k := i - 1; k >= 0 && k >= i-helpersWithin && s.Words[k].Segment == s.Words[i].Segment; k-- {
		w := &s.Words[k]
		switch {
		case w.IsModalVerb() || IsToBe(w.Lower) || LightVerb(w.Lower) != nil:
			found = k
		case w.Tag != "RB" && w.Class != Negative && w.Tag != "DT" && w.Tag != "JJ":
			return found
		}
	}
	return found
}

// Ahead reports whether the verb or predicate at i is yet to come: "will", "shall".
func Ahead(s *Sentence, i int) bool {
	k := timed(s, i)
	return k >= 0 && (s.Words[k].Lower == "will" || s.Words[k].Lower == "shall" || strings.HasSuffix(s.Words[k].Lower, "'ll"))
}

// Present reports whether the verb or predicate at i is said of now, and Past whether it
// is said of a time that is over: "leads", "led".
func Present(s *Sentence, i int) bool {
	if k := timed(s, i); k >= 0 {
		return s.Words[k].Lower == "is" || s.Words[k].Lower == "are"
	}
	return s.IsVerb(i) && (s.Words[i].Tag == "VBZ" || s.Words[i].Tag == "VBP")
}

// Past is described with Present.
func Past(s *Sentence, i int) bool {
	k := timed(s, i)
	if k < 0 {
		return s.IsVerb(i) && s.Words[i].Tag == "VBD" && !s.IsPassive(i) || i > 1 && s.Words[i-1].Lower == "to" && s.Words[i-2].Lower == "used"
	}
	return s.Words[k].Lower == "was" || s.Words[k].Lower == "were" || k > 1 && s.Words[k-1].Lower == "to" && s.Words[k-2].Lower == "used"
}

// Over reports whether the verb or predicate at i lies in the past: "was", "has been",
// or its own form. What is planned then is not over.
func Over(s *Sentence, i int) bool {
	k := timed(s, i)
	if k < 0 {
		return s.IsVerb(i) && s.Words[i].Tag == "VBD" && !s.IsPassive(i)
	}
	switch s.Words[k].Lower {
	case "was", "were", "had", "has", "have":
		return !slices.ContainsFunc(s.Words[k:i], func(w Word) bool { return w.Lower == "to" || slices.Contains(Certainties, w.Class) })
	}
	return false
}
