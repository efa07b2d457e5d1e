package syntax

import (
	"slices"

	"footnote/retrieval/text/lexicon"
)

// SubjectOf returns the nouns and names of the subject of the verb at i, in
// order, with what "of" and the like add to them. It is that of the verb before
// where both are joined by "and" or "to", and whom "who" stands for. A pronoun
// is not among them.
func (s *Sentence) SubjectOf(i int) []int {
	if i >= len(s.Words) {
		return nil
	}
	if s.leads(i) {
		return s.behindInversion(i)
	}
	k := s.BeforeVerb(i)
	switch {
	case k >= 0 && s.Words[k].Segment != s.Words[i].Segment && (s.Words[i].Tag == "VBG" || s.Words[i].Tag == "VBN") && !s.IsPassive(i):
		return s.subjectBefore(k)
	case k < 0 || s.pronounBetween(k, k+1):
		return nil
	case s.Relative(k) && k > 0:
		return s.PhraseBefore(k-1, s.Words[k].Segment)
	case s.chains(k):
		return subjectChained(s, k)
	case s.Words[k].Tag == "IN":
		return nil // whose doing it is stands in no fixed place
	case s.IsVerb(k):
		return s.subjectBefore(k)
	}
	return s.PhraseBefore(k, s.Words[i].Segment)
}

// subjectChained is the subject of a verb that the word at k joins to one before: that
// one's, or whom it is wanted or asked of, as in "wants the tax to be cut".
func subjectChained(s *Sentence, k int) []int {
	v := s.VerbBefore(k)
	if v < 0 {
		return nil
	}
	w := &s.Words[v]
	if first := s.firstInfinitive(k); first >= 0 {
		return s.SubjectOf(first)
	}
	if o := s.ObjectOf(v); o >= 0 && o < k && s.Words[k].Lower == "to" && (w.Known.Filed(lexicon.Verb, VerbsOfTelling) || w.Class == Planned || w.Class == Required || Like(w, "force", "allow", "enable")) {
		return s.PhraseBefore(k-1, s.Words[k-1].Segment)
	}
	return s.SubjectOf(v)
}

// firstInfinitive is the verb behind an earlier "to" that the "and to" at k goes on with:
// "agreed to restore relations, which were cut, and to exchange ambassadors"; -1 where
// there is none.
func (s *tagged) firstInfinitive(k int) int {
	if s.Words[k].Lower != "to" || k == 0 || s.Words[k-1].Tag != "CC" {
		return -1
	}
	for m := k - 2; m > 0; m-- {
		if s.Words[m-1].Lower == "to" && s.Words[m].Tag == "VB" {
			return m
		}
	}
	return -1
}

// subjectBefore is the subject of the verb at or before k.
func (s *Sentence) subjectBefore(k int) []int {
	if v := s.VerbBefore(k + 1); v >= 0 {
		return s.SubjectOf(v)
	}
	return nil
}

// BeforeVerb is the last word before the verb at i that neither helps it nor
// says how it is done, or -1.
func (s *tagged) BeforeVerb(i int) int {
	for k := i - 1; k >= 0; k-- {
		w := &s.Words[k]
		helper := IsToBe(w.Lower) || LightVerb(w.Lower) != nil || w.IsModalVerb() || w.Class == Negative && w.Lower != "nobody" && w.Lower != "none" || w.Tag == "RB" && !w.Name || w.Lower == "both" || w.Lower == "all"
		if !helper {
			return k
		}
	}
	return -1
}

// Relative reports whether the word at k begins a relative clause: "who", "which", "that".
func (s *Sentence) Relative(k int) bool {
	switch s.Words[k].Lower {
	case "who", "which":
		return true
	case "that":
		return (k == 0 || s.Words[k].Segment == s.Words[k-1].Segment) && (s.Words[k].Tag == "WDT" || k > 0 && s.IsNoun(k-1))
	}
	return false
}

// chains reports whether word k joins a verb to one before.
func (s *tagged) chains(k int) bool {
	switch s.Words[k].Lower {
	case "and", "or", "but", "to", "then":
		return true
	}
	return false
}

// VerbBefore is the last verb before k with a subject of its own, or -1.
func (s *Sentence) VerbBefore(k int) int {
	for v := k - 1; v >= 0; v-- {
		if s.IsVerb(v) || s.finite(v) {
			return v
		}
	}
	return -1
}

// PhraseBefore are the nouns of the phrase that ends at k, for a verb in a given
// part of the sentence: what stands between commas, as ", who is late," or ", the
// captain,", is left out, or is another name for the same.
func (s *Sentence) PhraseBefore(k, segment int) []int {
	if s.Words[k].Segment != segment {
		return s.beforeAside(k)
	}
	return s.phraseEnding(k)
}

// beforeAside is the subject of a verb behind a comma that ends at k.
func (s *Sentence) beforeAside(k int) []int {
	from := s.segmentStart(k)
	if from == 0 {
		return s.phraseEnding(k)
	}
	switch lower := s.Words[from].Lower; {
	case lower == "who" || lower == "which" || lower == "whose":
		return s.phraseEnding(from - 1)
	case lower == "the" || lower == "a" || lower == "an" || s.Words[from].Tag == "VBN" || s.Words[from].Tag == "VBG":
		return append(s.phraseEnding(from-1), s.phraseEnding(k)...)
	}
	return s.phraseEnding(k)
}

// phraseEnding are the nouns of the phrase that ends at k: back to a verb, a
// conjunction, or an article that no preposition stands before.
func (s *Sentence) phraseEnding(k int) []int {
	var list []int
	segment := s.Words[k].Segment
	for m := k; m >= 0 && s.Words[m].Segment == segment; m-- {
		w := &s.Words[m]
		switch {
		case m > 0 && s.IsNoun(m-1) && isParticiple(s, m):
			list = nil // what a participle behind the noun adds
			continue
		case s.IsVerb(m) && len(list) > 0 || s.outside(m, k):
			slices.Reverse(list)
			return list
		case s.IsNoun(m) && !w.Date:
			list = append(list, m)
		}
		if determines(w) && m > 0 && !s.links(m-1) {
			break
		}
	}
	slices.Reverse(list)
	return list
}

// outside reports whether the phrase that ends at k cannot reach back to word m: it
// begins a clause, or ends another phrase as "year" does before a name.
func (s *Sentence) outside(m, k int) bool {
	return startsClause(s, m) || m < k && s.Words[m+1].Name && !s.Words[m].Name && OfTime(&s.Words[m])
}

func isParticiple(s *Sentence, m int) bool {
	return s.IsVerb(m) && (s.Words[m].Tag == "VBG" || s.Words[m].Tag == "VBN")
}

// determines reports whether a word is an article or the like.
func determines(w *Word) bool { return w.Tag == "DT" || w.Tag == "PRP$" }

func startsClause(s *Sentence, m int) bool {
	w := &s.Words[m]
	return (w.Tag == "IN" || w.Tag == "WDT" || w.Tag == "WRB" || w.Class == Condition) && s.opens(m)
}

// opens reports whether the preposition or conjunction at k begins a clause, or
// the sentence.
func (s *tagged) opens(k int) bool {
	switch s.Words[k].Lower {
	case "that", "if", "when", "because", "while", "after", "before", "unless", "since", "though", "although", "until", "once", "whereas", "as", "whether", "where", "which", "who", "than":
		return true
	}
	return k == 0
}

// links reports whether the word at k ties a phrase to the one before: "of", "and".
func (s *tagged) links(k int) bool {
	tag := s.Words[k].Tag
	return tag == "IN" || tag == "CC" || tag == "TO" || s.Words[k].Lower == "both" || tag == "PDT" || s.Words[k].IsNumber
}

// pronounBetween reports whether a personal pronoun, which is a subject of its
// own, stands in a range.
func (s *tagged) pronounBetween(from, to int) bool {
	for k := from; k < to; k++ {
		switch s.Words[k].Lower {
		case "he", "she", "they", "it", "we", "i", "you":
			return true
		}
	}
	return false
}

// leads reports whether the predicate at i opens its part of the sentence before its
// subject: "Present were Berg and Dahl".
func (s *tagged) leads(i int) bool {
	return i+1 < len(s.Words) && s.segmentStart(i) == i && (s.Words[i].Tag == "JJ" || s.Words[i].Tag == "VBN") && IsToBe(s.Words[i+1].Lower)
}

// behindInversion are the nouns of the subject behind the inverted predicate at i: a list
// goes on over commas up to the part that has a verb of its own.
func (s *Sentence) behindInversion(i int) []int {
	list := s.nouns(i+2, len(s.Words), s.Words[i].Segment)
	for k := SegmentEnd(s, i); k < len(s.Words); k = SegmentEnd(s, k) {
		end := SegmentEnd(s, k)
		if slices.ContainsFunc(s.Words[k:end], func(w Word) bool { return finiteTag(w.Tag) || IsToBe(w.Lower) || w.IsModalVerb() }) {
			break
		}
		list = append(list, s.nouns(k, end, s.Words[k].Segment)...)
	}
	return list
}
