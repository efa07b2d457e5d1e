package smalltalk

import (
	"os"
	"testing"
)

// TestCertain shows what the bound of certainty costs and gives, by two-fold
// cross-validation within the tuning half: the bound is chosen by it.
func TestCertain(t *testing.T) {
	if os.Getenv("FOOTNOTE_TUNE") == "" {
		t.Skip("only for choosing the bound: set FOOTNOTE_TUNE")
	}
	tuning, _ := halves(t)
	rules := ruled(t)
	bounds := []float64{0.4, 0.5, 0.6, 0.7, 0.8, 0.9}
	counts := make([]figures, len(bounds))
	for fold := range uint32(2) {
		var in, out []line
		for _, l := range tuning {
			if hash("fold "+l.text)>>5%2 == fold {
				out = append(out, l)
			} else {
				in = append(in, l)
			}
		}
		m := train(append(in, rules...))
		for _, l := range out {
			f, _ := m.features(l.text)
			kind, p := m.judge(f)
			for i, bound := range bounds {
				got := kind
				if p < bound {
					got = Question
				}
				counts[i].count(t, l, got)
			}
		}
	}
	for i, bound := range bounds {
		t.Logf("at %.1f: %+v", bound, counts[i])
	}
}
