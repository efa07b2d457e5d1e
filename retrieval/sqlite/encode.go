package sqlite

import (
	"encoding/binary"
	"fmt"
	"math"

	"footnote/corpus"
)

// packSpans writes ranges that follow each other as pairs of varints: the gap
// since the end of the one before, the first from start on, and the length.
// Gaps may be negative.
func packSpans(start int, spans []corpus.Span) []byte {
	packed := make([]byte, 0, 4*len(spans))
	for _, s := range spans {
		packed = binary.AppendVarint(packed, int64(s.Start-start))
		packed = binary.AppendVarint(packed, int64(s.Len()))
		start = s.End
	}
	return packed
}

// unpackSpans appends to spans what packSpans wrote.
func unpackSpans(spans []corpus.Span, start int, packed []byte) ([]corpus.Span, error) {
	for len(packed) > 0 {
		gap, n := binary.Varint(packed)
		length, m := binary.Varint(packed[max(n, 0):])
		if n <= 0 || m <= 0 {
			return nil, fmt.Errorf("%w: sentences cannot be read", ErrDamaged)
		}
		s := corpus.Span{Start: start + int(gap)}
		s.End = s.Start + int(length)
		spans, start, packed = append(spans, s), s.End, packed[n+m:]
	}
	return spans, nil
}

// packVector writes a vector as 32-bit floats, little-endian.
func packVector(v []float32) []byte {
	packed := make([]byte, 4*len(v))
	for i, x := range v {
		binary.LittleEndian.PutUint32(packed[4*i:], math.Float32bits(x))
	}
	return packed
}

// unpackVector reads into v what packVector wrote.
func unpackVector(v []float32, packed []byte) error {
	if len(packed) != 4*len(v) {
		return fmt.Errorf("%w: a vector has %d bytes instead of %d", ErrDamaged, len(packed), 4*len(v))
	}
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(packed[4*i:]))
	}
	return nil
}
