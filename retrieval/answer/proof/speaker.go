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
)

// report is a part of a sentence that somebody says or thinks.
type report struct {
	verb int
	// from and to are the words that are said.
	from, to int
	speaker  []int
}

// tells reports whether the word at i may be a verb of saying or thinking in
// its commonest meanings.
func (s *sentence) tells(i int) bool {
	w := &s.words[i]
	if w.class == saying {
		return true
	}
	if w.class != open || w.name {
		return false
	}
	for _, l := range w.known.Lemmas[lexicon.Verb] {
		for _, m := range l.Senses[:min(len(l.Senses), 3)] {
			if file, _ := m.Synset.Category(); file == verbsOfThinking || file == verbsOfTelling {
				return true
			}
		}
	}
	return false
}

// reports finds what is said by somebody in a sentence: behind "said that",
// before ", she said", behind "according to".
func (s *sentence) reports() []report {
	var all []report
	for i := range s.words {
		switch {
		case s.words[i].lower == "according" && i+1 < len(s.words) && s.words[i+1].lower == "to":
			all = append(all, report{verb: i, from: 0, to: len(s.words), speaker: s.nouns(i+2, len(s.words), s.words[i].segment)})
		case s.tells(i) && s.saysClause(i):
			all = append(all, report{verb: i, from: i + 1, to: len(s.words), speaker: s.subjectOf(i)})
		case s.tells(i) && s.closesReport(i):
			all = append(all, report{verb: i, from: 0, to: s.segmentStart(i), speaker: s.nearby(i)})
		case s.isClaimOf(i):
			all = append(all, report{verb: i, from: i + 1, to: len(s.words), speaker: s.subjectOf(i)})
		}
	}
	return all
}

// isClaimOf reports whether the noun at i is of saying and a clause follows:
// "claims that", "the belief that".
func (s *sentence) isClaimOf(i int) bool {
	return s.tells(i) && i+1 < len(s.words) && s.words[i+1].lower == "that"
}

// saysClause reports whether a clause follows the verb at i: "that", a
// quotation, or, behind a verb of saying, words with a verb of their own.
func (s *sentence) saysClause(i int) bool {
	if i+1 >= len(s.words) || !s.isVerb(i) && !s.words[i+1].quoted {
		return false
	}
	switch next := &s.words[i+1]; {
	case next.quoted || slices.Contains([]string{"why", "how", "whether"}, next.lower):
		return true
	case next.lower == "to" || next.lower == "by":
		return false
	}
	for k := i + 1; k < len(s.words) && s.words[k].segment == s.words[i].segment; k++ {
		clause := s.words[k].lower == "that" || s.words[k].quoted
		if clause || k > i+1 && s.words[i].class == saying && s.finite(k) {
			return true
		}
	}
	return false
}

// finite reports whether a verb that is bound to a subject stands at k.
func (s *sentence) finite(k int) bool {
	lower := s.words[k].lower
	if isToBe(lower) && lower != "be" && lower != "being" && lower != "been" || lower == "has" || lower == "have" || lower == "had" || s.words[k].isModalVerb() {
		return true
	}
	if k == 0 || !s.isVerb(k) || s.words[k-1].lower == "to" || strings.HasSuffix(lower, "ing") {
		return false
	}
	return !s.words[k].known.Is(lexicon.Noun) || s.words[k-1].name || s.pronounBetween(k-1, k)
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
func (s *sentence) closesReport(i int) bool {
	from := s.segmentStart(i)
	if from == 0 || strings.HasSuffix(s.words[i].lower, "ing") {
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

func (s *sentence) segmentStart(i int) int {
	from := i
	for from > 0 && s.words[from-1].segment == s.words[i].segment {
		from--
	}
	return from
}

// nearby are the nouns and names in the part of the sentence that holds i.
func (s *sentence) nearby(i int) []int {
	return s.nouns(s.segmentStart(i), len(s.words), s.words[i].segment)
}

func (s *sentence) nouns(from, to, segment int) []int {
	var list []int
	for k := from; k < to && s.words[k].segment == segment; k++ {
		if s.words[k].name || s.words[k].class == open && !s.isVerb(k) && s.words[k].known.Is(lexicon.Noun) {
			list = append(list, k)
		}
	}
	return list
}

// speaker finds what somebody says in the quote and the claim states as a fact,
// or has somebody else say.
func (a *alignment) speaker(j *judge) (Fault, bool) {
	said := a.quote.reports()
	mine := a.claim.reports()
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if len(a.to[i]) == 0 || !w.meaning() || !a.claim.isVerb(i) && !a.claim.words[i].known.Is(lexicon.Adjective) || a.reporting(i, mine) {
			continue
		}
		for _, r := range said {
			if !slices.ContainsFunc(a.to[i], func(k int) bool { return k < r.from || k >= r.to }) && !a.attributes(i, mine, r, j) {
				return Fault{Speaker, a.quote.words[r.verb].form}, false
			}
		}
		if f := a.borrowed(i, mine, said); f.Found() {
			return f, false
		}
	}
	return Fault{}, false
}

// reporting reports whether word i is itself the verb of one of the claim's
// reports, or its speaker.
func (a *alignment) reporting(i int, mine []report) bool {
	return slices.ContainsFunc(mine, func(r report) bool { return r.verb == i || slices.Contains(r.speaker, i) })
}

// borrowed finds a word of the claim that stands in a quotation within the
// quote, and in nobody's mouth in the claim.
func (a *alignment) borrowed(i int, mine, said []report) Fault {
	all := !slices.ContainsFunc(a.to[i], func(k int) bool { return !a.quote.words[k].quoted })
	if all && len(mine) == 0 && len(said) == 0 {
		return Fault{Speaker, a.claim.words[i].form}
	}
	return Fault{}
}

// attributes reports whether a report of the claim that holds word i has the
// speaker of the quote's report. Where the quote has a pronoun, any name that
// the passage has for it will do.
func (a *alignment) attributes(i int, mine []report, r report, j *judge) bool {
	return slices.ContainsFunc(mine, func(m report) bool {
		if i < m.from || i >= m.to {
			return false
		}
		if len(r.speaker) == 0 {
			return a.resolved(m.speaker, j)
		}
		return slices.ContainsFunc(m.speaker, func(k int) bool {
			return slices.ContainsFunc(a.to[k], func(q int) bool { return slices.Contains(r.speaker, q) })
		})
	})
}

// resolved reports whether the speaker of a claim is whom the passage named last
// before the quote.
func (a *alignment) resolved(speaker []int, j *judge) bool {
	if a.quote.quote < 0 {
		return false
	}
	last := j.namedBefore(j.Quotes[a.quote.quote].Text)
	return slices.ContainsFunc(speaker, func(k int) bool {
		w := &a.claim.words[k]
		return w.name && slices.ContainsFunc(last, func(n string) bool { return sameName(nameKey(w.form), n) })
	})
}
