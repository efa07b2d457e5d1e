// Package retrieval finds the passages of a library of articles that a
// question is about.
//
// The package holds the seams: Index is what ranks passages, Embedder is what
// turns text into vectors, Library keeps the articles and joins the two.
// Implementations live in the packages below and never import each other.
package retrieval

import (
	"context"
	"errors"
	"math"

	"footnote/corpus"
	"footnote/retrieval/terms"
)

// Errors that callers decide on.
var (
	// ErrDimension: a vector's length is not that of the index it meets.
	ErrDimension = errors.New("vector has the wrong number of dimensions")
	// ErrVector: a vector is empty, zero, or holds NaN or infinity.
	ErrVector = errors.New("vector cannot be compared")
)

// Hit is a passage found for a query.
type Hit struct {
	Passage *corpus.Passage
	// Score orders the hits of one query, higher first. It has no meaning
	// across queries or indexes.
	Score float64
	// Lexical and Dense are the parts the score was fused from, each scaled
	// to 0..1 over the candidates of this query; zero where a part is absent.
	Lexical, Dense float64
	// Across is the cosine with the question where an Across found the passage, and
	// Usual the mean of all passages'; both are zero elsewhere.
	Across, Usual float64
}

// Entry is a passage to be indexed, with its vector where the index wants one.
type Entry struct {
	Passage *corpus.Passage
	Vector  []float32
}

// Query is a question in the forms that indexes understand.
type Query struct {
	Text   string
	Vector []float32
	// Only admits articles by their IDs: passages of others are no hits, and
	// take no hit's place. Nil admits all. It is called while the index is
	// locked, and must not touch it.
	Only func(article string) bool
}

// Searcher ranks passages. Equal scores are ordered by article ID, then by
// start. Fewer than k passages in the index give fewer hits, not an error;
// k < 1 gives none. A context that is done gives its error and no hits.
type Searcher interface {
	Search(ctx context.Context, q Query, k int) ([]Hit, error)
}

// Writer changes what an index holds. Both methods either happen wholly or
// return an error and change nothing, and may run while searches do.
type Writer interface {
	// Put replaces all entries of an article by those given. It copies what it
	// keeps of the vectors.
	Put(ctx context.Context, article string, entries []Entry) error
	// Remove drops the articles named. Unknown names are ignored, and no names
	// remove nothing.
	Remove(ctx context.Context, articles ...string) error
}

// Index is a searchable set of passages. It is safe for concurrent use.
type Index interface {
	Searcher
	Writer
	// Len is the number of passages held.
	Len() int
}

// Embedder turns texts into vectors of one fixed length.
type Embedder interface {
	// Name identifies the model: vectors of different names never mix.
	Name() string
	// Embed returns one vector for each text, in order. Those of passages may
	// hold several of the length of a question's, see InParts. kind tells a model
	// that treats them differently whether the texts are passages or queries.
	Embed(ctx context.Context, kind Kind, texts []string) ([][]float32, error)
}

// Cosine is the cosine of two vectors of length 1.
func Cosine(a, b []float32) float64 {
	var sum float32
	for i := range min(len(a), len(b)) {
		sum += a[i] * b[i]
	}
	return float64(sum)
}

// Unit writes v at length 1 to unit, which may be v, and reports whether it has a
// direction: it is not empty, zero or infinite. It sums in 64 bits, where the square of
// no finite float32 overflows or vanishes.
func Unit(unit, v []float32) bool {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
		return false
	}
	scale := 1 / math.Sqrt(sum)
	for i, x := range v {
		unit[i] = float32(float64(x) * scale)
	}
	return true
}

// Kind says what a text to be embedded is.
type Kind int

// The kinds of text.
const (
	Passage Kind = iota
	Question
)

// Vocabulary knows the words of the articles and how much each one tells.
type Vocabulary interface {
	// IDF is the inverse document frequency of a term over passages. A term
	// that no passage holds has the highest value and known is false.
	IDF(term string) (idf float64, known bool)
	// Expand returns the terms the articles use for a word of a question,
	// only for words they do not hold themselves: names that an acronym
	// stands for, other spellings of a name, corrected typing errors. Each
	// expansion is the sequence of terms that together stand for the word.
	Expand(word terms.Token) [][]string
}
