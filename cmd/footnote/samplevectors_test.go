package main

import (
	"encoding/binary"
	"flag"
	"math"
	"os"
	"testing"

	"footnote/corpus"
	"footnote/corpus/sample"
	"footnote/retrieval"
)

var update = flag.Bool("update", false, "write samplevectors.bin anew")

// Every passage of the sample has its vector in the program, and a few of them
// are what the encoder gives.
func TestSampleVectors(t *testing.T) {
	var texts []string
	for article, err := range corpus.ReadFS(t.Context(), sample.FS, ".") {
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range corpus.Split(article) {
			texts = append(texts, retrieval.PassageText(&p))
		}
	}
	built, err := builtinEncoder()
	if err != nil {
		t.Fatal(err)
	}
	e := retrieval.InParts(built, builtinParts)
	if *update {
		writeSampleVectors(t, e, texts)
		t.Skip("wrote samplevectors.bin: run again to check it")
	}
	name, known, err := parseSampleVectors(sampleVectors)
	if err != nil || name != e.Name() {
		t.Fatalf("the vectors are of %q (%v), the encoder is %q: run with -update", name, err, e.Name())
	}
	for i, text := range texts {
		v := known[textHash(text)]
		if v == nil {
			t.Fatalf("passage %d has no vector: run with -update", i)
		}
		if i%25 == 0 {
			sameVector(t, e, text, v)
		}
	}
}

// sameVector checks that the encoder gives a text the vector that is shipped.
func sameVector(t *testing.T, e retrieval.Embedder, text string, v []float32) {
	t.Helper()
	want, err := e.Embed(t.Context(), retrieval.Passage, []string{text})
	if err != nil {
		t.Fatal(err)
	}
	for part := 0; part < len(v); part += questionDimensions {
		var cosine float64
		for j := part; j < part+questionDimensions; j++ {
			cosine += float64(v[j] * want[0][j])
		}
		if cosine < 0.999 {
			t.Errorf("cosine %.4f between the vector shipped and the encoder's: run with -update", cosine)
		}
	}
}

// writeSampleVectors writes the file anew; see samplevectors.go for its form.
func writeSampleVectors(t *testing.T, e retrieval.Embedder, texts []string) {
	t.Helper()
	vectors, err := e.Embed(t.Context(), retrieval.Passage, texts)
	if err != nil {
		t.Fatal(err)
	}
	data := append([]byte{byte(len(e.Name()))}, e.Name()...)
	for i, v := range vectors {
		data = binary.LittleEndian.AppendUint64(data, textHash(texts[i]))
		for _, x := range v {
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
		}
	}
	if err := os.WriteFile("samplevectors.bin", data, 0o644); err != nil {
		t.Fatal(err)
	}
}
