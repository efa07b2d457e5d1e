package hashed

import (
	"math"
	"unicode"
)

// gramLength is the number of characters in a gram.
const gramLength = 4

// Seeds of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), of which the
// first is the usual one: a word and a gram of the same letters are different
// features.
const (
	wordSeed = 0xcbf29ce484222325
	gramSeed = 0x84222325cbf29ce4
	fnvPrime = 0x100000001b3
)

func hashString(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

// add adds a feature at the dimension and with the sign that its hash gives.
// With signs, features that meet in a dimension cancel out on average.
func (s *sketch) add(hash uint64, weight float64) {
	hash = mix(hash)
	dim := 1 + (hash>>33)%(Dims-1) // dimension 0 is nothing's
	if hash&1 == 1 {
		weight = -weight
	}
	s.sums[dim] += weight
}

// mix spreads every bit of h over all: the finaliser of MurmurHash3
// (https://github.com/aappleby/smhasher), as FNV leaves the high bits of short
// keys poor.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// grams adds the 4-grams of a text between two marks, together of the length
// weight. White space is left out, and a shorter text is one gram.
func (s *sketch) grams(text string, weight float64) {
	s.runes = append(s.runes[:0], '^')
	for _, r := range text {
		if !unicode.IsSpace(r) {
			s.runes = append(s.runes, r)
		}
	}
	if len(s.runes) == 1 {
		return
	}
	s.runes = append(s.runes, '$')
	count := max(1, len(s.runes)-gramLength+1)
	each := weight / math.Sqrt(float64(count))
	for i := range count {
		hash := uint64(gramSeed)
		for _, r := range s.runes[i:min(i+gramLength, len(s.runes))] {
			hash = (hash ^ uint64(r)) * fnvPrime
		}
		s.add(hash, each)
	}
}
