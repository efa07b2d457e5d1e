package vector

import (
	"errors"
	"fmt"
	"math"

	"footnote/retrieval"
)

// errPassage: an entry cannot be ranked or cited without its article.
var errPassage = errors.New("an entry has no passage, or its passage no article")

// normalised copies the vectors of entries at length 1, in one block. All
// have the length of the first.
func normalised(entries []retrieval.Entry) ([][]float32, error) {
	if len(entries) == 0 {
		return nil, nil
	}
	dims := len(entries[0].Vector)
	block := make([]float32, len(entries)*dims)
	vectors := make([][]float32, len(entries))
	for i, e := range entries {
		if e.Passage == nil || e.Passage.Article == nil {
			return nil, fmt.Errorf("entry %d: %w", i, errPassage)
		}
		vectors[i] = block[i*dims : (i+1)*dims : (i+1)*dims]
		if err := normalise(vectors[i], e.Vector); err != nil {
			return nil, fmt.Errorf("entry %d: %w", i, err)
		}
	}
	return vectors, nil
}

// normalise writes v at length 1 to unit. It sums in 64 bits, where the square
// of no finite float32 overflows or vanishes.
func normalise(unit, v []float32) error {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
		return fmt.Errorf("it is empty, zero or not finite: %w", retrieval.ErrVector)
	}
	if len(v) != len(unit) {
		return fmt.Errorf("%d dimensions where the first has %d: %w", len(v), len(unit), retrieval.ErrDimension)
	}
	scale := 1 / math.Sqrt(sum)
	for i, x := range v {
		unit[i] = float32(float64(x) * scale)
	}
	return nil
}
