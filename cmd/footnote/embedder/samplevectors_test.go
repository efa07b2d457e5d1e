package embedder

import (
	"encoding/binary"
	"flag"
	"math"
	"os"
	"slices"
	"testing"

	"footnote/corpus"
	"footnote/corpus/sample"
	"footnote/retrieval"
)

var update = flag.Bool("update", false, "write samplevectors.bin and sampleacross.bin anew")

// Every passage of the sample has its vectors in the program, and every sentence
// that of the encoder for several languages; a few are what the encoders give.
func TestSampleVectors(t *testing.T) {
	var passages, texts []string
	for article, err := range corpus.ReadFS(t.Context(), sample.FS, ".") {
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range corpus.Split(article) {
			passages = append(passages, retrieval.PassageText(&p))
			for _, s := range p.Sentences {
				texts = append(texts, article.Slice(s))
			}
		}
	}
	built, err := builtinEncoder()
	if err != nil {
		t.Fatal(err)
	}
	checkShipped(t, "samplevectors.bin", sampleVectors, sampleDimensions, retrieval.InParts(built, builtinParts), passages)
	slices.Sort(texts)
	checkShipped(t, "sampleacross.bin", sampleAcross, questionDimensions, multilingual{}, append(passages, slices.Compact(texts)...))
}

func checkShipped(t *testing.T, file string, data []byte, dimensions int, e retrieval.Embedder, texts []string) {
	t.Helper()
	if *update {
		writeSampleVectors(t, file, e, texts)
		t.Logf("wrote %s: run again to check it", file)
		return
	}
	name, known, err := parseSampleVectors(data, dimensions)
	if err != nil || name != e.Name() {
		t.Fatalf("the vectors of %s are of %q (%v), the encoder is %q: run with -update", file, name, err, e.Name())
	}
	for i, text := range texts {
		v := known[textHash(text)]
		if v == nil {
			t.Fatalf("text %d has no vector in %s: run with -update", i, file)
		}
		if i%25 == 0 && i < 200 {
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
func writeSampleVectors(t *testing.T, file string, e retrieval.Embedder, texts []string) {
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
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
