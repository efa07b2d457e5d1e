package vector

import "math"

// parts are the vectors of a passage's parts at 8 bits a number: they decide
// among passages that are near already, and a cosine of them is off by less
// than 0.005.
type parts struct {
	numbers []int8
	// scales turn the numbers of each part into those of a vector of length 1.
	scales []float32
}

// pack brings vectors of a length, one behind the other, to length 1 and to 8 bits.
func pack(vectors []float32, dims int) (parts, error) {
	if len(vectors) == 0 {
		return parts{}, nil
	}
	p := parts{numbers: make([]int8, len(vectors)), scales: make([]float32, len(vectors)/dims)}
	unit := make([]float32, dims)
	for i := range p.scales {
		if err := normalise(unit, vectors[i*dims:(i+1)*dims]); err != nil {
			return parts{}, err
		}
		var most float32
		for _, x := range unit {
			if x = float32(math.Abs(float64(x))); x > most { // max, which minds what is not a number, takes many times longer
				most = x
			}
		}
		p.scales[i] = most / math.MaxInt8
		numbers, scale := p.numbers[i*dims:(i+1)*dims], p.scales[i]
		for j, x := range unit {
			q := float64(x / scale)
			numbers[j] = int8(q + math.Copysign(0.5, q)) // math.Round, in half the time
		}
	}
	return p, nil
}

// nearest is the highest cosine of a part with a vector of length 1.
func (p *parts) nearest(unit []float32) float64 {
	best := math.Inf(-1)
	for i, scale := range p.scales {
		var sum float32
		for j, x := range p.numbers[i*len(unit) : (i+1)*len(unit)] {
			sum += float32(x) * unit[j]
		}
		best = max(best, float64(sum*scale))
	}
	return best
}

// The parts are compared for so many times the passages wanted, and at least so
// many: a passage whose own vector comes after those is not the nearest by a part.
const (
	lookFurther = 4
	lookAtLeast = 200
)
