package mat

import "math"

// Softmax turns the first n numbers of row, times scale, into weights that sum
// to 1. It may write up to PadColumns(n) numbers; those beyond n become zero.
func (k *Kernel) Softmax(row []float32, n int, scale float32) {
	padded := row[:PadColumns(n)]
	row = row[:n]
	high := highest(row)
	for i := n; i < len(padded); i++ {
		padded[i] = high
	}
	k.exp(padded, high, scale)
	clear(padded[n:])
	inverse := 1 / sum(padded)
	for i := range row {
		row[i] *= inverse
	}
}

// highest returns the largest number of a row that is not empty.
func highest(row []float32) float32 {
	high := row[0]
	for _, x := range row {
		if x > high { // max would look for NaN and signed zeros too, four times slower
			high = x
		}
	}
	return high
}

// sum adds up a padded row in four parts, which do not wait for each other.
func sum(padded []float32) float32 {
	var a, b, c, d float32
	for i := 0; i+4 <= len(padded); i += 4 {
		four := padded[i : i+4]
		a, b, c, d = a+four[0], b+four[1], c+four[2], d+four[3]
	}
	return (a + b) + (c + d)
}

// GELU applies the Gaussian error linear unit x*Phi(x), with Phi the normal
// distribution function itself and not its approximation by tanh. The length
// of x is a multiple of Lanes.
func (k *Kernel) GELU(x []float32) { k.gelu(x) }

// LayerNorm brings each row of x to mean 0 and variance 1, then applies gain
// and bias, whose length is that of a row. It sums in float64, because a row's
// variance is small beside the largest of its squares.
func LayerNorm(x, gain, bias []float32, epsilon float64) {
	n := len(gain)
	for ; len(x) >= n; x = x[n:] {
		normRow(x[:n], gain, bias[:n], epsilon)
	}
}

func normRow(row, gain, bias []float32, epsilon float64) {
	var sum, squares float64
	for _, v := range row {
		sum += float64(v)
	}
	mean := sum / float64(len(row))
	for _, v := range row {
		d := float64(v) - mean
		squares += d * d
	}
	inverse := float32(1 / math.Sqrt(squares/float64(len(row))+epsilon))
	for i, v := range row {
		row[i] = (v-float32(mean))*inverse*gain[i] + bias[i]
	}
}

// Add adds src to dst, number by number.
func Add(dst, src []float32) {
	src = src[:len(dst)]
	for i := range dst {
		dst[i] += src[i]
	}
}

// Normalize scales x to length 1. A vector of zeros stays as it is.
func Normalize(x []float32) {
	var squares float64
	for _, v := range x {
		squares += float64(v) * float64(v)
	}
	if squares == 0 {
		return
	}
	inverse := float32(1 / math.Sqrt(squares))
	for i := range x {
		x[i] *= inverse
	}
}

// Dot is the sum of the products of a and the numbers of b beside them.
func Dot(a, b []float32) float32 {
	b = b[:len(a)]
	var sum float32
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
