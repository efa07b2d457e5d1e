package proof

import (
	"strings"
	"testing"
	"time"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/quotation"
	"footnote/retrieval/retrievaltest"
)

func TestClaims(t *testing.T) {
	for _, c := range retrievaltest.Cases(t, "testdata/claims.txt") {
		t.Run(c.Name, func(t *testing.T) {
			e := evidenceOf(t, c)
			j := Judge(quotation.Clean(c.Get("claim")), e)
			got := "ok"
			if j.Verdict != BorneOut {
				got = "drop " + string(j.Fault.Kind)
			}
			if got != c.Get("want") {
				t.Errorf("got %q (%v), want %q", got, j.Fault, c.Get("want"))
			}
		})
	}
}

func evidenceOf(t *testing.T, c retrievaltest.Case) evidence.Evidence {
	e := evidence.Evidence{Around: c.Fields["around"], Language: c.Get("language")}
	for _, line := range c.Fields["quote"] {
		parts := strings.Split(line, " | ")
		q := evidence.Quote{Text: parts[0]}
		if len(parts) == 3 {
			var err error
			if q.Published, err = time.Parse(time.DateOnly, parts[2]); err != nil {
				t.Fatal(err)
			}
			q.Source = parts[1]
		}
		e.Quotes = append(e.Quotes, q)
	}
	return e
}
