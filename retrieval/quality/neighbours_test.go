package quality_test

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval/answer"
	"footnote/retrieval/embed/encoder"
	"footnote/retrieval/quality"
)

// neighbourly are the sentences that neighbours.txt is tried in, by part of speech.
var neighbourly = map[string]string{
	"adjective": "On Tuesday the school of Ellery sent the %s list of its classes to the parents.",
	"noun":      "The %s was the subject of her talk in the old hall on Monday.",
	"verb":      "The city of Vell %s the two groups from the island in April.",
}

// TestNeighbouringWords puts a word for another of its kind, weekly for monthly or
// ratified for signed: no such claim is shown of those that rules were made on, and
// hardly one of the others. Run with -v it prints how many are.
func TestNeighbouringWords(t *testing.T) {
	words, err := encoder.New(encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	engine := answer.New(nil, answer.WithMeaning(words))
	articles := map[string]*corpus.Article{}
	for half, most := range map[string]float64{"tuning": 0, "reporting": 0.04} {
		claims := neighbours(t, half, articles)
		r, err := quality.HoldClaims(t.Context(), half, claims, engine, func(id string) (*corpus.Article, bool) { a, ok := articles[id]; return a, ok })
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: of %d claims with a neighbouring word %d are shown", half, r.False, r.FalseShown)
		checkVerdicts(t, r, most)
		if r.False < 200 {
			t.Errorf("%s: only %d claims", half, r.False)
		}
	}
}

// neighbours are the claims of a half, each on an article of its own, which is added.
func neighbours(t *testing.T, half string, articles map[string]*corpus.Article) []quality.Claim {
	t.Helper()
	f, err := os.Open("testdata/neighbours.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	var claims []quality.Claim
	for lines := bufio.NewScanner(f); lines.Scan(); {
		kind, pairs, _ := strings.Cut(lines.Text(), ": ")
		part, ok := strings.CutPrefix(kind, half+" ")
		if !ok {
			continue
		}
		for pair := range strings.FieldsSeq(pairs) {
			one, other, _ := strings.Cut(pair, "/")
			for _, p := range [][2]string{{one, other}, {other, one}} {
				id, quote := fmt.Sprintf("%s-%d", half, len(claims)), fmt.Sprintf(neighbourly[part], p[0])
				articles[id] = &corpus.Article{ID: id, Text: quote}
				claims = append(claims, quality.Claim{Text: fmt.Sprintf(neighbourly[part], p[1]), Quotes: []answer.Quote{{Article: id, Quote: quote}}, True: new(bool), Kind: part})
			}
		}
	}
	return claims
}
