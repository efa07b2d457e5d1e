// Package hashed embeds texts without a trained model: words and their
// character 4-grams are hashed to the dimensions of a vector (feature hashing,
// Weinberger et al. 2009, https://arxiv.org/abs/0902.2206).
//
// Texts are near when they share words, or words that look alike. It knows no
// synonyms, so beside a good lexical index it adds little: near misses of
// spelling, and inflections the stemmer does not join. It stands where a
// trained model comes later, costs no memory and needs no network.
//
// A passage's vector depends on the passage alone and never goes stale. What
// is rare among the articles, which changes as they do, weighs on the side of
// the question: see WithWeights.
package hashed

import (
	"context"
	"fmt"
	"math"
	"sync"

	"footnote/retrieval"
	"footnote/retrieval/terms"
)

// The parameters. Whoever changes one raises version: vectors made with other
// parameters must not meet.
const (
	version = 1
	// Dims is the number of dimensions of every vector.
	Dims = 384
	// gramShare is how much all 4-grams of a word weigh beside the word itself: of
	// 0.2, 0.5 and 1, the one that ranked best alone on the tuning questions.
	gramShare = 1.0
	// Weights outside these limits are moved to them.
	minWeight, maxWeight = 1e-3, 1e3
	// nothing is the dimension that texts without any feature have for
	// themselves; nothing is hashed to it.
	nothing = 0
)

// Weights tells how much a term says. A retrieval.Vocabulary does.
type Weights interface {
	// IDF is the inverse document frequency of a term; known is false for a
	// term that no passage holds.
	IDF(term string) (idf float64, known bool)
}

// Embedder implements retrieval.Embedder. It is safe for concurrent use as far as
// its Weights are.
type Embedder struct {
	weights Weights
	sketch  sync.Pool
}

var _ retrieval.Embedder = (*Embedder)(nil)

// Option changes an Embedder.
type Option func(*Embedder)

// WithWeights lets rare words of a question weigh more. It changes no passage's
// vector, so that it may follow the articles without embedding them again.
func WithWeights(w Weights) Option {
	return func(e *Embedder) { e.weights = w }
}

// New makes an embedder. Without options every word weighs the same.
func New(options ...Option) *Embedder {
	e := &Embedder{sketch: sync.Pool{New: func() any { return newSketch() }}}
	for _, option := range options {
		option(e)
	}
	return e
}

// Name implements retrieval.Embedder. It stands for the parameters, not for the
// weights, which touch no stored vector.
func (e *Embedder) Name() string { return fmt.Sprintf("hashed-%d-%d", version, Dims) }

// Embed implements retrieval.Embedder. Its only error is that of the context,
// which is looked at between texts. Every vector has length 1.
func (e *Embedder) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	s := e.sketch.Get().(*sketch)
	defer e.sketch.Put(s)
	s.weights = nil
	if kind == retrieval.Question {
		s.weights = e.weights
	}
	vectors := make([][]float32, len(texts))
	block := make([]float32, len(texts)*Dims)
	for i, text := range texts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		vectors[i] = block[i*Dims : (i+1)*Dims : (i+1)*Dims]
		s.embed(vectors[i], text)
	}
	return vectors, nil
}

// sketch is the working memory for one text after another.
type sketch struct {
	weights Weights
	tokens  []terms.Token
	counts  map[string]int
	runes   []rune
	order   []string // the keys of counts as they came, so that sums are the same each time
	sums    [Dims]float64
}

func newSketch() *sketch { return &sketch{counts: map[string]int{}} }

// embed writes the vector of a text to out. A text without words that tell
// something is embedded by its stop words, one without words by its
// characters, and one without any by a direction of its own.
func (s *sketch) embed(out []float32, text string) {
	clear(s.sums[:])
	s.tokens = terms.Append(s.tokens[:0], text)
	s.words(func(t terms.Token) bool { return !t.Stop })
	if s.empty() {
		s.words(func(terms.Token) bool { return true })
	}
	if s.empty() {
		s.grams(text, 1)
	}
	if s.empty() {
		s.sums[nothing] = 1
	}
	s.write(out)
}

func (s *sketch) empty() bool {
	for _, x := range s.sums {
		if x != 0 {
			return false
		}
	}
	return true
}

// words adds the features of the tokens that are wanted. A word that comes
// again adds less each time.
func (s *sketch) words(want func(terms.Token) bool) {
	clear(s.counts)
	s.order = s.order[:0]
	for _, t := range s.tokens {
		if !want(t) {
			continue
		}
		if s.counts[t.Term] == 0 {
			s.order = append(s.order, t.Term)
		}
		s.counts[t.Term]++
	}
	for _, term := range s.order {
		weight, known := s.weigh(term)
		weight *= 1 + math.Log(float64(s.counts[term]))
		if known { // a word that no passage holds can only be like another
			s.add(hashString(wordSeed, term), weight)
		}
		s.grams(term, weight*gramShare)
	}
}

// weigh returns a term's weight, positive and finite whatever Weights say.
func (s *sketch) weigh(term string) (weight float64, known bool) {
	if s.weights == nil {
		return 1, true
	}
	idf, known := s.weights.IDF(term)
	if !(idf > minWeight) {
		idf = minWeight
	}
	return min(idf, maxWeight), known
}

// write puts the sums at length 1 into out.
func (s *sketch) write(out []float32) {
	var sum float64
	for _, x := range s.sums {
		sum += x * x
	}
	scale := 1 / math.Sqrt(sum)
	for i, x := range s.sums {
		out[i] = float32(x * scale)
	}
}
