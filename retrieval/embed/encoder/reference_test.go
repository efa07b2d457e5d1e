package encoder

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/embed/encoder/mat"
)

var tokenFile = flag.String("tokens", filepath.Join("testdata", "tokens.jsonl.gz"),
	"strings and their tokens, as convert/reference.py writes them")

// embedded returns the encoder of the embedded weights.
func embedded(t testing.TB, k *mat.Kernel) *Encoder {
	t.Helper()
	e, err := load(weights, k, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// unzipped returns the content of a fixture.
func unzipped(t testing.TB, path string) []byte {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// halfFloats returns the vectors of a fixture, stored as float16.
func halfFloats(t testing.TB, name string, length int) [][]float32 {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var all []float32
	for i := 0; i < len(data); i += 2 {
		all = append(all, half(binary.LittleEndian.Uint16(data[i:])))
	}
	return slices.Collect(slices.Chunk(all, length))
}

// half converts a number of IEEE 754's binary16, none of which is infinite here.
func half(bits uint16) float32 {
	fraction, exponent := float64(bits&0x3ff), int(bits>>10&0x1f)
	if exponent > 0 {
		fraction += 1024
	} else {
		exponent = 1
	}
	value := math.Ldexp(fraction, exponent-25)
	if bits>>15 == 1 {
		value = -value
	}
	return float32(value)
}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	return ab / math.Sqrt(aa*bb)
}

// fastest are the fastest kernel, and the fastest whose products are of float32.
func fastest() []*mat.Kernel {
	all := mat.Kernels()
	exact := slices.IndexFunc(all, func(k *mat.Kernel) bool { return !k.HasBlocks(8) })
	return slices.Compact([]*mat.Kernel{all[0], all[exact]})
}

// TestVectorsOfTheReference holds the encoder against vectors computed by
// PyTorch: with the same, quantised weights, which checks the arithmetic, and
// with the weights as published, which adds the loss by quantising. Products of
// bytes lose a little more.
func TestVectorsOfTheReference(t *testing.T) {
	for _, k := range fastest() {
		t.Run(k.Name, func(t *testing.T) { vectorsOfTheReference(t, k) })
	}
}

func vectorsOfTheReference(t *testing.T, k *mat.Kernel) {
	var texts []string
	if err := json.Unmarshal(unzipped(t, filepath.Join("testdata", "texts.json.gz")), &texts); err != nil {
		t.Fatal(err)
	}
	step := 1
	if raceEnabled {
		step = 9
		t.Logf("under the race detector only every %dth text is compared", step)
	}
	e := embedded(t, k)
	near := 0.99999
	if k.HasBlocks(8) {
		near = 0.995
	}
	var sample []string
	for i := 0; i < len(texts); i += step {
		sample = append(sample, texts[i])
	}
	got := embed(t, e, retrieval.Passage, sample...)
	for _, c := range []struct {
		file    string
		atLeast float64
	}{{"unpacked.f16", near}, {"published.f16", 0.99}} {
		want := halfFloats(t, c.file, e.Dimensions())
		if len(texts) != 200 || len(want) != len(texts) {
			t.Fatalf("%s: %d vectors of %d texts, want 200", c.file, len(want), len(texts))
		}
		worst := 1.0
		for i, vector := range got {
			near := cosine(vector, want[i*step])
			worst = min(worst, near)
			if !(near >= c.atLeast) {
				t.Errorf("%s: cosine %.5f for text %d, %.40q, want at least %v", c.file, near, i*step, sample[i], c.atLeast)
			}
		}
		t.Logf("%s: the lowest cosine of %d is %.6f", c.file, len(got), worst)
	}
}

// TestTokensOfTheReference compares tokens with those of the reference
// tokenizer; convert/README.md says how to make a file of 10,000 strings.
func TestTokensOfTheReference(t *testing.T) {
	e := embedded(t, mat.Best())
	lines := bufio.NewScanner(bytes.NewReader(unzipped(t, *tokenFile)))
	lines.Buffer(nil, 16<<20)
	n, wrong := 0, 0
	for ; lines.Scan(); n++ {
		var want struct {
			Text string
			IDs  []int32
		}
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		if got := e.tokens.Encode(want.Text); !slices.Equal(got, want.IDs) {
			if wrong++; wrong <= 20 {
				t.Errorf("string %d, %.60q: tokens %.60v, want %.60v", n, want.Text, got, want.IDs)
			}
		}
	}
	if err := lines.Err(); err != nil || n < 1000 || wrong > 0 {
		t.Fatalf("%d strings, %d with other tokens, error %v; want at least 1000 and none", n, wrong, err)
	}
}
