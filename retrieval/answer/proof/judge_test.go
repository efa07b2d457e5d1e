package proof

import (
	"os"
	"strings"
	"testing"

	"footnote/retrieval/answer/proof/evidence"
)

// judgement is a claim of testdata/judgements.txt.
type judgement struct {
	want  byte
	claim string
	e     evidence.Evidence
}

func judgements(t testing.TB) []judgement {
	t.Helper()
	data, err := os.ReadFile("testdata/judgements.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []judgement
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '<':
			last := &all[len(all)-1].e
			last.Quotes = append(last.Quotes, evidence.Quote{Text: line[2:]})
		default:
			all = append(all, judgement{want: line[0], claim: line[2:]})
		}
	}
	return all
}

// TestJudge holds each kind of claim in testdata/judgements.txt.
func TestJudge(t *testing.T) {
	for _, c := range judgements(t) {
		got := Judge(c.claim, c.e)
		right := map[byte]bool{'T': got.Verdict == BorneOut, 'F': got.Verdict != BorneOut, 'C': got.Verdict == Contradicted}[c.want]
		if !right {
			t.Errorf("%c %q is %s (%s) by %q", c.want, c.claim, got.Verdict, got.Fault, c.e.Quotes)
		}
		if (got.Verdict == BorneOut) == got.Fault.Found() {
			t.Errorf("%q is %s with the fault %q", c.claim, got.Verdict, got.Fault)
		}
	}
}

// BenchmarkJudge takes a claim at a time.
func BenchmarkJudge(b *testing.B) {
	all := judgements(b)
	for i := 0; b.Loop(); i++ {
		c := all[i%len(all)]
		Judge(c.claim, c.e)
	}
}
