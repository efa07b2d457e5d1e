package mockserver

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Weights of the features a text is hashed into. Whole words tell most; parts
// of words make inflected and misspelt forms near; pairs keep some order.
const (
	weightWord = 1.0
	weightPart = 0.35
	weightPair = 0.3
	weightStop = 0.15
)

// stopWords say little about a text's subject.
var stopWords = wordSet(`a an and are as at be been but by can could did do does for from had has have he her him his how i if in
	into is it its me my no not of on or our she should so than that the their them there these they this to was we were
	what when where which who whom whose why will with would you your`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// Vector embeds a text by hashing its words and parts of words with signs into
// dims places (feature hashing, Weinberger et al. 2009) and scaling to length
// one. Texts that share words are near; the same text, dims and seed always
// give the same vector, which is never zero.
func Vector(text string, dims int, seed int64) []float32 {
	h := newHasher(dims, seed)
	last := ""
	for _, w := range words(text) {
		if stopWords[w] {
			h.add("w:"+w, weightStop)
			continue
		}
		h.add("w:"+w, weightWord)
		h.parts(w)
		if last != "" {
			h.add("p:"+last+" "+w, weightPair)
		}
		last = w
	}
	return h.vector("t:" + text)
}

func tokenVector(tokens []int, dims int, seed int64) []float32 {
	h := newHasher(dims, seed)
	for _, t := range tokens {
		h.add("n:"+strconv.Itoa(t), weightWord)
	}
	return h.vector("t:")
}

// words returns the text's words in lower case and without diacritics.
func words(text string) []string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
	return strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

type hasher struct {
	seed int64
	sum  []float64
}

func newHasher(dims int, seed int64) *hasher {
	return &hasher{seed: seed, sum: make([]float64, dims)}
}

// parts adds the runs of four letters of a word with its ends marked.
func (h *hasher) parts(word string) {
	const n = 4
	r := []rune("<" + word + ">")
	for i := 0; i+n <= len(r); i++ {
		h.add("c:"+string(r[i:i+n]), weightPart)
	}
}

func (h *hasher) add(feature string, weight float64) {
	f := fnv.New64a()
	_ = binary.Write(f, binary.LittleEndian, h.seed)
	_, _ = f.Write([]byte(feature))
	sum := f.Sum64()
	sum ^= sum >> 29 // FNV's low bits alone are poorly mixed for short keys
	if sum>>63 == 1 {
		weight = -weight
	}
	h.sum[sum%uint64(len(h.sum))] += weight
}

// vector scales the sum to length one. A text without words, or whose features
// cancel out, gets the place that fallback hashes to.
func (h *hasher) vector(fallback string) []float32 {
	length := norm2(h.sum)
	if length < 1e-9 {
		h.add(fallback, 1)
		length = norm2(h.sum)
	}
	out := make([]float32, len(h.sum))
	for i, v := range h.sum {
		out[i] = float32(v / length)
	}
	return out
}

func norm2(v []float64) float64 {
	var sum float64
	for _, x := range v {
		sum += x * x
	}
	return math.Sqrt(sum)
}
