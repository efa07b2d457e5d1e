package mockserver_test

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"

	"footnote/cmd/mockopenai/mockserver"
)

type vectors struct {
	Data []struct {
		Index     int
		Embedding []float32
	}
	Usage struct {
		PromptTokens int `json:"prompt_tokens"`
		TotalTokens  int `json:"total_tokens"`
	}
}

func TestEmbeddingsKeepOrderAndRepeat(t *testing.T) {
	s, url := start(t, mockserver.Options{})
	body := `{"model":"m","input":["the ferry leaves at noon","bread is baked at night","the ferry leaves at noon"]}`
	a := must[vectors](t, url+"/v1/embeddings", body)
	b := must[vectors](t, url+"/v1/embeddings", body)
	if len(a.Data) != 3 || a.Data[2].Index != 2 || len(a.Data[0].Embedding) != 384 {
		t.Fatalf("got %d vectors, index %d, length %d", len(a.Data), a.Data[2].Index, len(a.Data[0].Embedding))
	}
	if !slices.Equal(a.Data[0].Embedding, a.Data[2].Embedding) || slices.Equal(a.Data[0].Embedding, a.Data[1].Embedding) {
		t.Error("equal texts must have equal vectors and other texts others")
	}
	if !slices.Equal(a.Data[1].Embedding, b.Data[1].Embedding) {
		t.Error("the second request gave another vector")
	}
	if a.Usage.PromptTokens < 12 || a.Usage.TotalTokens != a.Usage.PromptTokens {
		t.Errorf("usage is %+v", a.Usage)
	}
	if s.Requests("/v1/embeddings") != 2 || s.Embedded() != 6 {
		t.Errorf("counted %d requests and %d inputs", s.Requests("/v1/embeddings"), s.Embedded())
	}
}

func TestEmbeddingsAcceptEveryFormOfInput(t *testing.T) {
	_, url := start(t, mockserver.Options{})
	for _, in := range []string{`"one text"`, `["one text"]`, `[12,13]`, `[[12,13],[14]]`, `"?!"`, `"日本語の文"`} {
		got := must[vectors](t, url+"/v1/embeddings", `{"model":"m","dimensions":32,"input":`+in+`}`)
		for _, d := range got.Data {
			if length := norm(d.Embedding); len(d.Embedding) != 32 || math.Abs(length-1) > 1e-5 {
				t.Errorf("%s: a vector of %d places and length %f", in, len(d.Embedding), length)
			}
		}
	}
}

func TestBase64HoldsTheSameVector(t *testing.T) {
	_, url := start(t, mockserver.Options{})
	plain := must[vectors](t, url+"/v1/embeddings", `{"model":"m","input":"salt","encoding_format":"float"}`)
	coded := must[struct{ Data []struct{ Embedding string } }](t, url+"/v1/embeddings", `{"model":"m","input":"salt","encoding_format":"base64"}`)
	raw, err := base64.StdEncoding.DecodeString(coded.Data[0].Embedding)
	if err != nil || len(raw) != 4*len(plain.Data[0].Embedding) {
		t.Fatalf("%d bytes, %v", len(raw), err)
	}
	for i, want := range plain.Data[0].Embedding {
		if got := math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:])); got != want {
			t.Fatalf("place %d: %v, want %v", i, got, want)
		}
	}
}

func TestNearTextsAreNear(t *testing.T) {
	near := [][3]string{ // a question, a text that answers it, one that does not
		{"When does the ferry leave?", "The ferry leaves the old harbour at noon.", "The bakery sells bread from six."},
		{"Who repaired the lighthouse?", "Two masons repaired the lighthouse in spring.", "The council raised the price of parking."},
		{"flooded cellars in the valley", "Cellars flood in the valley after every storm.", "A choir sang in the valley on Sunday."},
		{"Zelenskyy", "Zelensky spoke to the press.", "The minister spoke to the press."},
	}
	for _, n := range near {
		q := mockserver.Vector(n[0], 384, 0)
		good, bad := dot(q, mockserver.Vector(n[1], 384, 0)), dot(q, mockserver.Vector(n[2], 384, 0))
		if good < bad+0.1 {
			t.Errorf("%q: %.2f to %q but %.2f to %q", n[0], good, n[1], bad, n[2])
		}
	}
}

func TestSeedGivesAnotherSpace(t *testing.T) {
	if slices.Equal(mockserver.Vector("salt", 64, 1), mockserver.Vector("salt", 64, 2)) {
		t.Error("seeds 1 and 2 gave the same vector")
	}
}

func TestEmbeddingsRefuseWhatOpenAIRefuses(t *testing.T) {
	s, url := start(t, mockserver.Options{MaxInputs: 4})
	cases := map[string]string{ // body -> part of the message
		`{"model":"m","input":""}`:                            "empty string",
		`{"model":"m","input":["a",""]}`:                      "input[1]",
		`{"model":"m","input":[]}`:                            "0 inputs",
		`{"model":"m","input":["a","b","c","d","e"]}`:         "too large",
		`{"model":"m"}`:                                       "'$.input' is invalid",
		`{"model":"m","input":7}`:                             "'$.input' is invalid",
		`{"model":"m","input":[["a"]]}`:                       "'$.input' is invalid",
		`{"input":"a"}`:                                       "model parameter",
		`{"model":"m","input":"a","encoding_format":"hex"}`:   "encoding_format",
		`{"model":"m","input":"a","dimensions":0}`:            "dimensions",
		`{"model":"m","input":"a","colour":"red"}`:            "colour",
		`{"model":"m","input":` + quoted(t, long(9000)) + `}`: "maximum context length",
		`not json`: "could not parse",
	}
	for body, want := range cases {
		status, _, reply, err := post(t, url+"/v1/embeddings", body)
		if err != nil || status != http.StatusBadRequest || !strings.Contains(reply, want) {
			t.Errorf("%.80s: status %d, %v, %.200s; want 400 and %q", body, status, err, reply, want)
		}
	}
	if s.Embedded() != 0 {
		t.Errorf("%d inputs were embedded all the same", s.Embedded())
	}
}

func long(words int) string { return strings.Repeat("salt ", words) }

func norm(v []float32) float64 { return math.Sqrt(dot(v, v)) }

func dot(a, b []float32) float64 {
	var sum float64
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func ExampleVector() {
	fmt.Println(len(mockserver.Vector("salt", 8, 0)))
	// Output: 8
}
