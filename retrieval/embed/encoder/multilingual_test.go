package encoder

import (
	"bufio"
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/embed/encoder/mat"
)

var multilingualEncoder = sync.OnceValues(func() (*Encoder, error) { return NewMultilingual(Options{}) })

func newMultilingual(t testing.TB) *Encoder {
	t.Helper()
	e, err := multilingualEncoder()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// lines decodes the JSON objects of a zipped fixture, one a line.
func lines[T any](t testing.TB, name string) []T {
	t.Helper()
	var all []T
	s := bufio.NewScanner(bytes.NewReader(unzipped(t, filepath.Join("testdata", name))))
	for s.Buffer(nil, 16<<20); s.Scan(); {
		var one T
		if err := json.Unmarshal(s.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestMultilingualVectorsOfTheReference holds the encoder to vectors that PyTorch
// made of the same weights in float32: what products of bytes lose shows.
func TestMultilingualVectorsOfTheReference(t *testing.T) {
	e := newMultilingual(t)
	texts, want := lines[string](t, "multilingual.texts.gz"), halfFloats(t, "multilingual.f16", e.Dimensions())
	if len(texts) < 50 || len(texts) != len(want) {
		t.Fatalf("%d texts have %d vectors, want at least 50 and one each", len(texts), len(want))
	}
	worst := 1.0
	for i, got := range embed(t, e, retrieval.Passage, texts...) {
		near := cosine(got, want[i])
		worst = min(worst, near)
		if !(near >= 0.995) {
			t.Errorf("cosine %.5f for text %d, %.40q, want at least 0.995", near, i, texts[i])
		}
	}
	t.Logf("the lowest cosine of %d is %.6f", len(texts), worst)
}

// TestUnigramTokensOfTheReference compares tokens with SentencePiece's. Of random
// marks, formats and characters newer than its rule one string in fifty differs.
func TestUnigramTokensOfTheReference(t *testing.T) {
	type row struct {
		Text string
		IDs  []int32
	}
	e, rows, wrong := newMultilingual(t), lines[row](t, "unigram.jsonl.gz"), 0
	for i, want := range rows {
		if got := e.tokens.Encode(want.Text); !slices.Equal(got, want.IDs) {
			if wrong++; wrong > len(rows)/50 {
				t.Errorf("string %d, %.60q: tokens %d, want %d", i, want.Text, got, want.IDs)
			}
		}
	}
	if len(rows) < 800 || wrong > len(rows)/50 {
		t.Fatalf("%d strings, %d with other tokens; want at least 800 and one in fifty", len(rows), wrong)
	}
}

func TestMeaningAcrossLanguages(t *testing.T) {
	e := newMultilingual(t)
	passages := embed(t, e, retrieval.Passage,
		"The ferry reached the harbour at noon on Tuesday.",
		"Two thirds of the harvest were lost to the drought.")
	for _, question := range []string{"Wann kam die Fähre an?", "When did the ferry arrive?", "Коли корабель прибув до гавані?", "Когда прибыл паром?",
		"¿Cuándo llegó el ferry?", "Quand le ferry est-il arrivé ?"} {
		v := embed(t, e, retrieval.Question, question)[0]
		if near, far := cosine(v, passages[0]), cosine(v, passages[1]); !(near > far) {
			t.Errorf("%s: the passage that answers has cosine %.3f, the other %.3f", question, near, far)
		}
	}
	if e.Name() != MultilingualName || e.Dimensions() != 384 {
		t.Errorf("it is %s with %d dimensions: kept vectors no longer fit", e.Name(), e.Dimensions())
	}
}

// TestScriptsOutsideTheTable embeds texts of which no piece is known.
func TestScriptsOutsideTheTable(t *testing.T) {
	e := newMultilingual(t)
	for _, v := range embed(t, e, retrieval.Passage, "", "渡轮在黎明时分离开了港口。", "🚢🌊", "\x00\xff") {
		if length := cosine(v, v); !(length > 0.99) {
			t.Errorf("a vector is %v", v[:4])
		}
	}
}

func BenchmarkMultilingual(b *testing.B) {
	e, err := load(multilingual, mat.Best(), Options{Threads: 1})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("passage=128x8", func(b *testing.B) { benchEmbed(b, e, 128, 8) })
}
