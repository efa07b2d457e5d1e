package encoder

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/embed/encoder/mat"
)

func newReader(t testing.TB) *Reader {
	t.Helper()
	return readerOn(t, mat.Best())
}

func readerOn(t testing.TB, k *mat.Kernel) *Reader {
	t.Helper()
	r, err := NewReader(embedded(t, k))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestReaderReference compares logits with what PyTorch makes of the same weights.
func TestReaderReference(t *testing.T) {
	for _, k := range fastest() {
		t.Run(k.Name, func(t *testing.T) {
			least := 0.01
			if k.HasBlocks(8) {
				least = 0.25 // its products are of bytes; a logit has some 10
			}
			readerReference(t, readerOn(t, k), least)
		})
	}
}

func readerReference(t *testing.T, r *Reader, least float64) {
	far := func(a, b float32) bool { return math.Abs(float64(a-b)) > least }
	f, err := os.Open("testdata/reader.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows := 0
	for lines := bufio.NewScanner(f); lines.Scan(); rows++ {
		var want struct {
			Question, Passage []int32
			Starts, Ends      []float32
		}
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		question, err := r.through(t.Context(), want.Question)
		if err != nil {
			t.Fatal(err)
		}
		passage, err := r.through(t.Context(), want.Passage)
		if err != nil {
			t.Fatal(err)
		}
		starts, ends, err := r.logits(t.Context(), question.lower, passage.lower)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want.Starts {
			if far(starts[i], want.Starts[i]) || far(ends[i], want.Ends[i]) {
				t.Fatalf("row %d, token %d: got %v and %v, want %v and %v", rows, i, starts[i], ends[i], want.Starts[i], want.Ends[i])
			}
		}
	}
	if rows != 3 {
		t.Errorf("compared %d rows, want 3", rows)
	}
}

func text(title, passage string) retrieval.Text {
	return retrieval.Text{Title: title, Passage: passage, Sentences: corpus.Sentences(passage)}
}

// TestRead finds answers in their sentences, also beyond the first window.
func TestRead(t *testing.T) {
	r := newReader(t)
	filler := strings.Repeat("Nothing of note was written down about that winter in the books of the office. ", 20)
	cases := []struct{ question, passage, want string }{
		{"When was the quay built?", "Boats leave at noon. The quay of Larnby was built in 1871. Storms are rare.", "1871"},
		{"When was the quay built?", filler + "The quay of Larnby was built in 1871.", "1871"},
		{"Who keeps the key?", "Guests wait outside. The key is kept by Anna Berg. Storms are rare.", "Anna Berg"},
	}
	for _, c := range cases {
		found, err := r.Read(t.Context(), c.question, []retrieval.Text{text("Larnby", c.passage)})
		if err != nil {
			t.Fatal(err)
		}
		best := found[0][0]
		for _, f := range found[0] {
			if f.Score > best.Score {
				best = f
			}
		}
		if got := c.passage[best.Span.Start:best.Span.End]; got != c.want {
			t.Errorf("%s: got %q, want %q", c.question, got, c.want)
		}
	}
}

// TestReadEdges reads what holds no words.
func TestReadEdges(t *testing.T) {
	r := newReader(t)
	for _, passage := range []string{"", "   ", "\n", "!!!"} {
		found, err := r.Read(t.Context(), "", []retrieval.Text{text("", passage)})
		if err != nil {
			t.Errorf("%q: %v", passage, err)
		}
		if len(found) != 1 || len(found[0]) != len(corpus.Sentences(passage)) {
			t.Errorf("%q: got %v", passage, found)
		}
	}
}

// A sentence that two windows share is found alike whichever is read first.
func TestReadIsRepeatable(t *testing.T) {
	r := newReader(t)
	passage := strings.Repeat("Boats leave at noon from the quay that Anna Berg built by the old washroom of the harbour. ", 20) + "The quay was built in 1871."
	texts := []retrieval.Text{text("Larnby", passage)}
	if windows := len(r.windows(texts[0])); windows < 3 {
		t.Fatalf("read in %d windows, want several", windows)
	}
	want, err := r.Read(t.Context(), "When was the quay built?", texts)
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		got, err := r.Read(t.Context(), "When was the quay built?", texts)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("read again: got %v, %v, want %v", got, err, want)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	r := newReader(b)
	passage := strings.Repeat("The harbour of Larnby lies on the eastern shore of the bay and has room for sixty boats. ", 7)
	texts := []retrieval.Text{text("Larnby", passage)}
	for _, warm := range []bool{true, false} {
		b.Run(map[bool]string{true: "known", false: "new"}[warm], func(b *testing.B) {
			for b.Loop() {
				if !warm {
					r.known.Purge()
				}
				if _, err := r.Read(b.Context(), "how many boats does the harbour hold?", texts); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
