package lexical

import (
	"slices"

	"footnote/retrieval/terms"
)

// maxPhrases bounds the pairs of a long question that are looked for.
const maxPhrases = 128

// phrases are the pairs of words that follow each other in a question, stop
// words included: "also known as" tells more than "known".
type phrases struct {
	pairs []uint64
	sieve [4]uint64 // pairs whose hash is not here are none of them
	// count is how many pairs the question has, also where the state lacks
	// their words.
	count int
}

// spoken collects the pairs of a question whose words the passages hold, each
// once.
func spoken(x lexicon, tokens []terms.Token) (pairs [][2]terms.Token) {
	same := func(a, b terms.Token) bool { return a.Term == b.Term && a.Stop == b.Stop }
	for i := 1; i < len(tokens) && len(pairs) < maxPhrases; i++ {
		a, b := tokens[i-1], tokens[i]
		twice := slices.ContainsFunc(pairs, func(p [2]terms.Token) bool { return same(p[0], a) && same(p[1], b) })
		if !twice && x.met(a) && x.met(b) {
			pairs = append(pairs, [2]terms.Token{a, b})
		}
	}
	return pairs
}

// phrases numbers the pairs of a question as the state's words are.
func (s *state) phrases(spoken [][2]terms.Token) (p phrases) {
	p.count = len(spoken)
	for _, two := range spoken {
		a, known := s.dict.number(two[0])
		b, alsoKnown := s.dict.number(two[1])
		if !known || !alsoKnown {
			continue
		}
		pair := uint64(a)<<32 | uint64(b)
		p.pairs = append(p.pairs, pair)
		h := hash(pair)
		p.sieve[h>>6] |= 1 << (h & 63)
	}
	return p
}

func hash(pair uint64) uint64 { return pair * 0x9E3779B97F4A7C15 >> 56 }

// hold tells whether two words that follow each other do so in the question.
func (p *phrases) hold(a, b word) bool {
	pair := uint64(a.id())<<32 | uint64(b.id())
	h := hash(pair)
	return p.sieve[h>>6]&(1<<(h&63)) != 0 && slices.Contains(p.pairs, pair)
}

// share is the part of the pairs that n of them are; one is added so that the
// only pair of a short question does not count as all there is to say.
func (p *phrases) share(n int) float64 {
	return float64(min(n, p.count)) / float64(1+p.count)
}
