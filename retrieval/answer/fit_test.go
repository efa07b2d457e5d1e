package answer_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"

	"footnote/retrieval/answer"
)

// fitRank fits a pairwise logistic regression (RankNet without a hidden layer;
// Burges et al. 2005): a right sentence of a question should outweigh a wrong one.
func fitRank(cases []trainingCase) []float64 {
	w := make([]float64, len(answer.FeatureNames)+1)
	descend(w, func(grad []float64) {
		for _, c := range cases {
			best := rightOf(c)
			if best < 0 {
				continue
			}
			for j, s := range c.samples {
				if c.right[j] {
					continue
				}
				var z float64
				for f := range s.Features {
					z += w[f] * (c.samples[best].Features[f] - s.Features[f])
				}
				push := c.rank / float64(len(c.samples)) / (1 + math.Exp(z))
				for f := range s.Features {
					grad[f] += push * (c.samples[best].Features[f] - s.Features[f])
				}
			}
		}
	})
	w[len(w)-1] = 0
	return w
}

// rightOf is the index of the first right sentence, -1 without one.
func rightOf(c trainingCase) int {
	for i, r := range c.right {
		if r {
			return i
		}
	}
	return -1
}

// fitEvidence fits a logistic regression that tells answerable questions by
// their best sentence.
func fitEvidence(cases []trainingCase, rank []float64) []float64 {
	w := make([]float64, len(answer.FeatureNames)+1)
	for i, name := range answer.FeatureNames {
		w[i] = fixed[name]
	}
	descend(w, func(grad []float64) {
		for _, c := range cases {
			if len(c.samples) == 0 {
				continue
			}
			f := c.samples[top(c, rank)].Features
			y := 0.0
			if c.answerable {
				y = 1
			}
			push := c.evidence * (y - 1/(1+math.Exp(-dot(w, f))))
			for i := range f {
				grad[i] += push * f[i]
			}
			grad[len(f)] += push
		}
		for i, name := range answer.FeatureNames {
			if fixed[name] != 0 {
				grad[i] = 0.5 * w[i] // stays where it is
			}
		}
	})
	return w
}

// signs are what a feature's weight must be on the right side of: what a
// question's word or name costs may not turn into a gain by an accident of
// one question set.
var signs = map[string]float64{"cover": 1, "context": 1, "order": 1, "bears": 1, "share": 1, "passage": 1, "first": 1, "dense": 1, "meaning": 1,
	"name_missing": -1, "unknown_word": -1, "stray": -1, "strongest": -1, "names_absent": -1, "names_nowhere": -1, "asks": -1}

// fixed are weights of the evidence that are set by what the program promises
// and not by a question set: a sentence about somebody else is no answer.
var fixed = map[string]float64{"name_unknown": -1.5}

// descend climbs the likelihood by Adagrad with a little decay of the weights.
func descend(w []float64, gradient func(grad []float64)) {
	sum := make([]float64, len(w))
	sign := make([]float64, len(answer.FeatureNames))
	for i, name := range answer.FeatureNames {
		sign[i] = signs[name]
	}
	for range 1500 {
		grad := make([]float64, len(w))
		gradient(grad)
		for i := range w {
			if i < len(sign) && w[i]*sign[i] < 0 {
				w[i] = 0
			}
			grad[i] -= 0.5 * w[i]
			sum[i] += grad[i] * grad[i]
			if sum[i] > 0 {
				w[i] += 0.3 * grad[i] / math.Sqrt(sum[i])
			}
		}
	}
}

func dot(w, f []float64) float64 {
	sum := w[len(f)]
	for i, x := range f {
		sum += w[i] * x
	}
	return sum
}

func top(c trainingCase, rank []float64) int {
	best := 0
	for i := range c.samples {
		if dot(rank, c.samples[i].Features) > dot(rank, c.samples[best].Features) {
			best = i
		}
	}
	return best
}

// mostAnswered is the share of the answerable questions of the large set that
// the threshold has to let through. A wrong "the articles don't say" costs a
// reader more than a true quote beside the point, which shows itself.
const mostAnswered = 0.855

// threshold takes the highest evidence that still lets enough answerable
// questions through, and prints for each set the share answered at each step.
func threshold(t *testing.T, cases []trainingCase, rank, evidence []float64) float64 {
	at := 0.1
	for step := 10; step <= 90; step += 2 {
		p := float64(step) / 100
		said, all := map[string]float64{}, map[string]float64{}
		for _, c := range cases {
			k := fmt.Sprintf("%s %t", c.set, c.answerable)
			all[k]++
			if len(c.samples) == 0 {
				continue
			}
			if best := top(c, rank); 1/(1+math.Exp(-dot(evidence, c.samples[best].Features))) >= p {
				said[k]++
				if c.right[best] {
					said[k+" right"]++
				}
			}
		}
		line := ""
		for _, k := range slices.Sorted(maps.Keys(all)) {
			line += fmt.Sprintf("  %s %.2f", k, said[k]/all[k])
			if said[k+" right"] > 0 {
				line += fmt.Sprintf(" (right %.3f)", said[k+" right"]/all[k])
			}
		}
		t.Logf("threshold %.2f: answered%s", p, line)
		if said["squad2 true"] >= mostAnswered*all["squad2 true"] {
			at = p
		}
	}
	return at
}
