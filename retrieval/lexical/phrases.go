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
}

// phrases collects the pairs of a question whose words the passages hold.
func (s *state) phrases(tokens []terms.Token) (p phrases) {
	for i := 1; i < len(tokens) && len(p.pairs) < maxPhrases; i++ {
		a, known := s.dict.number(tokens[i-1])
		b, alsoKnown := s.dict.number(tokens[i])
		pair := uint64(a)<<32 | uint64(b)
		if !known || !alsoKnown || slices.Contains(p.pairs, pair) {
			continue
		}
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
	return float64(min(n, len(p.pairs))) / float64(1+len(p.pairs))
}
