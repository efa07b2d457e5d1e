package extract_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"

	"footnote/retrieval/answer/extract"
)

// fitAcross fits two regressions over features of mean 0 and deviation 1: a conditional
// logit that puts the right sentence of a question before all others, and a logistic
// regression that tells whether the first is right.
func fitAcross(cases []trainingCase) (rank, evidence []float64) {
	var all [][]float64
	for _, c := range cases {
		for _, s := range c.samples {
			all = append(all, s.Features)
		}
	}
	rank = scaled(all, ranksAcross, func(w, grad []float64, z [][]float64) {
		for _, c := range cases {
			if rightOf(c) >= 0 && c.rank > 0 {
				pull(c, w, grad, z)
			}
			z = z[len(c.samples):]
		}
	})
	rank[len(rank)-1] = 0
	var firsts [][]float64
	var right []bool
	var weights []float64
	for _, c := range cases {
		if len(c.samples) > 0 {
			f, i := first(c, rank)
			firsts, right, weights = append(firsts, f), append(right, c.right[i]), append(weights, c.evidence)
		}
	}
	evidence = scaled(firsts, tellsAcross, func(w, grad []float64, z [][]float64) {
		for i, f := range z {
			push := weights[i] * (truthOf(right[i]) - 1/(1+math.Exp(-dot(w, f))))
			for k := range f {
				grad[k] += push * f[k]
			}
			grad[len(f)] += push
		}
	})
	return rank, evidence
}

func truthOf(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// pull adds what makes the right sentences of a case likelier among all; z begins with
// their scaled features.
func pull(c trainingCase, w, grad []float64, z [][]float64) {
	var sum, good float64
	e := make([]float64, len(c.samples))
	for i := range e {
		e[i] = math.Exp(dot(w, z[i]))
		sum += e[i]
		if c.right[i] {
			good += e[i]
		}
	}
	for i := range e {
		push := -e[i] / sum
		if c.right[i] {
			push += e[i] / good
		}
		for k := range z[i] {
			grad[k] += c.rank * push * z[i][k]
		}
	}
}

// scaled fits weights of some features by a gradient over features scaled to mean 0 and
// deviation 1, and returns them for the features as they are.
func scaled(all [][]float64, uses []string, gradient func(w, grad []float64, z [][]float64)) []float64 {
	n := len(extract.FeatureNames)
	mean, deviation := make([]float64, n), make([]float64, n)
	for _, f := range all {
		for k := range f {
			mean[k] += f[k] / float64(len(all))
		}
	}
	for _, f := range all {
		for k := range f {
			deviation[k] += (f[k] - mean[k]) * (f[k] - mean[k]) / float64(len(all))
		}
	}
	z := make([][]float64, len(all))
	for i, f := range all {
		z[i] = make([]float64, n)
		for k := range f {
			if deviation[k] > 0 && slices.Contains(uses, extract.FeatureNames[k]) {
				z[i][k] = (f[k] - mean[k]) / math.Sqrt(deviation[k])
			}
		}
	}
	w := make([]float64, n+1)
	descend(w, func(grad []float64) { gradient(w, grad, z) })
	for k := range n {
		if w[k] != 0 {
			w[k] /= math.Sqrt(deviation[k])
			w[n] -= w[k] * mean[k]
		}
	}
	return w
}

// first is the best sentence with how far it is ahead, and its index.
func first(c trainingCase, rank []float64) ([]float64, int) {
	best, next := top(c, rank), math.Inf(-1)
	for i, s := range c.samples {
		if i != best {
			next = max(next, dot(rank, s.Features))
		}
	}
	f := slices.Clone(c.samples[best].Features)
	f[slices.Index(extract.FeatureNames, "ahead")] = min(extract.MostAhead, dot(rank, f)-next)
	return f, best
}

// mostAcross and mostUnsureAcross are the shares of the questions with an answer, all sets
// weighed as in the fit, that are to be answered, and answered or shown as unsure.
const (
	mostAcross       = 0.8
	mostUnsureAcross = 0.9
)

// tableAcross prints what is answered from each probability on, and the error of the
// probabilities, and returns the levels.
func tableAcross(t *testing.T, cases []trainingCase, rank, evidence []float64) (answered, unsure float64) {
	judged := make([]judgedCase, len(cases))
	for i, c := range cases {
		judged[i] = judgedCase{trainingCase: &cases[i]}
		if len(c.samples) > 0 {
			f, best := first(c, rank)
			judged[i].p, judged[i].firstRight = 1/(1+math.Exp(-dot(evidence, f))), c.right[best]
		}
	}
	t.Logf("calibration error %.3f", calibrationError(judged))
	answered, unsure = 0.05, 0.05
	for p := 0.1; p < 0.6; p += 0.02 {
		shown, line := answeredFrom(judged, p)
		t.Logf("%.2f answered:%s", p, line)
		if shown >= mostAcross {
			answered = math.Round(p*100) / 100
		}
		if shown >= mostUnsureAcross {
			unsure = math.Round(p*100) / 100
		}
	}
	return answered, unsure
}

// judgedCase is a case with how likely its best sentence is right, and whether it is.
type judgedCase struct {
	*trainingCase
	p          float64
	firstRight bool
}

func calibrationError(judged []judgedCase) float64 {
	var said, right [10]float64
	var off, all float64
	for _, c := range judged {
		bin := min(9, int(10*c.p))
		said[bin] += c.evidence * c.p
		right[bin] += c.evidence * truthOf(c.firstRight)
		all += c.evidence
	}
	for b := range said {
		off += math.Abs(said[b] - right[b])
	}
	return off / all
}

// answeredFrom is the weighed share of the questions with an answer whose best sentence
// is at least so likely, and in words that of each set.
func answeredFrom(judged []judgedCase, p float64) (share float64, line string) {
	counts, shown := map[string]float64{}, map[string]float64{}
	count := func(kind string, weight float64, yes bool) {
		counts[kind] += weight
		shown[kind] += weight * truthOf(yes)
	}
	const weighed = "all"
	for _, c := range judged {
		if !c.answerable {
			count(c.set+" not", 1, c.p >= p)
			continue
		}
		count(c.set, 1, c.p >= p)
		count(c.set+" first right", 1, c.p >= p && c.firstRight)
		count(weighed, c.evidence, c.p >= p)
	}
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		line += fmt.Sprintf("  %s %.2f", kind, shown[kind]/counts[kind])
	}
	return shown[weighed] / counts[weighed], line
}
