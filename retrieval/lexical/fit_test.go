//go:build tune

package lexical

import "math"

const (
	steps = 300
	rate  = 0.1
	decay = 0.0005 // of weights, so that what tells little stays small
)

// fit finds the weights under which the right candidates are most likely when
// one is drawn by softmax of its score (ListNet's top-one likelihood, Cao et
// al. 2007), by Adam. Each set counts the same, however many its questions.
func fit(sets [][]list) features {
	var w, mean, square features
	w[fBM25] = 10
	for step := 1; step <= steps; step++ {
		var gradient features
		for _, lists := range sets {
			for i := range lists {
				lists[i].climb(&gradient, w, 1/float64(len(lists)))
			}
		}
		for j := range w {
			g := gradient[j] - decay*w[j]
			mean[j] = 0.9*mean[j] + 0.1*g
			square[j] = 0.999*square[j] + 0.001*g*g
			m := mean[j] / (1 - math.Pow(0.9, float64(step)))
			v := square[j] / (1 - math.Pow(0.999, float64(step)))
			w[j] += rate * m / (math.Sqrt(v) + 1e-8)
		}
	}
	return w
}

// climb adds the gradient of the log-likelihood of the right candidates.
func (l *list) climb(gradient *features, w features, share float64) {
	top := math.Inf(-1)
	for _, f := range l.features {
		top = max(top, dot(w, f))
	}
	var all, right float64
	var allSum, rightSum features
	for i, f := range l.features {
		p := math.Exp(dot(w, f) - top)
		all += p
		for j := range f {
			allSum[j] += p * f[j]
		}
		if l.right[i] {
			right += p
			for j := range f {
				rightSum[j] += p * f[j]
			}
		}
	}
	if right == 0 {
		return
	}
	for j := range gradient {
		gradient[j] += share * (rightSum[j]/right - allSum[j]/all)
	}
}

// crossValidate fits on all folds but one and measures on that one.
func crossValidate(sets [][]list, folds int) []reached {
	sums := make([]reached, len(sets))
	for fold := range folds {
		rest := make([][]list, len(sets))
		for i, lists := range sets {
			for n, l := range lists {
				if n%folds != fold {
					rest[i] = append(rest[i], l)
				}
			}
		}
		w := fit(rest)
		for i, lists := range sets {
			for n := range lists {
				if n%folds == fold {
					sums[i].add(lists[n].rank(w))
				}
			}
		}
	}
	return sums
}
