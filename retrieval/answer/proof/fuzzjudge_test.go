package proof

import (
	"testing"

	"footnote/retrieval/answer/proof/evidence"
)

// FuzzJudge holds that no claim and no quote stops the judgement, and that one
// verdict has no fault and the others have one.
func FuzzJudge(f *testing.F) {
	f.Add("The gate is opened before the bell is rung.", "The gate opens before the bell.")
	f.Add("A fifth of, no one in four", "mira: I said that he, who")
	f.Add("渡轮 is 5th more than", "to be or not to be of the")
	meaning := func(parts []string) [][]float32 { return make([][]float32, len(parts)) }
	f.Fuzz(func(t *testing.T, claim, quote string) {
		e := evidence.Evidence{Quotes: []evidence.Quote{{Text: quote}}, Around: []string{"Berg came. " + quote}, Articles: []string{quote}, Meaning: meaning}
		if j := Judge(claim, e); (j.Verdict == BorneOut) == j.Fault.Found() {
			t.Errorf("%s with the fault %q", j.Verdict, j.Fault)
		}
	})
}
