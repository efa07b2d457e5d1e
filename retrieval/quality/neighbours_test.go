package quality_test

import (
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
// ratified for signed, and a word of grammar for another: no such claim is shown of those that
// rules were made on, and few of the others. Run with -v it prints how many are.
func TestNeighbouringWords(t *testing.T) {
	words, err := encoder.New(encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	engine := answer.New(nil, answer.WithMeaning(words))
	for name, c := range map[string]struct {
		read func(line string) (sentence, pairs string)
		most float64
	}{
		"neighbours": {func(line string) (string, string) {
			part, pairs, _ := strings.Cut(line, ": ")
			return neighbourly[part], pairs
		}, 0.04},
		"grammar": {func(line string) (string, string) {
			sentence, pairs, _ := strings.Cut(line, " | ")
			return sentence, pairs
		}, 0.03},
	} {
		for half, most := range map[string]float64{"tuning": 0, "reporting": c.most} {
			claims, find := exchanged(t, "testdata/"+name+".txt", half, c.read)
			r, err := quality.HoldClaims(t.Context(), half, claims, engine, find)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s, %s: of %d claims %d are shown", name, half, r.False, r.FalseShown)
			checkVerdicts(t, r, most)
			if r.False < 80 {
				t.Errorf("%s, %s: only %d claims", name, half, r.False)
			}
		}
	}
}

// exchanged are the claims of a half of a file, each on an article of its own. read takes
// a line behind its half apart.
func exchanged(t *testing.T, file, half string, read func(line string) (sentence, pairs string)) ([]quality.Claim, quality.Find) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	articles := map[string]*corpus.Article{}
	var claims []quality.Claim
	for line := range strings.Lines(string(content)) {
		line, ok := strings.CutPrefix(strings.TrimSpace(line), half)
		if !ok {
			continue
		}
		sentence, pairs := read(strings.TrimLeft(line, ": "))
		for pair := range strings.FieldsSeq(pairs) {
			one, other, _ := strings.Cut(strings.ReplaceAll(pair, "_", " "), "/")
			for _, p := range [][2]string{{one, other}, {other, one}} {
				id, quote := fmt.Sprintf("%s-%d", half, len(claims)), fmt.Sprintf(sentence, p[0])
				articles[id] = &corpus.Article{ID: id, Text: quote}
				claims = append(claims, quality.Claim{Text: fmt.Sprintf(sentence, p[1]), Quotes: []answer.Quote{{Article: id, Quote: quote}}, True: new(bool)})
			}
		}
	}
	return claims, func(id string) (*corpus.Article, bool) { a, ok := articles[id]; return a, ok }
}
