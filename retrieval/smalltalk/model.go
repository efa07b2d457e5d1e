package smalltalk

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"fmt"
	"slices"
	"sync"
)

//go:embed weights.bin
var file []byte

// model is a trained classifier.
type model struct {
	weights [len(kinds)][]float32
	// vocabulary holds the hashes of the words of small talk, in order.
	vocabulary []uint32
}

// shipped reads the weights that are part of the program when they are first
// asked for; a test reads them before anybody else can.
var shipped = sync.OnceValue(func() *model {
	m, err := decode(file)
	if err != nil {
		panic(err)
	}
	return m
})

func (m *model) knows(word string) bool {
	_, ok := slices.BinarySearch(m.vocabulary, hash(word))
	return ok
}

// header begins the file; the vocabulary follows, then for each kind a scale
// and the weights as shares of it, -127 to 127. All is little-endian.
type header struct{ Kinds, Buckets, Words uint32 }

func decode(content []byte) (*model, error) {
	r := bytes.NewReader(content)
	var h header
	if err := binary.Read(r, binary.LittleEndian, &h); err != nil {
		return nil, fmt.Errorf("smalltalk: %w", err)
	}
	if h.Kinds != uint32(len(kinds)) || h.Buckets != buckets || int64(h.Words)*4 > int64(len(content)) {
		return nil, fmt.Errorf("smalltalk: weights of %d kinds and %d buckets", h.Kinds, h.Buckets)
	}
	m := &model{vocabulary: make([]uint32, h.Words)}
	if err := binary.Read(r, binary.LittleEndian, m.vocabulary); err != nil {
		return nil, fmt.Errorf("smalltalk: %w", err)
	}
	for k := range m.weights {
		var scale float32
		row := make([]int8, buckets)
		for _, into := range []any{&scale, row} {
			if err := binary.Read(r, binary.LittleEndian, into); err != nil {
				return nil, fmt.Errorf("smalltalk: %w", err)
			}
		}
		m.weights[k] = make([]float32, buckets)
		for b, share := range row {
			m.weights[k][b] = scale * float32(share)
		}
	}
	return m, nil
}
