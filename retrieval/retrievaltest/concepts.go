package retrievaltest

import (
	"context"
	"hash/fnv"
	"math"
	"strings"
	"sync/atomic"
	"unicode"

	"footnote/retrieval"
)

// Concepts is an embedder across languages: words of the same concept, by its
// number, are the same. Texts without a common one have a cosine of about 0.75, as
// those of multilingual-e5-small have.
type Concepts struct {
	// Of holds the concept of each word, in small letters.
	Of map[string]int
	// Err is what Embed returns instead of vectors, where it is not nil.
	Err error
	// Passages counts the passages embedded.
	Passages atomic.Int64
}

// conceptDimensions is one for what all texts have, and one for each concept.
const conceptDimensions = 32

// Name identifies the embedder.
func (c *Concepts) Name() string { return "concepts" }

// Embed gives each text its concepts.
func (c *Concepts) Embed(_ context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	if c.Err != nil {
		return nil, c.Err
	}
	if kind == retrieval.Passage {
		c.Passages.Add(int64(len(texts)))
	}
	out := make([][]float32, len(texts))
	for i, text := range texts {
		out[i] = c.vector(text)
	}
	return out, nil
}

// Words gives each part of a text, a word, its concept, and one of its own where it has none.
func (c *Concepts) Words(_ context.Context, parts []string) ([][]float32, error) {
	out := make([][]float32, len(parts))
	for i, part := range parts {
		part = strings.ToLower(part)
		at, ok := c.Of[part]
		if !ok {
			h := fnv.New32a()
			h.Write([]byte(part))
			at = conceptDimensions + int(h.Sum32()%ownDimensions)
		}
		out[i] = make([]float32, conceptDimensions+ownDimensions)
		out[i][at] = 1
	}
	return out, c.Err
}

// ownDimensions are enough that two words seldom have the same.
const ownDimensions = 1024

func (c *Concepts) vector(text string) []float32 {
	v := make([]float32, conceptDimensions)
	n := 0.0
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if at, ok := c.Of[word]; ok && v[1+at] == 0 {
			v[1+at] = 1
			n++
		}
	}
	if n == 0 { // about nothing that is known, and seldom about the same
		h := fnv.New32a()
		h.Write([]byte(text))
		v[conceptDimensions/2+int(h.Sum32()%(conceptDimensions/2))], n = 1, 1
	}
	v[0] = float32(math.Sqrt(3 * n))
	for i := range v {
		v[i] /= float32(2 * math.Sqrt(n))
	}
	return v
}
