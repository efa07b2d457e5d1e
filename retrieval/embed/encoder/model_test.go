package encoder

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"footnote/retrieval/embed/encoder/mat"
)

// The tests that are not about the embedded weights use a model of the same
// form with random ones, so small that long texts take no time.
const (
	tinyHidden = 32
	tinyWide   = 64
	tinyWindow = 40
)

// tinyVocabulary has some words and every letter and digit.
func tinyVocabulary() []string {
	v := []string{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "ferry", "left", "leave", "harbour",
		"in", "met", "at", "noon", "when", "did", "bakers", "knead", "dough", "before", "sunrise", ".", ",", "?"}
	for _, c := range "abcdefghijklmnopqrstuvwxyz0123456789" {
		v = append(v, string(c), "##"+string(c))
	}
	return v
}

// builder puts together a model file.
type builder struct {
	header header
	data   bytes.Buffer
	random *rand.Rand
}

func (b *builder) begin(name, kind string, shape ...int) {
	b.header.Tensors = append(b.header.Tensors, entry{Name: name, Kind: kind, Shape: shape, Offset: b.data.Len()})
}

func (b *builder) floats(name string, mean, spread float64, shape ...int) {
	b.begin(name, "f32", shape...)
	b.append(mean, spread, shape...)
}

func (b *builder) append(mean, spread float64, shape ...int) {
	n := 1
	for _, s := range shape {
		n *= s
	}
	for range n {
		_ = binary.Write(&b.data, binary.LittleEndian, float32(mean+spread*b.random.NormFloat64()))
	}
}

func (b *builder) matrix(name string, scale float64, rows, cols int) {
	b.begin(name, "q8", rows, cols)
	b.append(scale, 0, rows)
	for range rows * cols {
		b.data.WriteByte(byte(b.random.IntN(255) - 127))
	}
}

func (b *builder) dense(name string, in, out int) {
	b.matrix(name+".weight", 0.0005, out, in)
	b.floats(name+".bias", 0, 0.1, out)
}

func (b *builder) norm(name string) {
	b.floats(name+".gain", 1, 0.1, tinyHidden)
	b.floats(name+".bias", 0, 0.1, tinyHidden)
}

// bytes returns the file.
func (b *builder) bytes() []byte {
	text, err := json.Marshal(b.header)
	if err != nil {
		panic(err)
	}
	out := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(text)))
	return append(append(out, text...), b.data.Bytes()...)
}

// tiny returns a builder with all the tensors of a model of two layers, whose
// words count for more than what the layers make of them: texts that share
// words are near.
func tiny(pooling string) *builder {
	b := &builder{random: rand.New(rand.NewPCG(1, 1))}
	b.header = header{Model: "tiny", Layers: 2, Heads: 2, Epsilon: 1e-12, Window: tinyWindow, Pooling: pooling}
	words := tinyVocabulary()
	b.matrix("words", 0.02, len(words), tinyHidden)
	b.floats("positions", 0, 0.01, tinyWindow, tinyHidden)
	b.norm("norm")
	for _, layer := range []string{"layer.0.", "layer.1."} {
		b.dense(layer+"qkv", tinyHidden, 3*tinyHidden)
		b.dense(layer+"attention", tinyHidden, tinyHidden)
		b.dense(layer+"wide", tinyHidden, tinyWide)
		b.dense(layer+"output", tinyWide, tinyHidden)
		b.norm(layer + "attention.norm")
		b.norm(layer + "output.norm")
	}
	text := strings.Join(words, "\n") + "\n"
	b.begin("vocabulary", "text", len(text))
	b.data.WriteString(text)
	return b
}

// tinyEncoder loads what tiny builds.
func tinyEncoder(t testing.TB, k *mat.Kernel, o Options) *Encoder {
	t.Helper()
	e, err := load(tiny("mean").bytes(), k, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}
