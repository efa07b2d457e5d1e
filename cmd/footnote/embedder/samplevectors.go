package embedder

import (
	"bytes"
	"context"
	_ "embed" // the vectors
	"encoding/binary"
	"errors"
	"hash/fnv"
	"math"
	"sync"

	"footnote/retrieval"
)

// samplevectors.bin holds the vectors of the sample's passages, so that the
// first question a new user asks need not wait for them. It is written by
//
//	go test ./cmd/footnote/embedder -run TestSampleVectors -update
//
// and begins with the encoder's name behind a byte for its length; then come
// the FNV-1a hash of each passage's text (8 bytes, little-endian) and its
// vector (as many float32).
//
//go:embed samplevectors.bin
var sampleVectors []byte

// sampleacross.bin holds, in the same form, those that the encoder for several
// languages gives the sample's passages and sentences.
//
//go:embed sampleacross.bin
var sampleAcross []byte

// sampled is an encoder inside the program, which knows texts of the sample by
// heart: shipped gives the name that their vectors were made under.
type sampled struct {
	retrieval.Embedder
	shipped func() (string, map[uint64][]float32)
}

// Embed looks up the passages of the sample, and embeds what is none.
func (s sampled) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	if kind != retrieval.Passage {
		return s.Embedder.Embed(ctx, kind, texts)
	}
	known := s.known()
	out := make([][]float32, len(texts))
	var lack []string
	for i, text := range texts {
		if out[i] = known[textHash(text)]; out[i] == nil {
			lack = append(lack, text)
		}
	}
	if len(lack) == 0 {
		return out, ctx.Err()
	}
	vectors, err := s.Embedder.Embed(ctx, kind, lack)
	if err != nil {
		return nil, err
	}
	for i := range out {
		if out[i] == nil {
			out[i], vectors = vectors[0], vectors[1:]
		}
	}
	return out, nil
}

func textHash(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return h.Sum64()
}

var (
	shippedParts  = sync.OnceValues(func() (string, map[uint64][]float32) { return shipped(sampleVectors, sampleDimensions) })
	shippedAcross = sync.OnceValues(func() (string, map[uint64][]float32) { return shipped(sampleAcross, questionDimensions) })
)

func shipped(data []byte, dimensions int) (string, map[uint64][]float32) {
	name, known, err := parseSampleVectors(data, dimensions)
	if err != nil {
		return "", nil // nothing is known by heart, and all is embedded
	}
	return name, known
}

// known are the shipped vectors, where they are of this encoder.
func (s sampled) known() map[uint64][]float32 {
	if name, known := s.shipped(); name == s.Name() {
		return known
	}
	return nil
}

// sampleDimensions is the length of the vectors shipped: a passage's own and
// those of its parts.
const sampleDimensions = (1 + builtinParts) * questionDimensions

// questionDimensions is the length of a question's vector.
const questionDimensions = 384

func parseSampleVectors(data []byte, dimensions int) (string, map[uint64][]float32, error) {
	r := bytes.NewReader(data)
	size, err := r.ReadByte()
	if err != nil {
		return "", nil, err
	}
	name := make([]byte, size)
	if _, err := r.Read(name); err != nil {
		return "", nil, err
	}
	entry := 8 + 4*dimensions
	if r.Len()%entry != 0 {
		return "", nil, errors.New("the vectors of the sample are cut off")
	}
	known := make(map[uint64][]float32, r.Len()/entry)
	for rest := data[len(data)-r.Len():]; len(rest) > 0; rest = rest[entry:] {
		v := make([]float32, dimensions)
		for i := range v {
			v[i] = math.Float32frombits(binary.LittleEndian.Uint32(rest[8+4*i:]))
		}
		known[binary.LittleEndian.Uint64(rest)] = v
	}
	return string(name), known, nil
}
