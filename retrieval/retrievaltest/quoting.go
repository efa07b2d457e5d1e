package retrievaltest

import (
	"context"
	"hash/fnv"
	"math"
	"strings"
	"unicode"

	"footnote/retrieval"
)

// The dimensions of a quoting vector: words counted in the first, then the
// mark that gives the scale, then the text itself.
const (
	quotedWords = 64
	quotedMark  = quotedWords
	quotedBytes = 191
	quotedDims  = quotedWords + 1 + quotedBytes

	// The mark and the text weigh little beside the words, so that the cosine
	// of two texts says how many words they share.
	markWeight = 0.05
	byteWeight = 1e-5
)

// Quoting is an embedder for tests whose results can be understood by
// looking: texts are near when they share words, and the beginning of a text
// can be read out of its vector with Quoted. It needs no state, and is safe for
// concurrent use.
type Quoting struct{}

// Name implements retrieval.Embedder.
func (Quoting) Name() string { return "quoting-1" }

// Embed implements retrieval.Embedder. The vectors have 256 dimensions and
// length 1; the kind makes no difference.
func (Quoting) Embed(ctx context.Context, _ retrieval.Kind, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		vectors[i] = quote(text)
	}
	return vectors, nil
}

// Quoted reads the first 191 bytes of the text out of a vector that Quoting
// made, whatever the vector has been multiplied by since. It returns "" for
// a vector of another length.
func Quoted(vector []float32) string {
	if len(vector) != quotedDims || vector[quotedMark] == 0 {
		return ""
	}
	unit := float64(vector[quotedMark]) / markWeight * byteWeight
	var b strings.Builder
	for _, x := range vector[quotedMark+1:] {
		// Bytes are written one higher, so that zero ends the text.
		c := int(math.Round(float64(x) / unit))
		if c <= 0 {
			break
		}
		b.WriteByte(byte(c - 1))
	}
	return b.String()
}

// quote embeds one text.
func quote(text string) []float32 {
	weights := make([]float64, quotedDims)
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	for _, word := range words {
		h := fnv.New32a()
		h.Write([]byte(word)) // a hash.Hash never fails
		weights[h.Sum32()%quotedWords]++
	}
	scale(weights[:quotedWords])
	weights[quotedMark] = markWeight
	for i := range min(len(text), quotedBytes) {
		weights[quotedMark+1+i] = byteWeight * float64(int(text[i])+1)
	}
	return narrow(scale(weights))
}

// scale divides v by its length in place; a zero vector stays as it is.
func scale(v []float64) []float64 {
	var sum float64
	for _, x := range v {
		sum += x * x
	}
	if sum == 0 {
		return v
	}
	norm := math.Sqrt(sum)
	for i := range v {
		v[i] /= norm
	}
	return v
}

func narrow(v []float64) []float32 {
	out := make([]float32, len(v))
	for i, x := range v {
		out[i] = float32(x)
	}
	return out
}
