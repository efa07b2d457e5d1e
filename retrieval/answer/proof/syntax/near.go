package syntax

import (
	"strings"

	"footnote/retrieval/text/lexicon"
)

// Pivot is the word by which the comparison at i divides its sentence: "than", or
// the word of relation itself. It is -1 where the word compares nothing.
func Pivot(s *Sentence, i int) int {
	switch w := &s.Words[i]; {
	case w.Class == Before || w.Class == After:
		return i
	case w.Class != More && w.Class != Less && w.Tag != "JJR" && w.Tag != "RBR":
		return -1
	}
	for k := i + 1; k < len(s.Words) && s.Words[k].Segment == s.Words[i].Segment; k++ {
		if s.Words[k].Lower == "than" {
			return k
		}
	}
	return -1
}

// Modified is the noun, or the "one" for it, that the adjective at i stands
// before, or -1.
func Modified(s *Sentence, i int) int {
	if s.Words[i].Tag != "JJ" {
		return -1
	}
	found := -1
	for k := i + 1; k < len(s.Words) && k <= i+apartWords && s.Words[k].Segment == s.Words[i].Segment; k++ {
		switch {
		case s.IsNoun(k) || s.Words[k].Lower == "one" || s.Words[k].Lower == "ones":
			found = k
		case s.Words[k].Tag != "JJ" || found >= 0:
			return found
		}
	}
	return found
}

// NextMeaning is the next word with a meaning in the same part of the sentence,
// or -1.
func NextMeaning(s *Sentence, i int) int {
	if !s.Words[i].Meaning() {
		return -1
	}
	for k := i + 1; k < len(s.Words) && s.Words[k].Segment == s.Words[i].Segment && !s.opens(k); k++ {
		if s.Words[k].Meaning() {
			return k
		}
	}
	return -1
}

// apartWords is how many words with a meaning may stand between two that belong
// together.
const apartWords = 3

// Close reports whether little stands between words p and q: fewer words than
// apartWords, and none of the kind that would take the place of one of them.
func Close(s *Sentence, p, q int, name, number bool) bool {
	n := 0
	for m := p + 1; m < q; m++ {
		w := &s.Words[m]
		if !w.Meaning() {
			continue
		}
		if n++; n > apartWords || number && w.IsNumber || name && w.Name && !SameRun(s, m, q) && !SameRun(s, p, m) {
			return false
		}
	}
	return true
}

// SameRun reports whether only names stand between two names.
func SameRun(s *Sentence, m, q int) bool {
	for ; m < q; m++ {
		if !s.Words[m].Name || s.Words[m].Owner {
			return false
		}
	}
	return true
}

// Prior is the word before k in lower case, "" before the first.
func (s *tagged) Prior(k int) string {
	if k == 0 {
		return ""
	}
	return s.Words[k-1].Lower
}

// BeforeWord is the next word before i that has a meaning, or -1.
func (s *tagged) BeforeWord(i int) int {
	for k := i - 1; k >= 0; k-- {
		if s.Words[k].Meaning() {
			return k
		}
	}
	return -1
}

// AfterWord is the next word behind i that has a meaning, or -1.
func (s *tagged) AfterWord(i int) int {
	for k := i + 1; k < len(s.Words); k++ {
		if s.Words[k].Meaning() {
			return k
		}
	}
	return -1
}

// NextVerb is the first verb behind word i, else the next word with a meaning, or i.
func NextVerb(s *Sentence, i int) int {
	first := i
	for v := i + 1; v < len(s.Words) && s.Words[v].Segment == s.Words[i].Segment; v++ {
		w := &s.Words[v]
		if s.IsVerb(v) || v == i+1 && strings.HasSuffix(w.Lower, "ing") && w.Known.Is(lexicon.Verb) {
			return v
		}
		if first == i && w.Meaning() {
			first = v
		}
	}
	return first
}
