package smalltalk

import (
	"os"
	"testing"
)

// TestCertain shows what the bounds of certainty cost and give within the tuning
// half: they are chosen by it. Each line is judged by words that were trained
// without it (two-fold), and by the meaning of all lines but it.
func TestCertain(t *testing.T) {
	if os.Getenv("FOOTNOTE_TUNE") == "" {
		t.Skip("only for choosing the bounds: set FOOTNOTE_TUNE")
	}
	lines := written(t)
	words, scores := withoutEach(t, lines), learn(t, lines).leavingOut(lines)
	for _, bound := range []float64{0.5, 0.7, 0.9, 0.95} {
		f := figures{}
		for i, l := range lines {
			f.count(t, l, byWordsAt(words[i], bound))
		}
		t.Logf("words at %.2f: %+v", bound, f)
	}
	for _, bound := range []float64{-0.1, 0, 0.05, 0.1, 0.15, 0.2, 0.3} {
		f := figures{}
		for i, l := range lines {
			got := byWordsAt(words[i], surely)
			if p := words[i].p; p >= hardly && p <= surely {
				got = byMeaning(scores[i], p, bound)
			}
			f.count(t, l, got)
		}
		t.Logf("meaning at %.2f: %+v", bound, f)
	}
}

// verdict is what words say.
type verdict struct {
	kind Kind
	p    float64
}

func byWordsAt(v verdict, bound float64) Kind {
	if v.p < bound {
		return Question
	}
	return v.kind
}

// withoutEach judges lines by words trained on the other half of them.
func withoutEach(t *testing.T, lines []line) []verdict {
	t.Helper()
	rules, list := ruled(t), make([]verdict, len(lines))
	for fold := range uint32(2) {
		in := rules
		for _, l := range lines {
			if hash("fold "+l.text)>>5%2 != fold {
				in = append(in, l)
			}
		}
		m := train(in)
		for i, l := range lines {
			if hash("fold "+l.text)>>5%2 == fold {
				f, _ := m.features(l.text)
				list[i].kind, list[i].p = m.judge(f)
			}
		}
	}
	return list
}

// leavingOut are the scores of each line as they would be without it: its own
// pull, over its share of the inverse of the kernel, is what it adds.
func (m *meanings) leavingOut(lines []line) [][len(kinds)]float64 {
	lower := factor(m.kernel())
	list := make([][len(kinds)]float64, len(lines))
	for i, l := range lines {
		unit := make([]float64, len(lines))
		unit[i] = 1
		own := solve(lower, unit)[i]
		for k := range kinds {
			list[i][k] = -1 - float64(m.pull[i][k])/own
			if l.kind == kinds[k] {
				list[i][k] += 2
			}
		}
	}
	return list
}
