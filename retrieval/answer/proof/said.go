package proof

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text/lexicon"
)

// speaker finds what somebody says in the quote and the claim states as a fact,
// or has somebody else say.
func (a *alignment) speaker() (evidence.Fault, bool) {
	said := a.quote.reports()
	mine := a.claim.reports()
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if len(a.to[i]) == 0 || !w.meaning() || !states(a.claim, i) || a.reporting(i, mine) {
			continue
		}
		for n, r := range said {
			if slices.ContainsFunc(a.to[i], func(k int) bool { return k < r.from || k >= r.to }) {
				continue
			}
			again := func(o report) bool { return a.attributes(i, mine, o) }
			if !again(r) && !wishedBy(a, i, r) && !(a.quote.words[r.verb].lower == "according" && slices.ContainsFunc(said[n+1:], again)) {
				return evidence.Speaker.At(a.quote.words[r.verb].form), false
			}
		}
		if foisted(a, i, mine, said) || a.borrowed(i, mine, said) {
			return evidence.Speaker.At(w.form), false
		}
	}
	return evidence.Fault{}, false
}

// states reports whether a word may say something of another: a verb or an adjective.
func states(s *sentence, i int) bool { return s.isVerb(i) || s.words[i].known.Is(lexicon.Adjective) }

// reporting reports whether word i is itself the verb of one of the claim's
// reports, or its speaker.
func (a *alignment) reporting(i int, mine []report) bool {
	return slices.ContainsFunc(mine, func(r report) bool { return r.verb == i || slices.Contains(r.speaker, i) })
}

// foisted reports whether the claim lays word i into the mouth of a speaker of the
// quote who says something else there.
func foisted(a *alignment, i int, mine, said []report) bool {
	outside := func(q int) bool {
		return !slices.ContainsFunc(said, func(r report) bool { return r.from <= q && q < r.to })
	}
	return slices.ContainsFunc(mine, func(m report) bool {
		return m.from <= i && i < m.to && slices.ContainsFunc(said, func(r report) bool { return slices.Contains(a.to[m.verb], r.verb) && !r.charge })
	}) && !slices.ContainsFunc(a.to[i], func(q int) bool { return !outside(q) })
}

// borrowed reports whether word i of the claim stands in a quotation within the
// quote, and in nobody's mouth in the claim.
func (a *alignment) borrowed(i int, mine, said []report) bool {
	all := !slices.ContainsFunc(a.to[i], func(k int) bool { return !a.quote.words[k].quoted })
	return all && len(mine) == 0 && len(said) == 0
}

// means reports whether a pronoun among these words of the quote stands for word
// k of the claim.
func (a *alignment) means(k int, quote []int) bool {
	return slices.ContainsFunc(quote, func(q int) bool {
		return slices.ContainsFunc(a.known.meant(a.quote, q), func(w word) bool { return compare(&a.claim.words[k], &w) == says })
	})
}

// attributes reports whether a report of the claim that holds word i has the
// speaker of the quote's report.
func (a *alignment) attributes(i int, mine []report, r report) bool {
	return performed(a, i, r) || slices.ContainsFunc(mine, func(m report) bool {
		if i < m.from || i >= m.to {
			return false
		}
		speaker := m.speaker
		if r.charge && slices.Contains(a.to[m.verb], r.verb) {
			return true // whose charge it is, roles tell
		}
		if len(speaker) > 0 && isPronoun(a.claim, speaker[0]) {
			speaker = a.claim.subjectOf(firstVerb(a.claim))
		}
		return slices.ContainsFunc(speaker, func(k int) bool {
			return slices.ContainsFunc(a.to[k], func(q int) bool { return slices.Contains(r.speaker, q) }) || a.means(k, r.speaker)
		})
	})
}

// wishedBy reports whether word i of the claim is what the speaker of a report of the
// quote wants or proposes in the claim.
func wishedBy(a *alignment, i int, r report) bool {
	v := wisher(a.claim, i)
	return v >= 0 && slices.ContainsFunc(a.claim.heads(a.claim.subjectOf(v)), func(k int) bool {
		return slices.ContainsFunc(a.to[k], func(q int) bool { return slices.Contains(r.speaker, q) })
	})
}

// perform bears the verb by which the claim says what somebody does with his words by
// those words: "Lena offered to host" by "lena: I could host", "Mira asked to wait" by
// "mira: please wait".
func perform(a *alignment) {
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if !a.claim.isVerb(i) {
			continue
		}
		does := deed(w)
		if does == nil {
			continue
		}
		for _, r := range a.quote.reports() {
			if !saidBy(a, i, r) {
				continue
			}
			for _, q := range a.to[nextVerb(a.claim, i)] {
				if r.from <= q && q < r.to && does(a.quote, q) {
					a.to[i], a.spoken = []int{r.verb}, append(a.spoken, i)
				}
			}
		}
	}
}

// performed reports whether a verb of the claim before word i says what the speaker of a
// report does with his words.
func performed(a *alignment, i int, r report) bool {
	return slices.ContainsFunc(a.spoken, func(v int) bool { return v < i && slices.Contains(a.to[v], r.verb) })
}

// bySpeaking reports whether word i of the claim is a verb of what somebody does with his
// words, or what he so offers or asks for.
func bySpeaking(a *alignment, i int) bool {
	return slices.ContainsFunc(a.spoken, func(v int) bool { return v == i || nextVerb(a.claim, v) == i })
}

// deed is what tells in which words somebody does what the verb says: offers, asks or
// suggests; nil for other verbs.
func deed(w *word) func(s *sentence, q int) bool {
	switch {
	case w.class == planned && w.acts():
		return func(s *sentence, q int) bool { return firstPerson(s, q, "will", "shall", "'ll", "would", "'d") }
	case like(w, "promise"):
		return func(s *sentence, q int) bool { return firstPerson(s, q, "will", "shall", "'ll") }
	case like(w, "offer"):
		return func(s *sentence, q int) bool {
			return firstPerson(s, q, "will", "shall", "'ll", "can", "could", "would", "'d")
		}
	case hasLemma(w, "ask") || like(w, "request", "urge", "order"):
		return func(s *sentence, q int) bool {
			return imperative(s, q) || strings.HasSuffix(s.raw, "?") && w.lower == "asked"
		}
	case hasLemma(w, "think") || hasLemma(w, "believe"):
		return func(*sentence, int) bool { return true }
	case like(w, "suggest", "recommend", "advise"):
		return advises
	}
	return nil
}

// saidBy reports whether the subject of the claim's verb at i is who speaks in a report.
func saidBy(a *alignment, i int, r report) bool {
	subject := a.claim.heads(a.claim.subjectOf(i))
	return len(subject) > 0 && !slices.ContainsFunc(subject, func(k int) bool {
		return !slices.ContainsFunc(a.to[k], func(q int) bool { return slices.Contains(r.speaker, q) })
	})
}

// nextVerb is the first verb behind word i, else the next word with a meaning, or i.
func nextVerb(s *sentence, i int) int {
	first := i
	for v := i + 1; v < len(s.words) && s.words[v].segment == s.words[i].segment; v++ {
		w := &s.words[v]
		if s.isVerb(v) || v == i+1 && strings.HasSuffix(w.lower, "ing") && w.known.Is(lexicon.Verb) {
			return v
		}
		if first == i && w.meaning() {
			first = v
		}
	}
	return first
}

// firstPerson reports whether whoever speaks says of himself, by one of these modal verbs,
// that he does what the verb at q says.
func firstPerson(s *sentence, q int, modals ...string) bool {
	for k := q - 1; k >= 0 && k >= q-helpersWithin && s.words[k].segment == s.words[q].segment; k-- {
		lower, modal := s.words[k].lower, ""
		if head, tail, ok := strings.Cut(lower, "'"); ok {
			lower, modal = head, "'"+tail
		} else if k+1 < q {
			modal = s.words[k+1].lower
		}
		if lower == "i" || lower == "we" {
			return slices.Contains(modals, modal)
		}
	}
	return false
}

// imperative reports whether the verb at q tells somebody to do something: it opens its
// part of the sentence but for "please" and "don't", or asks "could you".
func imperative(s *sentence, q int) bool {
	if !s.words[q].isBase() {
		return false
	}
	k := s.beforeVerb(q)
	if k < 0 || s.words[k].segment != s.words[q].segment || s.words[k].lower == "please" {
		return !slices.ContainsFunc(s.words[k+1:q], func(w word) bool { return w.isModalVerb() })
	}
	return s.words[k].lower == "you" && k > 0 && s.words[k-1].isModalVerb()
}

// advises reports whether the verb at q is what somebody says had better be done: "let's",
// "we should", "better", "how about".
func advises(s *sentence, q int) bool {
	for k := q - 1; k >= 0 && k >= q-helpersWithin && s.words[k].segment == s.words[q].segment; k-- {
		switch lower := s.words[k].lower; {
		case lower == "let's" || lower == "should" || lower == "better" || lower == "about" && k > 0 && s.words[k-1].lower == "how":
			return true
		}
	}
	return false
}
