package extract_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/answer/extract"
)

// fitRank fits a pairwise logistic regression (RankNet without a hidden layer;
// Burges et al. 2005): a right sentence of a question should outweigh a wrong one.
func fitRank(cases []trainingCase, uses []string) []float64 {
	w := make([]float64, len(extract.FeatureNames)+1)
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
					if slices.Contains(uses, extract.FeatureNames[f]) {
						grad[f] += push * (c.samples[best].Features[f] - s.Features[f])
					}
				}
			}
		}
	})
	w[len(w)-1] = 0
	return w
}

// besideReader are the features that still help to order sentences where a reader
// has read them: by cross-validation on the tuning halves the others add nothing.
var besideReader = []string{"passage", "first", "dense", "cover", "context", "bears", "meaning", "read", "reads", "behind", "near", "rare", "asks", "own", "leans"}

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
	return fitBest(cases, rank, func(c *trainingCase, _ int) (weight float64, yes bool) { return c.evidence, c.answerable })
}

// fitConfidence fits one that tells whether the best sentence is a right one. All
// questions count alike, but not those whose right passages were taken away.
func fitConfidence(cases []trainingCase, rank []float64) []float64 {
	return fitBest(cases, rank, func(c *trainingCase, best int) (weight float64, yes bool) {
		if strings.HasSuffix(c.set, " without") {
			return 0, false
		}
		return 1, c.right[best]
	})
}

// fitBest fits a logistic regression over the features of the best sentences.
func fitBest(cases []trainingCase, rank []float64, label func(c *trainingCase, best int) (weight float64, yes bool)) []float64 {
	w := make([]float64, len(extract.FeatureNames)+1)
	for i, name := range extract.FeatureNames {
		w[i] = fixed[name]
	}
	descend(w, func(grad []float64) {
		for i := range cases {
			c := &cases[i]
			if len(c.samples) == 0 {
				continue
			}
			best := top(*c, rank)
			f, y := c.samples[best].Features, 0.0
			weight, yes := label(c, best)
			if yes {
				y = 1
			}
			push := weight * (y - 1/(1+math.Exp(-dot(w, f))))
			for i := range f {
				grad[i] += push * f[i]
			}
			grad[len(f)] += push
		}
		for i, name := range extract.FeatureNames {
			if fixed[name] != 0 {
				grad[i] = 0.5 * w[i] // stays where it is
			}
		}
	})
	return w
}

// unread is what the evidence without a reader counts for beside that with one.
const unread = 0.3

// blend is the evidence for when a reader has read: the mean of two fits, of
// whether a question can be answered and of whether the sentence is right, with a
// part of the evidence without a reader. It keeps more right sentences at the same
// share of wrong ones than any of the three.
func blend(answerable, right, without []float64) []float64 {
	m := make([]float64, len(right))
	for i := range m {
		m[i] = ((answerable[i]+right[i])/2 + unread*without[i]) / (1 + unread)
	}
	return m
}

// signs are what a feature's weight must be on the right side of: what a
// question's word or name costs may not turn into a gain by an accident of
// one question set.
var signs = map[string]float64{"cover": 1, "context": 1, "order": 1, "bears": 1, "share": 1, "passage": 1, "first": 1, "dense": 1, "meaning": 1, "reads": 1, "behind": -1, "near": 1, "rare": 1, "least": 1, "lost": -1, "ahead": 1,
	"stray": -1, "strongest": -1, "names_absent": -1, "names_nowhere": -1, "asks": -1}

// fixed are weights of the evidence that are set by what the program promises
// and not by a question set: a sentence about somebody else is no answer.
var fixed = map[string]float64{"name_unknown": -1.5}

// descend climbs the likelihood by Adagrad with a little decay of the weights.
func descend(w []float64, gradient func(grad []float64)) {
	sum := make([]float64, len(w))
	sign := make([]float64, len(extract.FeatureNames))
	for i, name := range extract.FeatureNames {
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

// mostAnswered is the share of the right sentences of the large set that the
// threshold has to let through. A wrong "the articles don't say" costs a reader
// more than a true quote beside the point, which shows itself.
const mostAnswered = 0.885

// mostUnsure is that share where sentences are counted that are shown because the
// program is not sure.
const mostUnsure = 0.96

// leastRead is how likely right a sentence that was read must be to answer: of those below
// it, on the tuning halves, hardly one was.
const leastRead = 0.12

// thresholds are the highest evidence that still lets enough right sentences
// through to an answer, where they are likely enough right, and to be unsure. It prints for each set the share answered
// at each step.
func thresholds(t *testing.T, cases []trainingCase, rank, evidence, confidence []float64, least float64) (answered, unsure float64) {
	answered, unsure = 0.1, 0.1
	right := 0.0 // sentences of the large set, below any threshold
	for _, c := range cases {
		if c.set == "squad2" && len(c.samples) > 0 && c.right[top(c, rank)] {
			right++
		}
	}
	for step := 10; step <= 90; step += 2 {
		p := float64(step) / 100
		said, all := map[string]float64{}, map[string]float64{}
		for _, c := range cases {
			k := fmt.Sprintf("%s %t", c.set, c.answerable)
			all[k]++
			if len(c.samples) == 0 {
				continue
			}
			best := top(c, rank)
			f := c.samples[best].Features
			if 1/(1+math.Exp(-dot(evidence, f))) < p {
				continue
			}
			told := 0.0
			if 1/(1+math.Exp(-dot(confidence, f))) >= least {
				told = 1
			}
			if said[k] += told; c.right[best] {
				said[k+" shown"]++
				said[k+" right"] += told
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
		if said["squad2 true right"] >= mostAnswered*right {
			answered = p
		}
		if said["squad2 true shown"] >= mostUnsure*right {
			unsure = p
		}
	}
	return answered, unsure
}
