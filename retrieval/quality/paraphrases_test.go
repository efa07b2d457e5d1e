package quality_test

import (
	"strings"
	"testing"

	"footnote/corpus/sample"
	"footnote/retrieval/quality"
)

func TestParaphrasesQuoteTheSample(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range []string{"testdata/paraphrases_tune.jsonl", "testdata/paraphrases_report.jsonl"} {
		claims, err := quality.LoadClaims(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range claims {
			if seen[c.Text] {
				t.Errorf("%s: %q stands twice", name, c.Text)
			}
			seen[c.Text] = true
			for _, q := range c.Quotes {
				text, err := sample.FS.ReadFile(q.Article + ".md")
				if err != nil || !strings.Contains(string(text), q.Quote) {
					t.Errorf("%s: %q is not in %s (%v)", name, q.Quote, q.Article, err)
				}
			}
		}
	}
}
