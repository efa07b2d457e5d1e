package smalltalk

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sync"
)

//go:embed meanings.bin
var meaningsFile []byte

// width is the kernel's: how fast likeness falls with distance.
const width = 1.0

// meanings are lines of the training by what they mean: the vectors of an encoder,
// and for each what it says about texts like it (kernel ridge regression).
type meanings struct {
	// lines is a hash of what the file was trained on.
	lines uint32
	// mean is the lines' mean: likeness is measured from there.
	mean []float32
	// rows are the lines' vectors, of length 1, and pull what each says for and
	// against each kind.
	rows [][]float32
	pull [][len(kinds)]float32
}

// shippedMeanings reads those that are part of the program when they are first
// needed; a test reads them before anybody else can.
var shippedMeanings = sync.OnceValue(func() *meanings {
	m, err := decodeMeanings(meaningsFile)
	if err != nil {
		panic(err)
	}
	return m
})

// meaningsHeader begins the file; the mean follows as float32, then for each line
// its vector in 127ths and the pulls as float32. All is little-endian.
type meaningsHeader struct{ Lines, Kinds, Dimensions, Rows uint32 }

func decodeMeanings(content []byte) (*meanings, error) {
	r := bytes.NewReader(content)
	var h meaningsHeader
	if err := binary.Read(r, binary.LittleEndian, &h); err != nil {
		return nil, fmt.Errorf("smalltalk: %w", err)
	}
	if size := int64(h.Dimensions)*4 + int64(h.Rows)*(int64(h.Dimensions)+int64(len(kinds))*4); h.Kinds != uint32(len(kinds)) || size != int64(r.Len()) {
		return nil, fmt.Errorf("smalltalk: meanings of %d kinds in %d bytes", h.Kinds, len(content))
	}
	m := &meanings{lines: h.Lines, mean: make([]float32, h.Dimensions), pull: make([][len(kinds)]float32, h.Rows)}
	shares := make([]int8, h.Dimensions)
	err := binary.Read(r, binary.LittleEndian, m.mean)
	for i := range m.pull {
		err = errors.Join(err, binary.Read(r, binary.LittleEndian, shares), binary.Read(r, binary.LittleEndian, &m.pull[i]))
		row := make([]float32, h.Dimensions)
		for d, share := range shares {
			row[d] = float32(share)
		}
		m.rows = append(m.rows, normal(row))
	}
	return m, err
}

// scores are about 1 for a kind that a text is of, and about -1 for others; ok is
// false for a vector of another length than the lines'.
func (m *meanings) scores(vector []float32) (s [len(kinds)]float64, ok bool) {
	if len(vector) != len(m.mean) {
		return s, false
	}
	v := m.centred(vector)
	for i, row := range m.rows {
		like := likeness(v, row)
		for k, pull := range m.pull[i] {
			s[k] += like * float64(pull)
		}
	}
	return s, true
}

// centred is a vector as seen from the mean, at length 1.
func (m *meanings) centred(vector []float32) []float32 {
	v := make([]float32, len(vector))
	for d := range v {
		v[d] = vector[d] - m.mean[d]
	}
	return normal(v)
}

// likeness is 1 for two vectors of one direction, and falls with their distance.
func likeness(a, b []float32) float64 {
	var dot float32
	for d := range a {
		dot += a[d] * b[d]
	}
	return math.Exp(2 * width * (float64(dot) - 1))
}

// normal scales a vector to length 1, in place.
func normal(v []float32) []float32 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	scale := float32(1 / math.Sqrt(math.Max(sum, 1e-12)))
	for d := range v {
		v[d] *= scale
	}
	return v
}
