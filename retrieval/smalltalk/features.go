package smalltalk

import (
	"hash/fnv"
	"math"
	"strconv"
	"strings"
	"unicode"

	"footnote/retrieval/terms"
)

// Bounds of what can be small talk; anything longer is a question unread.
const (
	mostBytes = 400
	mostWords = 14
)

// buckets is how many features are told apart; more than there are in the lines
// of the training would cost room and tell nothing.
const buckets = 1 << 13

// feature is a hashed property of a text with its value.
type feature struct {
	bucket uint32
	value  float64
}

// wording is what the features are made from.
type wording struct {
	words []string
	// signs are the characters between words, a run of the same one once.
	signs []string
	// named: a word behind the first has a capital.
	named bool
}

// read takes a text apart. Letters that are drawn out ("hellooo") count once.
func read(s string) wording {
	var t wording
	start := -1
	end := func(i int) {
		if start < 0 {
			return
		}
		w := s[start:i]
		t.named = t.named || len(t.words) > 0 && w != strings.ToLower(w)
		t.words = append(t.words, short(terms.Fold(w)))
		start = -1
	}
	for i, r := range s {
		if unicode.In(r, unicode.L, unicode.N, unicode.M) || start >= 0 && strings.ContainsRune("'’", r) {
			if start < 0 {
				start = i
			}
			continue
		}
		end(i)
		t.sign(r)
	}
	end(len(s))
	return t
}

// sign notes a character that is no letter. All pictures are one sign.
func (t *wording) sign(r rune) {
	sign := string(r)
	switch {
	case unicode.IsSpace(r) || r == 0x200D || unicode.Is(unicode.Sk, r):
		return
	case unicode.Is(unicode.So, r):
		sign = "☺"
	}
	if n := len(t.signs); n == 0 || t.signs[n-1] != sign {
		t.signs = append(t.signs, sign)
	}
}

// short writes three and more of the same letter as one; numbers stay.
func short(word string) string {
	var b strings.Builder
	runes := []rune(word)
	for i := 0; i < len(runes); {
		j := i
		for j < len(runes) && runes[j] == runes[i] {
			j++
		}
		if j-i > 2 && !unicode.IsDigit(runes[i]) {
			i = j - 1
		}
		for ; i < j; i++ {
			b.WriteRune(runes[i])
		}
	}
	return b.String()
}

// features are those of a text for this model's vocabulary; ok is false where
// it is too long to be small talk, or empty.
func (m *model) features(s string) (list []feature, ok bool) {
	if len(s) > mostBytes {
		return nil, false
	}
	t := read(s)
	if len(t.words) > mostWords || len(t.words)+len(t.signs) == 0 {
		return nil, false
	}
	return t.features(m.knows), true
}

// features hashes what a text is made of. knows reports whether a word occurs
// in the small talk of the training: words that do not make a question of it.
func (t wording) features(knows func(word string) bool) []feature {
	g := gatherer{seen: map[uint32]bool{}}
	foreign := 0
	for i, w := range t.words {
		g.add("w ", w)
		if i > 0 {
			g.add("b ", t.words[i-1]+" "+w)
		}
		g.pieces(w)
		if !knows(w) {
			foreign++
		}
	}
	if n := len(t.words); n > 0 {
		g.add("first ", t.words[0])
		g.add("last ", t.words[n-1])
	}
	for i, s := range t.signs {
		g.add("s ", s)
		if i > 0 {
			g.add("s ", t.signs[i-1]+s)
		}
	}
	weigh(g.list)
	for i := range min(foreign, 4) {
		g.add("foreign ", strconv.Itoa(i))
	}
	for i := range min(len(t.words), 8) {
		g.add("length ", strconv.Itoa(i))
	}
	if t.named && foreign > 0 {
		g.add("named", "")
	}
	g.add("always", "")
	return g.list
}

// weigh scales what is said to length 1: a long text has more of everything.
func weigh(list []feature) {
	for i := range list {
		list[i].value = 3 / math.Sqrt(float64(len(list)))
	}
}

// gatherer collects features, each once.
type gatherer struct {
	list []feature
	seen map[uint32]bool
}

func (g *gatherer) add(family, what string) {
	b := hash(family+what) % buckets
	if !g.seen[b] {
		g.seen[b] = true
		g.list = append(g.list, feature{b, 1})
	}
}

// pieces adds the n-grams of a word, with its ends marked.
func (g *gatherer) pieces(word string) {
	runes := []rune("^" + word + "$")
	for n := 2; n <= 5; n++ {
		for i := 0; i+n <= len(runes); i++ {
			g.add("c ", string(runes[i:i+n]))
		}
	}
}

func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}
