package syntax

import (
	"slices"

	"footnote/retrieval/text/lexicon"
)

// lightVerbs are the forms of verbs that mean little but join two things when no
// other verb follows. Those of one line may stand for each other.
var lightVerbs = [][]string{
	{"is", "are", "was", "were", "be", "been", "being", "become", "becomes", "became"},
	{"has", "have", "had", "having"},
	{"get", "gets", "got", "getting"},
	{"do", "does", "did", "done", "doing"},
}

// LightVerb returns the forms that may stand for one another with a verb in lower case
// that means little, nil for other words.
func LightVerb(lower string) []string {
	for _, forms := range lightVerbs {
		if slices.Contains(forms, lower) {
			return forms
		}
	}
	return nil
}

// Helps reports whether the verb at i helps another: only adverbs, negations and
// further helpers stand before a verb.
func Helps(s *Sentence, i int) bool {
	for k := i + 1; k < len(s.Words) && k <= i+5; k++ {
		w := &s.Words[k]
		switch {
		case w.Tag == "VBN" && LightVerb(w.Lower) != nil, s.IsVerb(k) || s.IsPassive(k) || slices.Contains(Certainties, w.Class) && (IsToBe(s.Words[i].Lower) || w.isModal()):
			return true
		case w.Name || w.IsNumber || LightVerb(w.Lower) == nil && w.Class == Open && !isAdverb(w):
			return false
		}
	}
	return false
}

// IsPassive reports whether the participle at i is passive: behind a form of
// "be", before "by", or joined to one that is: "are kept and then removed".
func (s *Sentence) IsPassive(i int) bool {
	w := &s.Words[i]
	if w.Tag != "VBN" && w.Tag != "VBD" || !w.Known.Is(lexicon.Verb) {
		return false
	}
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if IsToBe(s.Words[j].Lower) {
			return true
		}
		if tag := s.Words[j].Tag; tag != "RB" && s.Words[j].Class != Negative && tag != "VBN" {
			break
		}
	}
	return doneBy(s, i) || joinedPassive(s, i)
}

// joinedPassive reports whether "and" joins the participle at i to a passive before it,
// with no subject of its own between.
func joinedPassive(s *Sentence, i int) bool {
	k := s.BeforeVerb(i)
	if k > 0 && s.Words[k].Lower == "then" {
		k--
	}
	if k < 1 || s.Words[k].Tag != "CC" {
		return false
	}
	v := s.VerbBefore(k)
	if v < 1 || !s.IsPassive(v) || s.Words[v].Segment != s.Words[i].Segment {
		return false
	}
	past := s.Words[v-1].Lower == "was" || s.Words[v-1].Lower == "were"
	return s.Words[i].Tag == "VBN" || !past // "are kept and removed": no past tense
}

// IsToBe reports whether a word in lower case is a form of "be".
func IsToBe(w string) bool {
	switch w {
	case "is", "was", "are", "were", "be", "been", "being":
		return true
	}
	return false
}

// doneBy reports whether "by" follows the verb at i, with nothing but words of
// grammar and adverbs between.
func doneBy(s *Sentence, i int) bool {
	for j := i + 1; j < len(s.Words) && j <= i+3; j++ {
		w := &s.Words[j]
		switch {
		case w.Lower == "by":
			return !byMeasure(s, j+1)
		case w.Name || w.Class == Open && !isAdverb(w):
			return false
		}
	}
	return false
}
