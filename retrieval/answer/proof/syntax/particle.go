package syntax

import (
	"slices"
	"strings"
	"sync"

	"footnote/retrieval/text/lexicon"
)

// markPhrases reads a verb with its particle or its noun as one word where the
// lexicon knows them so: "put off", "took place".
func markPhrases(s *Sentence) {
	for i := 0; i+1 < len(s.Words); i++ {
		if onOwn(s, i) {
			s.Words[i+2].Phrase, s.Words[i+2].Closes, s.Words[i+2].Tag = lexicon.Look("alone"), i+2, "RB"
		}
		if s.Words[i].Class != Open || strings.HasPrefix(s.Words[i].Tag, "NN") && s.Words[i+1].Tag != "NN" {
			continue
		}
		if longPhrase(s, i) || listed(s, i) && phrased(s, i, i+1) {
			continue
		}
		withParticle(s, i)
	}
}

// onOwn reports whether the words from i on are "on her own", which is alone.
func onOwn(s *Sentence, i int) bool {
	return s.Words[i].Lower == "on" && i+2 < len(s.Words) && s.Words[i+1].Tag == "PRP$" && s.Words[i+2].Lower == "own" && !s.IsNoun(min(i+3, len(s.Words)-1))
}

// withParticle reads the verb at i with a particle or noun behind it as one word.
func withParticle(s *Sentence, i int) {
	for k := i + 1; k < len(s.Words) && k <= i+apartParticle && s.Words[k].Segment == s.Words[i].Segment; k++ {
		if s.Words[k].Tag == "CC" || k > i+1 && s.IsVerb(k) || mayClose(s, i, k) && phrased(s, i, k) {
			return
		}
	}
}

// listed reports whether the lexicon lists the verb at i with the word behind it, which may
// be a preposition: "led to".
func listed(s *Sentence, i int) bool {
	next := &s.Words[i+1]
	return next.Segment == s.Words[i].Segment && !next.Name && slices.ContainsFunc(s.Words[i].Known.Lemmas[lexicon.Verb], func(l *lexicon.Lemma) bool { return lexicon.Listed(l.Form + " " + next.Lower) })
}

// mayClose reports whether the word at k may be the particle or the noun of the
// verb at i.
func mayClose(s *Sentence, i, k int) bool {
	next := &s.Words[k]
	if next.Name || next.IsNumber || next.Tag == "TO" || next.Tag == "IN" && s.follows(k) {
		return false
	}
	particle := next.Tag == "RP" || next.Tag == "RB" || next.Class == Less || next.Class == More
	return k == i+1 || particle && !s.follows(k)
}

// markParticles notes "up", "down" and the like behind a word, and "non-" before one.
func markParticles(s *Sentence) {
	for i := 0; i+1 < len(s.Words); i++ {
		s.Words[i+1].Turned = s.Words[i].Lower == "non"
		if next := &s.Words[i+1]; next.Tag == "RP" || next.Class == More || next.Class == Less {
			s.Words[i].Particle = next.Lower
		}
	}
}

// apartParticle is how far a particle may stand behind its verb.
const apartParticle = 4

// follows reports whether a noun stands behind word k, so that it is a
// preposition and no particle.
func (s *tagged) follows(k int) bool {
	return k+1 < len(s.Words) && s.Words[k+1].Segment == s.Words[k].Segment && (s.IsNoun(k+1) || s.Words[k+1].Tag == "DT" || s.Words[k+1].Tag == "PRP$")
}

// phrased marks the verb at i and the word at k as a phrase, if it is one.
func phrased(s *Sentence, i, k int) bool {
	next := &s.Words[k]
	for _, l := range s.Words[i].Known.Lemmas[lexicon.Verb] {
		if form := l.Form + " " + next.Lower; lexicon.IsPhrase(form) {
			s.Words[i].Phrase, s.Words[i].Closes = lexicon.Look(form), k
			switch next.Class {
			case Open, Less, More, Some:
				next.Class = Free
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
func longPhrase(s *Sentence, i int) bool {
	for n := longestPhrase; n > 2; n-- {
		if i+n > len(s.Words) || s.Words[i+n-1].Segment != s.Words[i].Segment {
			continue
		}
		rest := ""
		for _, w := range s.Words[i+1 : i+n] {
			rest += " " + w.Lower
		}
		for _, l := range s.Words[i].Known.Lemmas[lexicon.Verb] {
			if !lexicon.IsPhrase(l.Form+rest) || determines(&s.Words[i+1]) && !lexicon.Listed(l.Form+rest) {
				continue // who bought the farm did not die
			}
			s.Words[i].Phrase, s.Words[i].Closes = lexicon.Look(l.Form+rest), i+n-1
			for k := i + 1; k < i+n; k++ {
				s.Words[k].Class = Free
			}
			return true
		}
	}
	return false
}

// standIns holds, for a preposition, those that may stand for it, of prepositions.txt.
var standIns = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for _, line := range lists.Lines("prepositions") {
		group := strings.Fields(line)
		for _, p := range group {
			m[p] = append(m[p], group...)
		}
	}
	return m
})

// MayStandFor reports whether a claim may have one preposition where its quote has another.
func MayStandFor(mine, theirs string) bool {
	return mine == theirs || slices.Contains(standIns()[mine], theirs)
}

// mostInPhrase is how many words may stand between a preposition and its noun.
const mostInPhrase = 6

// Preposition is the one that the noun at i stands behind, with nothing between but what
// belongs to the noun, -1 where there is none or where, as in "because of" and "ahead of",
// the word before it counts.
func Preposition(s *Sentence, i int) int {
	for k := i - 1; k >= max(0, i-mostInPhrase) && s.Words[k].Segment == s.Words[i].Segment; k-- {
		w := &s.Words[k]
		if w.isPreposition() {
			if k > 0 && s.Words[k-1].Class != Open && s.Words[k-1].Class != Free {
				return -1
			}
			return k
		}
		if s.IsVerb(k) || w.Tag == "IN" || w.Class == Free && !slices.Contains([]string{"DT", "PRP$", "POS", "CC"}, w.Tag) {
			return -1
		}
	}
	return -1
}

// isPreposition reports whether a word is one of prepositions.txt, and no particle.
func (w *Word) isPreposition() bool {
	return standIns()[w.Lower] != nil && w.Particle == "" && (w.Tag == "IN" || w.Tag == "TO" || w.Tag == "JJ")
}
