package quality_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/retrieval/answer"
	"footnote/retrieval/embed/encoder"
	"footnote/retrieval/quality"
)

const paraphrases = "testdata/paraphrases/"

// halves are the files of claims, with the share of false ones that may be shown: none
// of those that rules were made on. No rule was made on the reporting halves.
var halves = []struct {
	name string
	most float64
}{{"tuning", 0}, {"reporting", 0}, {"more-tuning", 0}, {"more-reporting", 0.03}, {"fresh-tuning", 0}, {"fresh-reporting", 0.03}, {"kinds-tuning", 0}, {"kinds-reporting", 0.03}}

// TestParaphrasesOfFiveKindsOfTexts holds claims written by hand on texts written
// for them: hardly a false one is shown, and no true one is lost. Run with -v it prints
// how many true ones are shown as they were written.
func TestParaphrasesOfFiveKindsOfTexts(t *testing.T) {
	find := handArticles(t)
	words, err := encoder.New(encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	engine := answer.New(nil, answer.WithMeaning(words))
	for _, h := range halves {
		claims, err := quality.LoadClaims(paraphrases + h.name + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		r, err := quality.HoldClaims(t.Context(), h.name, claims, engine, find)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: of %d true claims %d are shown, %d repaired; of %d false ones %d are shown", h.name, r.True, r.TrueShown, r.TrueRepaired, r.False, r.FalseShown)
		checkVerdicts(t, r, h.most)
	}
}

// handArticles are the texts that the claims rest on.
func handArticles(t testing.TB) quality.Find {
	t.Helper()
	articles := map[string]*corpus.Article{}
	files, err := filepath.Glob(paraphrases + "texts/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d texts, %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		id := strings.TrimSuffix(filepath.Base(file), ".md")
		articles[id] = &corpus.Article{ID: id, Text: string(data)}
	}
	return func(id string) (*corpus.Article, bool) { a, ok := articles[id]; return a, ok }
}

// checkVerdicts fails where a true claim is lost, or more false ones are shown than the
// share says.
func checkVerdicts(t *testing.T, r *quality.ClaimReport, most float64) {
	t.Helper()
	for _, v := range r.Verdicts {
		if v.True && v.Outcome == answer.DroppedOut || most == 0 && !v.True && v.Outcome == answer.Shown {
			t.Errorf("%q is %s", v.Claim, v.Outcome)
		}
	}
	if float64(r.FalseShown) > most*float64(r.False) {
		t.Errorf("%d of %d false claims are shown", r.FalseShown, r.False)
	}
}

// BenchmarkProofOfAnAnswer takes four claims by hand, as many as a written answer has,
// through the whole proof: finding quotes, judging, repair. It reports medians.
func BenchmarkProofOfAnAnswer(b *testing.B) {
	find := handArticles(b)
	words, err := encoder.New(encoder.Options{})
	if err != nil {
		b.Fatal(err)
	}
	claims, err := quality.LoadClaims(paraphrases + "tuning.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	for name, engine := range map[string]*answer.Engine{"lexicon": answer.New(nil), "encoder": answer.New(nil, answer.WithMeaning(words))} {
		b.Run(name, func(b *testing.B) {
			var perClaim, perAnswer []float64
			for n := 0; b.Loop(); n++ {
				began := time.Now()
				for k := range 4 {
					claimBegan := time.Now()
					if _, err := quality.HoldClaims(b.Context(), "", claims[(4*n+k)%len(claims):][:1], engine, find); err != nil {
						b.Fatal(err)
					}
					perClaim = append(perClaim, ms(claimBegan))
				}
				perAnswer = append(perAnswer, ms(began))
			}
			b.ReportMetric(median(perClaim), "ms/claim")
			b.ReportMetric(median(perAnswer), "ms/answer")
		})
	}
}

func ms(since time.Time) float64 { return float64(time.Since(since).Microseconds()) / 1000 }

func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}
