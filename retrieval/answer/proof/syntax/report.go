package syntax

import (
	"slices"
	"strings"

	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// mostHandle is how many words a name before a colon has.
const mostHandle = 3

// handle is how many words name whoever wrote a line of a conversation, "dahl:
// the boat leaks", 0 where nobody is named so.
func (s *Sentence) handle() int {
	if len(s.Words) != len(s.Text.Tokens) {
		return 0 // a clause with the subject of another
	}
	for n := 1; n <= mostHandle && n < len(s.Words); n++ {
		w := &s.Words[n-1]
		if text.StartsUpper(w.Form) && w.Known.Common() && !w.Known.Is(lexicon.Verb) && n == 1 || !s.Words[n-1].Name && text.StartsUpper(w.Form) {
			return 0 // a heading
		}
		if strings.HasPrefix(s.Text.Between(n), ":") && n < len(s.Words) {
			return n
		}
		if s.Words[n].Segment != s.Words[0].Segment {
			return 0
		}
	}
	return 0
}

func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// Lexicographer files of WordNet: verbs of thinking and of communication.
const (
	verbsOfThinking = 31
	VerbsOfTelling  = 32
	verbsOfFeeling  = 37
	verbsOfCare     = 41
)

// Report is a part of a sentence that somebody says or thinks.
type Report struct {
	Verb int
	// From and to are the words that are said.
	From, To int
	Speaker  []int
	// Charge: what is said is a deed, "of misleading", and no clause.
	Charge bool
}

// Tells reports whether the word at i may be a verb of saying or thinking in
// its commonest meanings.
func (s *tagged) Tells(i int) bool {
	w := &s.Words[i]
	if w.Class == Saying {
		return true
	}
	if w.Class != Open || w.Name {
		return false
	}
	for _, l := range w.Known.Lemmas[lexicon.Verb] {
		for _, m := range l.Senses[:min(len(l.Senses), 3)] {
			if file, _ := m.Synset.Category(); file == verbsOfThinking || file == VerbsOfTelling || file == verbsOfFeeling {
				return true
			}
		}
	}
	return false
}

// Reports are what is said by somebody in a sentence.
func (s *Sentence) Reports() []Report { return s.said }

// Told reports whether words [from, to) are said by somebody, in a line of his own or behind
// a verb of saying.
func (s *Sentence) Told(from, to int) bool {
	return slices.ContainsFunc(s.said, func(r Report) bool {
		w := &s.Words[r.Verb]
		return r.From <= from && to <= r.To && (w.Class == Saying || w.Known.Filed(lexicon.Verb, VerbsOfTelling, verbsOfThinking) || slices.Contains(r.Speaker, r.Verb))
	})
}

// findReports finds what is said by somebody in a sentence: behind "said that",
// before ", she said", behind "according to".
func findReports(s *Sentence) []Report {
	var all []Report
	if n := s.handle(); n > 0 {
		all = append(all, Report{Verb: n - 1, From: n, To: len(s.Words), Speaker: upTo(n)})
	}
	for i := range s.Words {
		switch {
		case s.Words[i].Lower == "according" && i+1 < len(s.Words) && s.Words[i+1].Lower == "to":
			all = append(all, Report{Verb: i, From: 0, To: len(s.Words), Speaker: s.nouns(i+2, len(s.Words), s.Words[i].Segment)})
		case IsView(s, i):
			all = append(all, Report{Verb: i, From: 0, To: len(s.Words), Speaker: []int{i - 1}})
		case s.Tells(i) && saysClause(s, i):
			all = append(all, Report{Verb: i, From: i + 1, To: remark(s, i+1), Speaker: s.sayer(i)})
		case s.Tells(i) && closesReport(s, i):
			all = append(all, Report{Verb: i, From: 0, To: saidUpTo(s, i), Speaker: s.nearby(i)})
		case charge(s, i) > 0:
			all = append(all, Report{Verb: i, From: charge(s, i), To: SegmentEnd(s, i), Speaker: s.sayer(i), Charge: true})
		case isClaimOf(s, i):
			all = append(all, Report{Verb: i, From: i + 1, To: len(s.Words), Speaker: s.sayer(i)})
		}
	}
	return all
}

// saidUpTo is where what is said ends that ", she said" closes: it goes on behind
// another comma.
func saidUpTo(s *Sentence, i int) int {
	if SegmentEnd(s, i) < len(s.Words) {
		return len(s.Words)
	}
	return s.segmentStart(i)
}

// remark is where a clause begins behind word i that whoever writes adds: to a name, ",
// who came late", or of what is known to have been, ", which killed four"; the end of the
// sentence where none does.
func remark(s *Sentence, i int) int {
	for k := i + 1; k+1 < len(s.Words); k++ {
		if s.Words[k].Segment == s.Words[k-1].Segment || s.Words[k].Quoted {
			continue
		}
		switch s.Words[k].Lower {
		case "who":
			if s.Words[k-1].Name {
				return k
			}
		case "which":
			if s.IsNoun(k-1) && s.Words[k+1].Tag == "VBD" && s.IsVerb(k+1) {
				return k
			}
		}
	}
	return len(s.Words)
}

// chargeWithin is how far behind its verb the deed begins that somebody is said to
// have done.
const chargeWithin = 6

// charge is where a deed begins behind the verb at i of which somebody is said to
// have done it: "accused her of misleading", 0 where none does.
func charge(s *Sentence, i int) int {
	if !s.Tells(i) || !s.IsVerb(i) {
		return 0
	}
	for k := i + 1; k+1 < len(s.Words) && k <= i+chargeWithin && s.Words[k].Segment == s.Words[i].Segment; k++ {
		switch next := &s.Words[k+1]; s.Words[k].Lower {
		case "of", "with", "for":
			if strings.HasSuffix(next.Lower, "ing") && next.Known.Is(lexicon.Verb) {
				return k + 1
			}
		}
	}
	return 0
}

// isClaimOf reports whether the noun at i is of saying and a clause follows:
// "claims that", "the belief that".
func isClaimOf(s *Sentence, i int) bool {
	if i+2 >= len(s.Words) || s.Words[i+1].Lower != "that" || s.Words[i+1].Tag != "IN" {
		return false
	}
	return s.Tells(i) || s.IsVerb(i) || s.Words[i].Tag == "JJ"
}

// saysClause reports whether a clause follows the verb at i: "that", a
// quotation, or, behind a verb of saying, words with a verb of their own.
func saysClause(s *Sentence, i int) bool {
	if i+1 >= len(s.Words) || !s.IsVerb(i) && !s.Words[i+1].Quoted {
		return false
	}
	switch s.Words[i+1].Lower {
	case "why", "how", "whether":
		return true
	case "to", "by":
		return s.Words[i+1].Quoted
	}
	return saysThat(s, i)
}

// saysThat reports whether a clause with a verb of its own follows word i.
func saysThat(s *Sentence, i int) bool {
	for k := i + 1; k < len(s.Words) && s.Words[k].Segment == s.Words[i].Segment; k++ {
		if k > i+1 && s.IsVerb(k) && !s.finite(k) {
			return false
		}
		if beginsClause(s, k, s.Words[i].Quoted) {
			return true
		}
		if k > i+1 && s.opens(k) {
			return false // said, because ...
		}
		if k > i+1 && s.finite(k) && !s.Relative(k-1) {
			return s.Words[i].Class == Saying || s.Words[i].Tag != "VBG" && s.Prior(i) != "to" && beginsBare(s, k)
		}
	}
	return false
}

// beginsBare reports whether the verb at k stands with its subject, so that what is
// said begins without "that".
func beginsBare(s *Sentence, k int) bool {
	return s.IsNoun(k-1) || s.pronounBetween(k-1, k) || s.Words[k].IsModalVerb()
}

// beginsClause reports whether a "that" or a quotation at k begins what is said,
// and no relative clause; within one, no other begins.
func beginsClause(s *Sentence, k int, within bool) bool {
	relates := s.Relative(k) && k+1 < len(s.Words) && s.finite(k+1)
	return s.Words[k].Lower == "that" && !relates || s.Words[k].Quoted && !within
}

// IsView reports whether the noun at i says whose view the sentence is: "in
// Berg's view".
func IsView(s *Sentence, i int) bool {
	switch s.Words[i].Lower {
	case "view", "opinion", "eyes", "words", "account":
		return i > 0 && s.Words[i-1].Owner && slices.ContainsFunc(s.Words[:i], func(w Word) bool { return w.Lower == "in" || w.Lower == "by" })
	}
	return false
}

// closesReport reports whether the verb at i stands with its speaker alone in
// its part of the sentence: ", Berg said", "he added,".
func closesReport(s *Sentence, i int) bool {
	from := s.segmentStart(i)
	if from == 0 || s.Words[from].Tag[0] == 'W' || strings.HasSuffix(s.Words[i].Lower, "ing") || s.Prior(i) == "to" || !s.IsVerb(i) {
		return false
	}
	if o := s.ObjectOf(i); o >= 0 && s.Words[i].Class != Saying {
		return false
	}
	end := SegmentEnd(s, i)
	for k := from; k < end; k++ {
		if k != i && s.Words[k].Class == Open && !s.Words[k].Name && s.IsVerb(k) {
			return false
		}
	}
	return end-from >= 2 && i-from <= 5
}

// sayer is the subject of the verb at i, which may be a pronoun.
func (s *Sentence) sayer(i int) []int {
	if list := s.SubjectOf(i); len(list) > 0 {
		return list
	}
	return s.pronounsBefore(max(0, i-2), i)
}

func (s *Sentence) pronounsBefore(from, to int) []int {
	var list []int
	for k := from; k < to; k++ {
		if IsPronoun(s, k) || s.Words[k].Lower == "i" || s.Words[k].Lower == "we" {
			list = append(list, k)
		}
	}
	return list
}

// nearby are the nouns and names in the part of the sentence that holds the verb of
// saying at i, without those that it is said to, or of where and when.
func (s *Sentence) nearby(i int) []int {
	from := s.segmentStart(i)
	if list := s.pronounsBefore(max(from, i-1), i); len(list) > 0 {
		return list // she told the crowd
	}
	list := s.nouns(from, len(s.Words), s.Words[i].Segment)
	if slices.Contains(list, i-1) && !OfTime(&s.Words[i-1]) {
		list = slices.DeleteFunc(list, func(k int) bool { return k > i })
	}
	list = slices.DeleteFunc(list, func(k int) bool {
		return k > i && slices.ContainsFunc(s.Words[i+1:k], func(w Word) bool { return w.Tag == "TO" || w.Tag == "IN" && w.Lower != "of" })
	})
	if len(list) > 0 {
		return list
	}
	if list := s.pronounsBefore(from, min(i+2, len(s.Words))); len(list) > 0 {
		return list
	}
	for k := from; k < len(s.Words) && s.Words[k].Segment == s.Words[i].Segment; k++ {
		if k != i && s.Words[k].Class == Open {
			list = append(list, k)
		}
	}
	return list
}
