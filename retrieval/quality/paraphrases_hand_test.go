package quality_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval/answer"
	"footnote/retrieval/embed/encoder"
	"footnote/retrieval/quality"
)

const paraphrases = "testdata/paraphrases/"

// TestParaphrasesOfFiveKindsOfTexts holds claims written by hand on texts written
// for them: no false one is shown, and no true one is lost. Run with -v it prints how
// many true ones are shown as they were written; no rule was made on those of
// reporting.jsonl.
func TestParaphrasesOfFiveKindsOfTexts(t *testing.T) {
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
	find := func(id string) (*corpus.Article, bool) { a, ok := articles[id]; return a, ok }
	words, err := encoder.New(encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	engine := answer.New(nil, answer.WithMeaning(words))
	for _, half := range []string{"tuning", "reporting"} {
		claims, err := quality.LoadClaims(paraphrases + half + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		r, err := quality.HoldClaims(t.Context(), half, claims, engine, find)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: of %d true claims %d are shown, %d repaired; of %d false ones %d are shown", half, r.True, r.TrueShown, r.TrueRepaired, r.False, r.FalseShown)
		for _, v := range r.Verdicts {
			if v.True && v.Outcome == answer.DroppedOut || !v.True && v.Outcome == answer.Shown {
				t.Errorf("%s: %q is %s", half, v.Claim, v.Outcome)
			}
		}
	}
}
