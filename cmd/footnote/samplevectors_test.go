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
	encoder, err := builtinEncoder()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		vectors, err := encoder.Embed(t.Context(), retrieval.Passage, texts)
		if err != nil {
			t.Fatal(err)
		}
		data := append([]byte{byte(len(encoder.Name()))}, encoder.Name()...)
		for i, v := range vectors {
			data = binary.LittleEndian.AppendUint64(data, textHash(texts[i]))
			for _, x := range v {
				data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
			}
		}
		if err := os.WriteFile("samplevectors.bin", data, 0o644); err != nil {
			t.Fatal(err)
		}
		t.Skip("wrote samplevectors.bin: run again to check it")
	}
	name, known, err := parseSampleVectors(sampleVectors)
	if err != nil || name != encoder.Name() {
		t.Fatalf("the vectors are of %q (%v), the encoder is %q: run with -update", name, err, encoder.Name())
	}
	for i, text := range texts {
		v := known[textHash(text)]
		if v == nil {
			t.Fatalf("passage %d has no vector: run with -update", i)
		}
		if i%25 != 0 {
			continue
		}
		want, err := encoder.Embed(t.Context(), retrieval.Passage, []string{text})
		if err != nil {
			t.Fatal(err)
		}
		var cosine float64
		for j := range v {
			cosine += float64(v[j] * want[0][j])
		}
		if cosine < 0.999 {
			t.Errorf("passage %d: cosine %.4f to the encoder's vector: run with -update", i, cosine)
		}
	}
}
