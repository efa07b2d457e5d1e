package proof

import (
	"slices"
	"strings"
	"sync"

	"footnote/retrieval/text/lexicon"
)

// phrase is a line of lexicon/phrases.txt: words that do together what one word
// of a class does.
type phrase struct {
	class class
	words []string
}

// phrases are sought by their first word.
var phrases = sync.OnceValue(func() map[string][]phrase {
	m := map[string][]phrase{}
	for _, line := range lists.Lines("phrases") {
		name, list, _ := strings.Cut(line, ":")
		for _, p := range strings.Split(list, "|") {
			w := strings.Fields(p)
			m[w[0]] = append(m[w[0]], phrase{class(name), w})
		}
	}
	return m
})

// anyNumber stands for a number in a phrase.
const anyNumber = "#"

// markGrammar gives the words of each phrase of grammar the class of the phrase.
func markGrammar(s *sentence) {
	for i := 0; i < len(s.words); i++ {
		first := s.words[i].lower
		if s.words[i].isNumber {
			first = anyNumber
		}
		for _, p := range phrases()[first] {
			next := i + len(p.words)
			if holdsPhrase(s, i, p.words) && !(p.class == causal && tagAt(s, next) == "VB") && !(p.class == most && next < len(s.words) && s.words[next].isNumber) {
				become(s, i, p)
				i += len(p.words) - 1
				break
			}
		}
	}
}

// tagAt is the tag of word i, "" behind the last.
func tagAt(s *sentence, i int) string {
	if i >= len(s.words) {
		return ""
	}
	return s.words[i].tag
}

func become(s *sentence, i int, p phrase) {
	marked := slices.ContainsFunc(s.words[i:i+len(p.words)], func(w word) bool { return w.class == p.class })
	for k, form := range p.words {
		w := &s.words[i+k]
		if form == anyNumber {
			continue
		}
		w.tag = "RB"
		if w.class == p.class {
			continue
		}
		w.class, w.name = free, false
		if !marked {
			w.class, marked = p.class, true
		}
	}
}

func holdsPhrase(s *sentence, i int, words []string) bool {
	for k, form := range words {
		if i+k >= len(s.words) || s.words[i+k].segment != s.words[i].segment {
			return false
		}
		w := &s.words[i+k]
		if form == anyNumber && !w.isNumber && w.lower != "one" || form != anyNumber && w.lower != form {
			return false
		}
	}
	return true
}

// markPhrases reads a verb with its particle or its noun as one word where the
// lexicon knows them so: "put off", "took place".
func markPhrases(s *sentence) {
	for i := 0; i+1 < len(s.words); i++ {
		if s.words[i].class != open || strings.HasPrefix(s.words[i].tag, "NN") && s.words[i+1].tag != "NN" {
			continue
		}
		if longPhrase(s, i) || listed(s, i) && phrased(s, i, i+1) {
			continue
		}
		withParticle(s, i)
	}
}

// withParticle reads the verb at i with a particle or noun behind it as one word.
func withParticle(s *sentence, i int) {
	for k := i + 1; k < len(s.words) && k <= i+apartParticle && s.words[k].segment == s.words[i].segment; k++ {
		if s.words[k].tag == "CC" || k > i+1 && s.isVerb(k) || mayClose(s, i, k) && phrased(s, i, k) {
			return
		}
	}
}

// listed reports whether the lexicon lists the verb at i with the word behind it, which may
// be a preposition: "led to".
func listed(s *sentence, i int) bool {
	next := &s.words[i+1]
	return next.segment == s.words[i].segment && !next.name && slices.ContainsFunc(s.words[i].known.Lemmas[lexicon.Verb], func(l *lexicon.Lemma) bool { return lexicon.Listed(l.Form + " " + next.lower) })
}

// mayClose reports whether the word at k may be the particle or the noun of the
// verb at i.
func mayClose(s *sentence, i, k int) bool {
	next := &s.words[k]
	if next.name || next.isNumber || next.tag == "TO" || next.tag == "IN" && s.follows(k) {
		return false
	}
	particle := next.tag == "RP" || next.tag == "RB" || next.class == less || next.class == more
	return k == i+1 || particle && !s.follows(k)
}

// markParticles notes "up", "down" and the like behind a word, and "non-" before one.
func markParticles(s *sentence) {
	for i := 0; i+1 < len(s.words); i++ {
		s.words[i+1].turned = s.words[i].lower == "non"
		if next := &s.words[i+1]; next.tag == "RP" || next.class == more || next.class == less {
			s.words[i].particle = next.lower
		}
	}
}

// apartParticle is how far a particle may stand behind its verb.
const apartParticle = 4

// follows reports whether a noun stands behind word k, so that it is a
// preposition and no particle.
func (s *syntax) follows(k int) bool {
	return k+1 < len(s.words) && s.words[k+1].segment == s.words[k].segment && (s.isNoun(k+1) || s.words[k+1].tag == "DT" || s.words[k+1].tag == "PRP$")
}

// phrased marks the verb at i and the word at k as a phrase, if it is one.
func phrased(s *sentence, i, k int) bool {
	next := &s.words[k]
	for _, l := range s.words[i].known.Lemmas[lexicon.Verb] {
		if form := l.Form + " " + next.lower; lexicon.IsPhrase(form) {
			s.words[i].phrase, s.words[i].closes = lexicon.Look(form), k
			switch next.class {
			case open, less, more, some:
				next.class = free
			}
			return true
		}
	}
	return false
}

// longestPhrase is how many words a verb has with all that belongs to it.
const longestPhrase = 4

// longPhrase reads a verb with two or three words behind it as one, if the lexicon knows
// them so: "get in touch", "come into force".
func longPhrase(s *sentence, i int) bool {
	for n := longestPhrase; n > 2; n-- {
		if i+n > len(s.words) || s.words[i+n-1].segment != s.words[i].segment {
			continue
		}
		rest := ""
		for _, w := range s.words[i+1 : i+n] {
			rest += " " + w.lower
		}
		for _, l := range s.words[i].known.Lemmas[lexicon.Verb] {
			if !lexicon.IsPhrase(l.Form+rest) || determines(&s.words[i+1]) && !lexicon.Listed(l.Form+rest) {
				continue // who bought the farm did not die
			}
			s.words[i].phrase, s.words[i].closes = lexicon.Look(l.Form+rest), i+n-1
			for k := i + 1; k < i+n; k++ {
				s.words[k].class = free
			}
			return true
		}
	}
	return false
}

// isPassive reports whether the participle at i is passive: behind a form of
// "be", before "by", or joined to one that is: "are kept and then removed".
func (s *sentence) isPassive(i int) bool {
	w := &s.words[i]
	if w.tag != "VBN" && w.tag != "VBD" || !w.known.Is(lexicon.Verb) {
		return false
	}
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if isToBe(s.words[j].lower) {
			return true
		}
		if tag := s.words[j].tag; tag != "RB" && s.words[j].class != negative && tag != "VBN" {
			break
		}
	}
	return doneBy(s, i) || joinedPassive(s, i)
}

// joinedPassive reports whether "and" joins the participle at i to a passive before it,
// with no subject of its own between.
func joinedPassive(s *sentence, i int) bool {
	k := s.beforeVerb(i)
	if k > 0 && s.words[k].lower == "then" {
		k--
	}
	if k < 1 || s.words[k].tag != "CC" {
		return false
	}
	v := s.verbBefore(k)
	if v < 1 || !s.isPassive(v) || s.words[v].segment != s.words[i].segment {
		return false
	}
	past := s.words[v-1].lower == "was" || s.words[v-1].lower == "were"
	return s.words[i].tag == "VBN" || !past // "are kept and removed": no past tense
}

// isToBe reports whether a word in lower case is a form of "be".
func isToBe(w string) bool {
	switch w {
	case "is", "was", "are", "were", "be", "been", "being":
		return true
	}
	return false
}

// markObligations makes "have to" before a verb a word of obligation.
func markObligations(s *sentence) {
	for i := 1; i+1 < len(s.words); i++ {
		switch s.words[i-1].lower {
		case "has", "have", "had", "having":
			if s.words[i].lower == "to" && isInfinitive(s, i+1) {
				s.words[i].class = required
			}
		}
	}
}

// markNoneWithout reads "no decision without Berg" as what it says: that any
// decision requires Berg.
func markNoneWithout(s *sentence) {
	for i := range s.words {
		if s.words[i].lower != "no" || s.words[i].class != negative {
			continue
		}
		for k := i + 1; k < len(s.words) && s.words[k].segment == s.words[i].segment; k++ {
			if s.words[k].lower == "without" {
				s.words[i].class, s.words[k].class = every, required
			}
		}
	}
}

// markConditions makes a condition of "without the Greens" where it opens the
// sentence, or a modal verb says what would be then.
func markConditions(s *sentence) {
	modal := slices.ContainsFunc(s.words, func(w word) bool { return w.isModalVerb() })
	for i := range s.words {
		if s.words[i].lower == "without" && s.words[i].class == negative && (modal || i == 0) {
			s.words[i].class = condition
		}
	}
}

// markMajorities makes a noun of the "majority" of which the share is given: "a majority
// of two thirds", "a two-thirds majority".
func markMajorities(s *sentence) {
	for i := range s.words {
		if s.words[i].lower != "majority" {
			continue
		}
		of := i+2 < len(s.words) && s.words[i+1].lower == "of" && s.words[i+2].isNumber
		if of || slices.ContainsFunc(s.words[max(0, i-2):i], func(w word) bool { return w.isNumber && w.unit == "%" }) {
			s.words[i].class = open
		}
	}
}
