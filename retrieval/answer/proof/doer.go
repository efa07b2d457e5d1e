package proof

import (
	"slices"

	"footnote/retrieval/text/lexicon"
)

// subjectOf returns the nouns and names of the subject of the verb at i, in
// order, with what "of" and the like add to them. It is that of the verb before
// where both are joined by "and" or "to", and whom "who" stands for. A pronoun
// is not among them.
func (s *sentence) subjectOf(i int) []int {
	if i >= len(s.words) {
		return nil
	}
	if s.leads(i) {
		return s.behindInversion(i)
	}
	k := s.beforeVerb(i)
	switch {
	case k >= 0 && s.words[k].segment != s.words[i].segment && (s.words[i].tag == "VBG" || s.words[i].tag == "VBN") && !s.isPassive(i):
		return s.subjectBefore(k)
	case k < 0 || s.pronounBetween(k, k+1):
		return nil
	case s.relative(k) && k > 0:
		return s.phraseBefore(k-1, s.words[k].segment)
	case s.chains(k):
		return subjectChained(s, k)
	case s.words[k].tag == "IN":
		return nil // whose doing it is stands in no fixed place
	case s.isVerb(k):
		return s.subjectBefore(k)
	}
	return s.phraseBefore(k, s.words[i].segment)
}

// subjectChained is the subject of a verb that the word at k joins to one before: that
// one's, or whom it is wanted or asked of, as in "wants the tax to be cut".
func subjectChained(s *sentence, k int) []int {
	v := s.verbBefore(k)
	if v < 0 {
		return nil
	}
	w := &s.words[v]
	if first := s.firstInfinitive(k); first >= 0 {
		return s.subjectOf(first)
	}
	if o := s.objectOf(v); o >= 0 && o < k && s.words[k].lower == "to" && (w.known.Filed(lexicon.Verb, verbsOfTelling) || w.class == planned || w.class == required) {
		return s.phraseBefore(k-1, s.words[k-1].segment)
	}
	return s.subjectOf(v)
}

// firstInfinitive is the verb behind an earlier "to" that the "and to" at k goes on with:
// "agreed to restore relations, which were cut, and to exchange ambassadors"; -1 where
// there is none.
func (s *syntax) firstInfinitive(k int) int {
	if s.words[k].lower != "to" || k == 0 || s.words[k-1].tag != "CC" {
		return -1
	}
	for m := k - 2; m > 0; m-- {
		if s.words[m-1].lower == "to" && s.words[m].tag == "VB" {
			return m
		}
	}
	return -1
}

// subjectBefore is the subject of the verb at or before k.
func (s *sentence) subjectBefore(k int) []int {
	if v := s.verbBefore(k + 1); v >= 0 {
		return s.subjectOf(v)
	}
	return nil
}

// beforeVerb is the last word before the verb at i that neither helps it nor
// says how it is done, or -1.
func (s *syntax) beforeVerb(i int) int {
	for k := i - 1; k >= 0; k-- {
		w := &s.words[k]
		helper := isToBe(w.lower) || lightVerb(w.lower) != nil || w.isModalVerb() || w.class == negative && w.lower != "nobody" && w.lower != "none" || w.tag == "RB" && !w.name || w.lower == "both" || w.lower == "all"
		if !helper {
			return k
		}
	}
	return -1
}

func (s *sentence) relative(k int) bool {
	switch s.words[k].lower {
	case "who", "which":
		return true
	case "that":
		return (k == 0 || s.words[k].segment == s.words[k-1].segment) && (s.words[k].tag == "WDT" || k > 0 && s.isNoun(k-1))
	}
	return false
}

// chains reports whether word k joins a verb to one before.
func (s *syntax) chains(k int) bool {
	switch s.words[k].lower {
	case "and", "or", "but", "to", "then":
		return true
	}
	return false
}

// verbBefore is the last verb before k with a subject of its own, or -1.
func (s *sentence) verbBefore(k int) int {
	for v := k - 1; v >= 0; v-- {
		if s.isVerb(v) || s.finite(v) {
			return v
		}
	}
	return -1
}

// phraseBefore are the nouns of the phrase that ends at k, for a verb in a given
// part of the sentence: what stands between commas, as ", who is late," or ", the
// captain,", is left out, or is another name for the same.
func (s *sentence) phraseBefore(k, segment int) []int {
	if s.words[k].segment != segment {
		return s.beforeAside(k)
	}
	list := s.phraseEnding(k)
	if len(list) > 0 && list[0] > 0 && s.words[list[0]-1].segment != s.words[list[0]].segment && s.aside(list[0]) {
		list = append(s.phraseEnding(list[0]-1), list...)
	}
	return list
}

// beforeAside is the subject of a verb behind a comma that ends at k.
func (s *sentence) beforeAside(k int) []int {
	from := s.segmentStart(k)
	if from == 0 {
		return s.phraseEnding(k)
	}
	switch lower := s.words[from].lower; {
	case lower == "who" || lower == "which" || lower == "whose":
		return s.phraseEnding(from - 1)
	case lower == "the" || lower == "a" || lower == "an" || s.words[from].tag == "VBN" || s.words[from].tag == "VBG":
		return append(s.phraseEnding(from-1), s.phraseEnding(k)...)
	}
	return s.phraseEnding(k)
}

// aside reports whether the part of the sentence that begins at k is a name
// between commas for what stands before: it has no verb and another part
// follows.
func (s *sentence) aside(k int) bool {
	for m := s.segmentStart(k); m < len(s.words) && s.words[m].segment == s.words[k].segment; m++ {
		if s.isVerb(m) || s.finite(m) || isToBe(s.words[m].lower) {
			return false
		}
	}
	return s.isNoun(k - 1)
}

// phraseEnding are the nouns of the phrase that ends at k: back to a verb, a
// conjunction, or an article that no preposition stands before.
func (s *sentence) phraseEnding(k int) []int {
	var list []int
	segment := s.words[k].segment
	for m := k; m >= 0 && s.words[m].segment == segment; m-- {
		w := &s.words[m]
		switch {
		case m > 0 && s.isNoun(m-1) && isParticiple(s, m):
			list = nil // what a participle behind the noun adds
			continue
		case s.isVerb(m) && len(list) > 0 || s.outside(m, k):
			slices.Reverse(list)
			return list
		case s.isNoun(m) && !w.date:
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
func (s *sentence) outside(m, k int) bool {
	return startsClause(s, m) || m < k && s.words[m+1].name && !s.words[m].name && ofTime(&s.words[m])
}

func isParticiple(s *sentence, m int) bool {
	return s.isVerb(m) && (s.words[m].tag == "VBG" || s.words[m].tag == "VBN")
}

// determines reports whether a word is an article or the like.
func determines(w *word) bool { return w.tag == "DT" || w.tag == "PRP$" }

func startsClause(s *sentence, m int) bool {
	w := &s.words[m]
	return (w.tag == "IN" || w.tag == "WDT" || w.tag == "WRB" || w.class == condition) && s.opens(m)
}

// opens reports whether the preposition or conjunction at k begins a clause, or
// the sentence.
func (s *syntax) opens(k int) bool {
	switch s.words[k].lower {
	case "that", "if", "when", "because", "while", "after", "before", "unless", "since", "though", "although", "until", "whereas", "as", "whether", "where", "which", "who", "than":
		return true
	}
	return k == 0
}

// links reports whether the word at k ties a phrase to the one before: "of", "and".
func (s *syntax) links(k int) bool {
	tag := s.words[k].tag
	return tag == "IN" || tag == "CC" || tag == "TO" || s.words[k].lower == "both" || tag == "PDT" || s.words[k].isNumber
}

// pronounBetween reports whether a personal pronoun, which is a subject of its
// own, stands in a range.
func (s *syntax) pronounBetween(from, to int) bool {
	for k := from; k < to; k++ {
		switch s.words[k].lower {
		case "he", "she", "they", "it", "we", "i", "you":
			return true
		}
	}
	return false
}

// objectOf returns the head of the first phrase behind the verb at i, in its
// part of the sentence, or -1.
func (s *syntax) objectOf(i int) int {
	for k := i + 1; k < len(s.words) && s.words[k].segment == s.words[i].segment; k++ {
		if s.words[k].date {
			continue
		}
		if s.words[k].name {
			return k
		}
		if s.words[k].tag != "WP" && s.opens(k) && s.words[k].lower != "as" {
			return -1
		}
		if s.isNoun(k) {
			for k+1 < len(s.words) && s.isNoun(k+1) && !s.words[k+1].name && s.words[k+1].segment == s.words[i].segment && !s.words[k].owner {
				k++
			}
			return k
		}
	}
	return -1
}

// heads are the words of a phrase that name what it is about: not what stands
// before another noun or behind "of".
func (s *sentence) heads(phrase []int) []int {
	var list []int
	for n, k := range phrase {
		modifies := n+1 < len(phrase) && phrase[n+1] == k+1 && s.words[k].segment == s.words[k+1].segment || s.words[k].owner || oneOfTwo(s, k)
		if n > 0 && s.behindPreposition(phrase[n-1], k) {
			break
		}
		if !modifies {
			list = append(list, k)
		}
	}
	return list
}

// oneOfTwo reports whether the adjective at k is joined to another before its noun:
// "American and Russian envoys".
func oneOfTwo(s *sentence, k int) bool {
	return k+3 < len(s.words) && s.words[k+1].lower == "and" && s.words[k].known.Is(lexicon.Adjective) &&
		s.words[k+2].known.Is(lexicon.Adjective) && s.isNoun(k+3) && s.words[k+3].segment == s.words[k].segment
}

func (s *syntax) behindPreposition(from, to int) bool {
	for m := from + 1; m < to; m++ {
		if s.words[m].tag == "IN" || s.words[m].tag == "TO" {
			return true
		}
	}
	return false
}
