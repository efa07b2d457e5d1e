package translated_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"footnote/retrieval/answer/proof"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/translated"
	"footnote/retrieval/embed/encoder"
)

// claim is a line of testdata: sentences by hand over the sample's articles.
type claim struct {
	Claim, Quote, Kind string
	True               bool
}

func load(t *testing.T, half string) (list []claim) {
	t.Helper()
	f, err := os.Open("testdata/" + half + ".jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		var c claim
		if err := json.Unmarshal(s.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		list = append(list, c)
	}
	return list
}

// No false claim in another language is borne out, and some true ones are; the
// bounds were set on the tuning half, and leave room for the rounding of other processors.
func TestClaimsInOtherLanguages(t *testing.T) {
	e, err := encoder.NewMultilingual(encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for half, least := range map[string]int{"tuning": 4, "reporting": 4} {
		truths, shown := 0, 0
		for i, c := range load(t, half) {
			if testing.Short() && i%10 != 0 {
				continue // the race detector watches every number of the encoder
			}
			j := judge(t, e, c.Claim, c.Quote)
			switch {
			case c.True:
				truths++
				if j.Verdict == proof.BorneOut {
					shown++
				} else {
					t.Logf("%s: %s: %s", c.Kind, c.Claim, j.Fault)
				}
			case j.Verdict == proof.BorneOut:
				t.Errorf("%s: “%s” is shown on “%s”", c.Kind, c.Claim, c.Quote)
			}
		}
		t.Logf("%s: %d of %d true claims are shown", half, shown, truths)
		if shown < least && !testing.Short() {
			t.Errorf("%s: %d true claims are shown, %d were", half, shown, least)
		}
	}
}

func judge(t *testing.T, e translated.Encoder, claim, quote string) proof.Judgement {
	t.Helper()
	return proof.Judge(claim, evidence.Evidence{Quotes: []evidence.Quote{{Text: quote}}, Language: "de", Across: func(claim string) string {
		why, err := translated.Fault(t.Context(), e, claim, []translated.Quote{{Text: quote}})
		if err != nil {
			t.Fatal(err)
		}
		return why
	}})
}
