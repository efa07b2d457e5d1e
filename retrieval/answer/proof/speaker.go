package proof

import (
	"slices"
	"strings"

	"footnote/retrieval/text/lexicon"
)

// Lexicographer files of WordNet: verbs of thinking and of communication.
const (
	verbsOfThinking = 31
	verbsOfTelling  = 32
	verbsOfFeeling  = 37
	verbsOfCare     = 41
)

// report is a part of a sentence that somebody says or thinks.
type report struct {
	verb int
	// from and to are the words that are said.
	from, to int
	speaker  []int
	// charge: what is said is a deed, "of misleading", and no clause.
	charge bool
}

// tells reports whether the word at i may be a verb of saying or thinking in
// its commonest meanings.
func (s *syntax) tells(i int) bool {
	w := &s.words[i]
	if w.class == saying {
		return true
	}
	if w.class != open || w.name {
		return false
	}
	for _, l := range w.known.Lemmas[lexicon.Verb] {
		for _, m := range l.Senses[:min(len(l.Senses), 3)] {
			if file, _ := m.Synset.Category(); file == verbsOfThinking || file == verbsOfTelling || file == verbsOfFeeling {
				return true
			}
		}
	}
	return false
}

// reports are what is said by somebody in a sentence.
func (s *sentence) reports() []report { return s.said }

// findReports finds what is said by somebody in a sentence: behind "said that",
// before ", she said", behind "according to".
func findReports(s *sentence) []report {
	var all []report
	if n := s.handle(); n > 0 {
		all = append(all, report{verb: n - 1, from: n, to: len(s.words), speaker: upTo(n)})
	}
	for i := range s.words {
		switch {
		case s.words[i].lower == "according" && i+1 < len(s.words) && s.words[i+1].lower == "to":
			all = append(all, report{verb: i, from: 0, to: len(s.words), speaker: s.nouns(i+2, len(s.words), s.words[i].segment)})
		case isView(s, i):
			all = append(all, report{verb: i, from: 0, to: len(s.words), speaker: []int{i - 1}})
		case s.tells(i) && saysClause(s, i):
			all = append(all, report{verb: i, from: i + 1, to: remark(s, i+1), speaker: s.sayer(i)})
		case s.tells(i) && closesReport(s, i):
			all = append(all, report{verb: i, from: 0, to: saidUpTo(s, i), speaker: s.nearby(i)})
		case charge(s, i) > 0:
			all = append(all, report{verb: i, from: charge(s, i), to: segmentEnd(s, i), speaker: s.sayer(i), charge: true})
		case isClaimOf(s, i):
			all = append(all, report{verb: i, from: i + 1, to: len(s.words), speaker: s.sayer(i)})
		}
	}
	return all
}

// saidUpTo is where what is said ends that ", she said" closes: it goes on behind
// another comma.
func saidUpTo(s *sentence, i int) int {
	if segmentEnd(s, i) < len(s.words) {
		return len(s.words)
	}
	return s.segmentStart(i)
}

// remark is where a clause begins behind word i that whoever writes adds: to a name, ",
// who came late", or of what is known to have been, ", which killed four"; the end of the
// sentence where none does.
func remark(s *sentence, i int) int {
	for k := i + 1; k+1 < len(s.words); k++ {
		if s.words[k].segment == s.words[k-1].segment || s.words[k].quoted {
			continue
		}
		switch s.words[k].lower {
		case "who":
			if s.words[k-1].name {
				return k
			}
		case "which":
			if s.isNoun(k-1) && s.words[k+1].tag == "VBD" && s.isVerb(k+1) {
				return k
			}
		}
	}
	return len(s.words)
}

// chargeWithin is how far behind its verb the deed begins that somebody is said to
// have done.
const chargeWithin = 6

// charge is where a deed begins behind the verb at i of which somebody is said to
// have done it: "accused her of misleading", 0 where none does.
func charge(s *sentence, i int) int {
	if !s.tells(i) || !s.isVerb(i) {
		return 0
	}
	for k := i + 1; k+1 < len(s.words) && k <= i+chargeWithin && s.words[k].segment == s.words[i].segment; k++ {
		switch next := &s.words[k+1]; s.words[k].lower {
		case "of", "with", "for":
			if strings.HasSuffix(next.lower, "ing") && next.known.Is(lexicon.Verb) {
				return k + 1
			}
		}
	}
	return 0
}

// isClaimOf reports whether the noun at i is of saying and a clause follows:
// "claims that", "the belief that".
func isClaimOf(s *sentence, i int) bool {
	if i+2 >= len(s.words) || s.words[i+1].lower != "that" || s.words[i+1].tag != "IN" {
		return false
	}
	return s.tells(i) || s.isVerb(i) || s.words[i].tag == "JJ"
}

// saysClause reports whether a clause follows the verb at i: "that", a
// quotation, or, behind a verb of saying, words with a verb of their own.
func saysClause(s *sentence, i int) bool {
	if i+1 >= len(s.words) || !s.isVerb(i) && !s.words[i+1].quoted {
		return false
	}
	switch s.words[i+1].lower {
	case "why", "how", "whether":
		return true
	case "to", "by":
		return s.words[i+1].quoted
	}
	return saysThat(s, i)
}

// saysThat reports whether a clause with a verb of its own follows word i.
func saysThat(s *sentence, i int) bool {
	for k := i + 1; k < len(s.words) && s.words[k].segment == s.words[i].segment; k++ {
		if k > i+1 && s.isVerb(k) && !s.finite(k) {
			return false
		}
		if beginsClause(s, k) {
			return true
		}
		if k > i+1 && s.opens(k) {
			return false // said, because ...
		}
		if k > i+1 && s.finite(k) && !s.relative(k-1) {
			return s.words[i].class == saying || s.words[i].tag != "VBG" && beginsBare(s, k)
		}
	}
	return false
}

// beginsBare reports whether the verb at k stands with its subject, so that what is
// said begins without "that".
func beginsBare(s *sentence, k int) bool {
	return s.isNoun(k-1) || s.pronounBetween(k-1, k) || s.words[k].isModalVerb()
}

// beginsClause reports whether a "that" or a quotation at k begins what is said,
// and no relative clause.
func beginsClause(s *sentence, k int) bool {
	relates := s.relative(k) && k+1 < len(s.words) && s.finite(k+1)
	return s.words[k].lower == "that" && !relates || s.words[k].quoted
}

// isView reports whether the noun at i says whose view the sentence is: "in
// Berg's view".
func isView(s *sentence, i int) bool {
	switch s.words[i].lower {
	case "view", "opinion", "eyes", "words", "account":
		return i > 0 && s.words[i-1].owner && slices.ContainsFunc(s.words[:i], func(w word) bool { return w.lower == "in" || w.lower == "by" })
	}
	return false
}

func (w *word) isModalVerb() bool {
	switch w.lower {
	case "will", "would", "can", "could", "may", "might", "must", "should", "shall", "cannot":
		return true
	}
	return false
}

// closesReport reports whether the verb at i stands with its speaker alone in
// its part of the sentence: ", Berg said", "he added,".
func closesReport(s *sentence, i int) bool {
	from := s.segmentStart(i)
	if from == 0 || strings.HasSuffix(s.words[i].lower, "ing") || s.prior(i) == "to" || !s.isVerb(i) {
		return false
	}
	if o := s.objectOf(i); o >= 0 && s.words[i].class != saying {
		return false
	}
	n := 0
	for k := from; k < len(s.words) && s.words[k].segment == s.words[i].segment; k++ {
		if k != i && s.words[k].class == open && !s.words[k].name && s.isVerb(k) {
			return false
		}
		n++
	}
	return n >= 2 && i-from <= 5
}

func (s *syntax) segmentStart(i int) int {
	from := i
	for from > 0 && s.words[from-1].segment == s.words[i].segment {
		from--
	}
	return from
}

func segmentEnd(s *sentence, i int) int {
	end := i
	for end < len(s.words) && s.words[end].segment == s.words[i].segment {
		end++
	}
	return end
}

// sayer is the subject of the verb at i, which may be a pronoun.
func (s *sentence) sayer(i int) []int {
	if list := s.subjectOf(i); len(list) > 0 {
		return list
	}
	return s.pronounsBefore(max(0, i-2), i)
}

func (s *sentence) pronounsBefore(from, to int) []int {
	var list []int
	for k := from; k < to; k++ {
		if isPronoun(s, k) || s.words[k].lower == "i" || s.words[k].lower == "we" {
			list = append(list, k)
		}
	}
	return list
}

// nearby are the nouns and names in the part of the sentence that holds the verb of
// saying at i, without those that it is said to, or of where and when.
func (s *sentence) nearby(i int) []int {
	from := s.segmentStart(i)
	list := s.nouns(from, len(s.words), s.words[i].segment)
	list = slices.DeleteFunc(list, func(k int) bool {
		return k > i && slices.ContainsFunc(s.words[i+1:k], func(w word) bool { return w.tag == "TO" || w.tag == "IN" && w.lower != "of" })
	})
	if len(list) > 0 {
		return list
	}
	if list := s.pronounsBefore(from, min(i+2, len(s.words))); len(list) > 0 {
		return list
	}
	for k := from; k < len(s.words) && s.words[k].segment == s.words[i].segment; k++ {
		if k != i && s.words[k].class == open {
			list = append(list, k)
		}
	}
	return list
}

func (s *syntax) nouns(from, to, segment int) []int {
	var list []int
	for k := from; k < to && s.words[k].segment == segment; k++ {
		if s.isNoun(k) {
			list = append(list, k)
		}
	}
	return list
}
