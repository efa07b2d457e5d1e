package mat

import "math"

// portable is the kernel for processors without one in assembly.
var portable = &Kernel{Name: "go", rows: 2, tile: tileGo, exp: expGo, gelu: geluGo}

// tileGo works on 2 rows by 4 columns at a time, as many sums as there are
// registers for.
func tileGo(c *float32, ldc int, a *float32, lda int, b *float32, k int) {
	top, bottom := view(a, k), view(offset(a, lda), k)
	panel := view(b, k*Lanes)
	outTop, outBottom := view(c, Lanes), view(offset(c, ldc), Lanes)
	for j := 0; j < Lanes; j += 4 {
		var s0, s1, s2, s3, t0, t1, t2, t3 float32
		column := panel[j:]
		for i, x := range top {
			y, w := bottom[i], column[i*Lanes:][:4]
			s0, s1, s2, s3 = s0+x*w[0], s1+x*w[1], s2+x*w[2], s3+x*w[3]
			t0, t1, t2, t3 = t0+y*w[0], t1+y*w[1], t2+y*w[2], t3+y*w[3]
		}
		add4(outTop[j:], s0, s1, s2, s3)
		add4(outBottom[j:], t0, t1, t2, t3)
	}
}

func add4(c []float32, s0, s1, s2, s3 float32) {
	c = c[:4]
	c[0] += s0
	c[1] += s1
	c[2] += s2
	c[3] += s3
}

func expGo(x []float32, shift, scale float32) {
	for i, v := range x {
		x[i] = exp32((v - shift) * scale)
	}
}

func geluGo(x []float32) {
	for i, v := range x {
		x[i] = gelu32(v)
	}
}

// Constants of exp32: a power of e is split into a power of 2 and a rest of at
// most half of ln 2, whose power is a Taylor series. ln 2 comes in two parts so
// that subtracting a multiple of the first part is exact.
const (
	lowest  = -60 // beside 1, e to this power is nothing; far lower, numbers become slow
	log2e   = math.Log2E
	ln2High = 0.693359375
	ln2Low  = math.Ln2 - ln2High
	// rounder pushes the fraction out of a float32 of up to 2^22, leaving the
	// nearest integer in its lowest bits.
	rounder = 3 << 22
)

// exp32 is e to the power x for x <= 0, to about one unit in the last place;
// below lowest it stays what it is there.
func exp32(x float32) float32 {
	x = max(x, lowest)
	n := x*log2e + rounder
	bits := math.Float32bits(n)
	n -= rounder
	r := x - n*ln2High - n*ln2Low
	p := float32(1.0 / 5040)
	p = p*r + 1.0/720
	p = p*r + 1.0/120
	p = p*r + 1.0/24
	p = p*r + 1.0/6
	p = p*r + 0.5
	p = p*r + 1
	p = p*r + 1
	return math.Float32frombits(math.Float32bits(p) + bits<<23)
}

// Coefficients of the complementary error function after Abramowitz and Stegun,
// Handbook of Mathematical Functions, 7.1.26; its error is below 1.5e-7.
const (
	erfP = 0.3275911
	erf1 = 0.254829592
	erf2 = -0.284496736
	erf3 = 1.421413741
	erf4 = -1.453152027
	erf5 = 1.061405429
)

// gelu32 is x*Phi(x) = max(x, 0) - |x|/2 * erfc(|x|/sqrt 2), a form that does
// not lose the tail on the negative side.
func gelu32(x float32) float32 {
	size := float32(math.Abs(float64(x)))
	t := 1 / (1 + erfP*math.Sqrt2/2*size)
	p := float32(erf5)
	p = p*t + erf4
	p = p*t + erf3
	p = p*t + erf2
	p = p*t + erf1
	return max(x, 0) - 0.5*size*p*t*exp32(-0.5*x*x)
}
