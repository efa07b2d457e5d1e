// Package pack writes the parts of articles as bytes, as the columns of a library hold
// them, and reads them again.
package pack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	"footnote/corpus"
)

// ErrDamaged is what bytes are that nothing here has written.
var ErrDamaged = errors.New("the library file is damaged")

// Spans writes ranges that follow each other as pairs of varints: the gap
// since the end of the one before, the first from start on, and the length.
// Gaps may be negative.
func Spans(start int, spans []corpus.Span) []byte {
	packed := make([]byte, 0, 4*len(spans))
	for _, s := range spans {
		packed = binary.AppendVarint(packed, int64(s.Start-start))
		packed = binary.AppendVarint(packed, int64(s.Len()))
		start = s.End
	}
	return packed
}

// UnpackSpans appends to spans what Spans wrote.
func UnpackSpans(spans []corpus.Span, start int, packed []byte) ([]corpus.Span, error) {
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

// Pages writes where pages begin as uvarints, each the distance from the one
// before.
func Pages(pages []int) []byte {
	packed := []byte{} // the column takes no NULL
	before := 0
	for _, at := range pages {
		packed = binary.AppendUvarint(packed, uint64(max(0, at-before)))
		before = at
	}
	return packed
}

// UnpackPages reads what Pages wrote.
func UnpackPages(packed []byte) ([]int, error) {
	var pages []int
	at := 0
	for len(packed) > 0 {
		step, n := binary.Uvarint(packed)
		if n <= 0 || step > math.MaxInt32 {
			return nil, fmt.Errorf("%w: pages cannot be read", ErrDamaged)
		}
		at += int(step)
		pages, packed = append(pages, at), packed[n:]
	}
	return pages, nil
}

// A vector of more than longVector numbers is kept in blocks of blockNumbers, at
// 8 bits a number and with a scale for each block: a quarter to write and to
// read, and its cosines are off by less than 0.001.
const (
	longVector   = 1024
	blockNumbers = 128
	blockBytes   = blockNumbers + 4
)

// Vector writes a vector as 32-bit floats, little-endian, or in blocks.
func Vector(v []float32) []byte {
	if len(v) > longVector && len(v)%blockNumbers == 0 {
		return packBlocks(v)
	}
	packed := make([]byte, 4*len(v))
	for i, x := range v {
		binary.LittleEndian.PutUint32(packed[4*i:], math.Float32bits(x))
	}
	return packed
}

func packBlocks(v []float32) []byte {
	packed := make([]byte, 0, len(v)/blockNumbers*blockBytes)
	for block := range slices.Chunk(v, blockNumbers) {
		var most float32
		for _, x := range block {
			most = max(most, x, -x)
		}
		scale := most / math.MaxInt8
		packed = binary.LittleEndian.AppendUint32(packed, math.Float32bits(scale))
		for _, x := range block {
			n := 0.0
			if scale > 0 {
				n = math.Round(float64(x / scale))
			}
			packed = append(packed, byte(int8(n)))
		}
	}
	return packed
}

func unpackBlocks(v []float32, packed []byte) {
	for i := 0; i < len(v); i += blockNumbers {
		block := packed[i/blockNumbers*blockBytes:][:blockBytes]
		scale := math.Float32frombits(binary.LittleEndian.Uint32(block))
		for j, n := range block[4:] {
			v[i+j] = float32(int8(n)) * scale
		}
	}
}

// CheckVector tells whether bytes are those of a vector of n numbers.
func CheckVector(n int, packed []byte) error {
	if len(packed) == 4*n || inBlocks(n, packed) {
		return nil
	}
	return fmt.Errorf("%w: a vector has %d bytes, of %d numbers", ErrDamaged, len(packed), n)
}

func inBlocks(n int, packed []byte) bool {
	return n%blockNumbers == 0 && len(packed) == n/blockNumbers*blockBytes
}

// UnpackVector reads into v what Vector wrote; see CheckVector.
func UnpackVector(v []float32, packed []byte) {
	if inBlocks(len(v), packed) {
		unpackBlocks(v, packed)
		return
	}
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(packed[4*i:]))
	}
}
