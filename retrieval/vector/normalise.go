package vector

import (
	"errors"
	"fmt"

	"footnote/retrieval"
)

// errPassage: an entry cannot be ranked or cited without its article.
var errPassage = errors.New("an entry has no passage, or its passage no article")

// normalised copies the vectors of entries at length 1, in one block, and packs
// those of their n parts. All have the length of the first.
func normalised(entries []retrieval.Entry, n int) ([][]float32, []parts, error) {
	if len(entries) == 0 {
		return nil, nil, nil
	}
	whole := len(entries[0].Vector)
	dims := whole / (n + 1)
	if dims*(n+1) != whole {
		return nil, nil, fmt.Errorf("%d dimensions cannot be those of a passage and %d parts: %w", whole, n, retrieval.ErrDimension)
	}
	packed := make([]parts, len(entries))
	block := make([]float32, len(entries)*dims)
	vectors := make([][]float32, len(entries))
	for i, e := range entries {
		if e.Passage == nil || e.Passage.Article == nil {
			return nil, nil, fmt.Errorf("entry %d: %w", i, errPassage)
		}
		if n := len(e.Vector); n != whole && n > 0 {
			return nil, nil, fmt.Errorf("entry %d: %d dimensions where the first has %d: %w", i, n, whole, retrieval.ErrDimension)
		}
		vectors[i] = block[i*dims : (i+1)*dims : (i+1)*dims]
		if err := normalise(vectors[i], e.Vector[:min(dims, len(e.Vector))]); err != nil {
			return nil, nil, fmt.Errorf("entry %d: %w", i, err)
		}
		var err error
		if packed[i], err = pack(e.Vector[dims:], dims); err != nil {
			return nil, nil, fmt.Errorf("entry %d: %w", i, err)
		}
	}
	return vectors, packed, nil
}

// normalise writes v at length 1 to unit.
func normalise(unit, v []float32) error {
	if len(v) > 0 && len(v) != len(unit) {
		return fmt.Errorf("%d dimensions where the first has %d: %w", len(v), len(unit), retrieval.ErrDimension)
	}
	if !retrieval.Unit(unit, v) {
		return fmt.Errorf("it is empty, zero or not finite: %w", retrieval.ErrVector)
	}
	return nil
}
