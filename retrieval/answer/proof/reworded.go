package proof

import (
	"math"
	"slices"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/entailment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text/lexicon"
)

const (
	// across is the cosine from which words of different parts of speech do.
	across = 0.7
	// alike is the cosine from which two words of which the lexicon knows no
	// relation say the same where they stand, akin that of words that it knows
	// to be related. Measured with the encoder inside the program on pairs in
	// sentences: opposites lie between 0.1 and 0.55, neighbours such as revenue and
	// profit between 0.3 and 0.72, rewordings between 0.4 and 0.93.
	alike, akin = 0.75, 0.55
	// rewordable is the share of a claim's words that may be reworded so: the
	// others must be said.
	rewordable = 0.4
)

// unborne are the words of the claim that nothing says, nil where there are none, too
// many, or one that cannot be reworded: a name, a number.
func unborne(a *alignment.Alignment) []int {
	var open []int
	content := 0
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if !w.Meaning() {
			continue
		}
		content++
		if len(a.To[i]) == 0 && !entailment.Excused(a, i) && !entailment.Declines(a, i) {
			if w.Name || w.IsNumber {
				return nil
			}
			open = append(open, i)
		}
	}
	if float64(len(open)) > max(1, rewordable*float64(content)) {
		return nil
	}
	return open
}

// mayReword reports whether words of the quote could stand for those of the claim that
// nothing says, with no other fault left. It asks for no vectors, which are dear.
func mayReword(a *alignment.Alignment, open []int) bool {
	for _, i := range open {
		a.To[i] = candidates(a, i)
		if len(a.To[i]) == 0 {
			return false
		}
	}
	f, _ := entailment.Check(a)
	return !f.Found()
}

// reword bears the words of a claim that nothing says by words of the quote that
// mean nearly the same where both stand. It reports whether it found all.
func reword(a *alignment.Alignment, open []int) bool {
	mine, theirs := vectors(a.Claim, a.Known.Meaning), vectors(a.Quote, a.Known.Meaning)
	for _, i := range open {
		k := nearest(a, i, mine, theirs)
		if k < 0 || a.Opposite[i] >= 0 && retrieval.Cosine(mine[i], theirs[a.Opposite[i]]) >= retrieval.Cosine(mine[i], theirs[k]) {
			return false
		}
		a.To[i] = []int{k}
	}
	return true
}

// candidates are the free words of the quote that may stand for word i of the claim.
func candidates(a *alignment.Alignment, i int) []int {
	var list []int
	for k := range a.Quote.Words {
		if w := &a.Quote.Words[k]; w.Meaning() && !w.Name && !w.IsNumber && !slices.Contains(a.Pair, k) && sameKind(a, i, k) {
			list = append(list, k)
		}
	}
	return list
}

// nearest is the free word of the quote that means what word i of the claim
// means, or -1.
func nearest(a *alignment.Alignment, i int, mine, theirs [][]float32) int {
	best, most := -1, 0.0
	for _, k := range candidates(a, i) {
		w := &a.Quote.Words[k]
		c := retrieval.Cosine(mine[i], theirs[k])
		least := alike
		switch {
		case a.Claim.IsVerb(i) != a.Quote.IsVerb(k):
			least = across
		case lexicon.Near(a.Claim.Words[i].Known, w.Known):
			least = akin
		}
		if c >= least && c > most {
			best, most = k, c
		}
	}
	return best
}

// sameKind reports whether two words may stand for each other: neither is the
// opposite of the other, or another kind of the same.
func sameKind(a *alignment.Alignment, i, k int) bool {
	x, y := &a.Claim.Words[i], &a.Quote.Words[k]
	if otherPhrase(x, y) || otherwiseTold(x, y) || alignment.Compared(x, y) || x.Term == y.Term && x.Particle != y.Particle || excludes(x.Known, y.Known) {
		return false // one verb with two particles, or the opposite
	}
	if a.Claim.IsNoun(i) && a.Quote.IsNoun(k) && lexicon.Sisters(x.Known, y.Known) || x.Known.Filed(lexicon.Noun, lexicon.Quantities, lexicon.Times) {
		return false
	}
	return !a.Claim.IsVerb(i) || lexicon.Near(x.Known, y.Known) || !slices.ContainsFunc(directed, func(file int) bool { return x.Known.Filed(lexicon.Verb, file) && y.Known.Filed(lexicon.Verb, file) })
}

// excludes reports whether the lexicon knows that a claim's word says something else than
// a quote's, or more: its opposite, a more special one, or another of the same kind.
func excludes(x, y *lexicon.Word) bool {
	r := lexicon.Relate(x, y)
	return r == lexicon.Antonym || r == lexicon.Broader || lexicon.Siblings(x, y) || lexicon.Apart(x, y)
}

// otherwiseTold reports whether likeness does not tell of two words: one alone compares, both
// say who somebody is, or both are adverbs, such as "formerly" and "currently".
func otherwiseTold(x, y *syntax.Word) bool {
	compares := func(w *syntax.Word) bool { return w.Tag == "JJR" || w.Tag == "RBR" }
	person := func(w *syntax.Word) bool {
		return strings.HasPrefix(w.Tag, "NN") && w.Known.Filed(lexicon.Noun, lexicon.Persons)
	}
	return compares(x) != compares(y) || person(x) && person(y) || x.Tag == "RB" && y.Tag == "RB" && !lexicon.Near(x.Known, y.Known)
}

// otherPhrase reports whether the first word is part of a phrase that says something else
// than the second: "take part" is no taking.
func otherPhrase(x, y *syntax.Word) bool {
	return x.Phrase != nil && x.Particle == "" && !lexicon.Near(x.Phrase, y.Known) && (y.Phrase == nil || lexicon.Relate(x.Known, y.Known) == lexicon.Same)
}

// directed are the lexicographer files of verbs that go one way or the other, which
// a vector does not tell of two of one file: change, motion, possession.
var directed = []int{30, 38, 40}

// vectors are those of the words of a sentence.
func vectors(s *syntax.Sentence, meaning evidence.Meaning) [][]float32 {
	parts := make([]string, 0, 2*len(s.Words))
	for i := range s.Words {
		gap := " "
		if i < len(s.Text.Tokens) && len(s.Words) == len(s.Text.Tokens) {
			gap = s.Text.Between(i)
		}
		parts = append(parts, gap, s.Words[i].Form)
	}
	all := meaning(parts)
	v := make([][]float32, len(s.Words))
	for i := range v {
		v[i] = all[2*i+1]
		if w := &s.Words[i]; w.Phrase != nil {
			v[i] = mean(v[i], all[2*w.Closes+1])
		}
	}
	return v
}

// mean is the direction between two vectors of length 1, one of them where the other is
// missing.
func mean(a, b []float32) []float32 {
	if len(a) != len(b) {
		return a
	}
	length := float32(math.Sqrt(2 + 2*retrieval.Cosine(a, b)))
	m := make([]float32, len(a))
	for i := range a {
		m[i] = (a[i] + b[i]) / max(length, tiny)
	}
	return m
}

// tiny keeps the sum of two opposite vectors finite.
const tiny = 1e-3
