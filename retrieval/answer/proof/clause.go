package proof

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// clauses divides a sentence behind its marks and before "and", "but" and
// "while", where each part has a verb. A part without a subject of its own gets
// that of the first.
func clauses(s *sentence) []*sentence {
	var cuts []int
	for i := 1; i < len(s.words); i++ {
		switch s.words[i].lower {
		case "and", "but", "while", "whereas":
			cuts = append(cuts, i)
		}
	}
	var parts []*sentence
	from := 0
	for _, at := range append(cuts, len(s.words)) {
		if at < len(s.words) && (!hasVerb(s, from, at) || !hasVerb(s, at, len(s.words))) {
			continue
		}
		parts = append(parts, s.part(from, at))
		from = at + 1
	}
	if len(parts) < 2 {
		return nil
	}
	subject := s.subjectOf(firstVerb(s))
	for i, p := range parts[1:] {
		if len(p.subjectOf(firstVerb(p))) == 0 && len(subject) > 0 {
			parts[i+1] = s.joined(subject, p)
		}
	}
	return parts
}

func hasVerb(s *sentence, from, to int) bool {
	for i := from; i < to; i++ {
		if i > from && s.finite(i) {
			return true
		}
	}
	return false
}

func firstVerb(s *sentence) int {
	for i := range s.words {
		if s.isVerb(i) {
			return i
		}
	}
	return len(s.words)
}

// part is a range of a sentence's words.
func (s *sentence) part(from, to int) *sentence {
	tokens := s.text.Tokens[from:to]
	return readSentence(s.text.Raw[tokens[0].Start:tokens[len(tokens)-1].End], s.quote)
}

// joined puts words of s in front of a part.
func (s *sentence) joined(at []int, p *sentence) *sentence {
	var list []word
	for _, i := range at {
		list = append(list, s.words[i])
	}
	joint := &sentence{raw: p.raw, text: p.text, quote: s.quote, syntax: syntax{append(list, p.words...)}}
	joint.said = findReports(joint)
	return joint
}

// mostHandle is how many words a name before a colon has.
const mostHandle = 3

// handle is how many words name whoever wrote a line of a conversation, "dahl:
// the boat leaks", 0 where nobody is named so.
func (s *sentence) handle() int {
	if len(s.words) != len(s.text.Tokens) {
		return 0 // a clause with the subject of another
	}
	for n := 1; n <= mostHandle && n < len(s.words); n++ {
		w := &s.words[n-1]
		if text.StartsUpper(w.form) && w.known.Common() && !w.known.Is(lexicon.Verb) && n == 1 || !s.words[n-1].name && text.StartsUpper(w.form) {
			return 0 // a heading
		}
		if strings.HasPrefix(s.text.Between(n), ":") && n < len(s.words) {
			return n
		}
		if s.words[n].segment != s.words[0].segment {
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

// restricted finds a noun of the claim that the quote says of only some: "a
// member who is late", of which the claim says nothing.
func (a *alignment) restricted() evidence.Fault {
	for j := 1; j+2 < len(a.quote.words); j++ {
		if !a.quote.restricts(j) || !repeats(a, j-1) {
			continue
		}
		said := false
		for k := j + 1; k < len(a.quote.words) && a.quote.words[k].segment == a.quote.words[j].segment; k++ {
			said = said || repeats(a, k)
		}
		if !said {
			return evidence.Condition.At(a.quote.words[j-1].form + " " + a.quote.words[j].form)
		}
	}
	return evidence.Fault{}
}

// restricts reports whether a relative clause begins at j that says which of all
// the noun before means: "a member who", "all boats that".
func (s *sentence) restricts(j int) bool {
	switch s.words[j].lower {
	case "who", "that", "which":
	default:
		return false
	}
	if !s.isNoun(j-1) || s.words[j-1].name || s.words[j].segment != s.words[j-1].segment || !s.finite(j+1) {
		return false
	}
	for k := j - 2; k >= 0 && k >= j-5 && s.words[k].segment == s.words[j].segment; k-- {
		switch s.words[k].lower {
		case "a", "an", "any", "every", "each", "all", "no", "those":
			return true
		case "the", "this", "his", "her", "its", "their":
			return false
		}
		if s.isVerb(k) {
			break
		}
	}
	return s.words[j-1].tag == "NNS"
}

// unlessOver counts what turns round word i as "not" does: an "unless" before it, and an
// "only if", which says that without the condition it is not so.
func (s *sentence) unlessOver(i int) int {
	if !s.turns {
		return 0
	}
	n := 0
	for k := range s.words {
		switch lower := s.words[k].lower; {
		case lower == "unless" && k < i && s.words[k].segment == s.words[i].segment:
			n++
		case (lower == "if" || lower == "when") && s.prior(k) == "only":
			n++
		}
	}
	return n
}

// unless reports whether the sentence has an "unless".
func unless(s *sentence) bool {
	return slices.ContainsFunc(s.words, func(w word) bool { return w.lower == "unless" })
}
