package syntax

import (
	"slices"
	"strings"
	"sync"
)

// phrase is a line of lexicon/phrases.txt: words that do together what one word
// of a class does.
type phrase struct {
	class Class
	words []string
}

// phrases are sought by their first word.
var phrases = sync.OnceValue(func() map[string][]phrase {
	m := map[string][]phrase{}
	for _, line := range lists.Lines("phrases") {
		name, list, _ := strings.Cut(line, ":")
		for _, p := range strings.Split(list, "|") {
			w := strings.Fields(p)
			m[w[0]] = append(m[w[0]], phrase{Class(name), w})
		}
	}
	return m
})

// anyNumber stands for a number in a phrase.
const anyNumber = "#"

// markGrammar gives the words of each phrase of grammar the class of the phrase.
func markGrammar(s *Sentence) {
	for i := 0; i < len(s.Words); i++ {
		first := s.Words[i].Lower
		if s.Words[i].IsNumber {
			first = anyNumber
		}
		for _, p := range phrases()[first] {
			next := i + len(p.words)
			if holdsPhrase(s, i, p.words) && p.fits(s, next) {
				become(s, i, p)
				i += len(p.words) - 1
				break
			}
		}
	}
}

// fits reports whether a phrase that ends before word next does there what it does elsewhere:
// "not only" adds nothing where "but also" follows, and excludes no others.
func (p phrase) fits(s *Sentence, next int) bool {
	switch {
	case p.class == Causal:
		return tagAt(s, next) != "VB"
	case p.class == Most:
		return next == len(s.Words) || !s.Words[next].IsNumber
	case p.words[0] == "not":
		for k := next; p.class == Free && k+1 < len(s.Words); k++ {
			if s.Words[k].Lower == "but" && s.Words[k+1].Lower == "also" {
				return true
			}
		}
		return p.class != Free
	}
	return true
}

// tagAt is the tag of word i, "" behind the last.
func tagAt(s *Sentence, i int) string {
	if i >= len(s.Words) {
		return ""
	}
	return s.Words[i].Tag
}

func become(s *Sentence, i int, p phrase) {
	marked := slices.ContainsFunc(s.Words[i:i+len(p.words)], func(w Word) bool { return w.Class == p.class })
	for k, form := range p.words {
		w := &s.Words[i+k]
		if form == anyNumber {
			continue
		}
		w.Tag, w.Phrased = "RB", true
		if w.Class == p.class {
			continue
		}
		w.Class, w.Name = Free, false
		if !marked {
			w.Class, marked = p.class, true
		}
	}
}

func holdsPhrase(s *Sentence, i int, words []string) bool {
	for k, form := range words {
		if i+k >= len(s.Words) || s.Words[i+k].Segment != s.Words[i].Segment {
			return false
		}
		w := &s.Words[i+k]
		if form == anyNumber && !w.IsNumber && w.Lower != "one" || form != anyNumber && w.Lower != form {
			return false
		}
	}
	return true
}

// markObligations makes "have to" before a verb a word of obligation.
func markObligations(s *Sentence) {
	for i := 1; i+1 < len(s.Words); i++ {
		switch s.Words[i-1].Lower {
		case "has", "have", "had", "having":
			if s.Words[i].Lower == "to" {
				s.Words[i].Class, s.Words[i].Phrased = Required, true
			}
		}
	}
}

// markNoneWithout reads "no decision without Berg" as what it says: that any
// decision requires Berg. "No decision should be made without Berg" says no less.
func markNoneWithout(s *Sentence) {
	for i := range s.Words {
		clause := s.Words[i:SegmentEnd(s, i)]
		without := slices.IndexFunc(clause, func(w Word) bool { return w.Lower == "without" })
		if s.Words[i].Lower != "no" || s.Words[i].Class != Negative || without < 0 {
			continue
		}
		for k := range clause {
			if w := &clause[k]; k < without && w.Class == Advised || k == without {
				w.Class = Required
			}
		}
		s.Words[i].Class = Every
	}
}

// markConditions makes a condition of "without the Greens" where it opens the
// sentence, or a modal verb says what would be then, and of "but" and "save" behind
// "everyone" and the like, and a verb of "provided" where it has a subject.
func markConditions(s *Sentence) {
	modal := slices.ContainsFunc(s.Words, func(w Word) bool { return w.IsModalVerb() })
	for i := range s.Words {
		if s.Words[i].Lower == "without" && s.Words[i].Class == Negative && (modal || i == 0) {
			s.Words[i].Class = Condition
		}
		if excepts(s, i) {
			s.Words[i].Class, s.Words[i].Phrase = Condition, nil
		}
		if w := &s.Words[i]; w.Class == Condition && w.Tag == "VBD" && hasSubject(s, i) {
			w.Class = Open
		}
	}
}

// excepts reports whether the "but" or "save" at i names who is none of all: "everyone but
// Berg came", "all boats came, save two".
func excepts(s *Sentence, i int) bool {
	after := s.Words[i].Lower == "save" && i > 0 && s.Words[i].Segment != s.Words[i-1].Segment
	if !after && s.Words[i].Lower != "but" {
		return false
	}
	for k := i - 1; k >= 0; k-- {
		w := &s.Words[k]
		if w.Class == Every || strings.HasPrefix(w.Lower, "every") || strings.HasPrefix(w.Lower, "any") {
			return true
		}
		if !after && (s.bound(k) || w.Segment != s.Words[i].Segment) {
			return false
		}
	}
	return false
}

// hasSubject reports whether words stand before the verb at i in its part of the sentence,
// none of them a verb.
func hasSubject(s *Sentence, i int) bool {
	from := s.segmentStart(i)
	for k := from; k < i; k++ {
		if s.bound(k) {
			return false
		}
	}
	return from < i
}

// markMajorities makes a noun of the "majority" of which the share is given: "a majority
// of two thirds", "a two-thirds majority".
func markMajorities(s *Sentence) {
	for i := range s.Words {
		if s.Words[i].Lower != "majority" {
			continue
		}
		of := i+2 < len(s.Words) && s.Words[i+1].Lower == "of" && s.Words[i+2].IsNumber
		if of || slices.ContainsFunc(s.Words[max(0, i-2):i], func(w Word) bool { return w.IsNumber && w.Unit == "%" }) {
			s.Words[i].Class = Open
		}
	}
}
