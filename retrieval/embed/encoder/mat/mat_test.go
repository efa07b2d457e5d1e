package mat

import (
	"math"
	"math/rand/v2"
	"testing"
)

func numbers(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x
}

// shapes are rows, depth and columns: of the encoder and around every edge.
var shapes = [][3]int{{1, 1, 1}, {1, 32, 16}, {5, 7, 17}, {12, 384, 384}, {13, 385, 31}, {30, 1536, 48}, {24, 767, 160}}

func TestProductOfEveryKernel(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, s := range shapes {
		rows, depth, cols := s[0], s[1], s[2]
		lda, ldc := depth+3, PadColumns(cols)+5
		a := numbers(r, PadRows(rows)*lda)
		p := NewPacked(depth, cols)
		copy(p.Data, numbers(r, len(p.Data)))
		before := numbers(r, PadRows(rows)*ldc)
		for _, k := range Kernels() {
			c := append([]float32(nil), before...)
			k.MulAdd(c, ldc, a, lda, rows, p)
			checkProduct(t, k, s, c, before, a, p, lda, ldc)
		}
	}
}

func checkProduct(t *testing.T, k *Kernel, s [3]int, c, before, a []float32, p *Packed, lda, ldc int) {
	t.Helper()
	for i := range PadRows(s[0]) {
		for j := range ldc {
			want := float64(before[i*ldc+j])
			switch {
			case j >= PadColumns(s[2]): // not to be touched
			case i < s[0]:
				want += exact(a[i*lda:], p, j)
			default: // beyond the rows, anything
				continue
			}
			if got := float64(c[i*ldc+j]); math.Abs(got-want) > 1e-4*math.Sqrt(float64(s[1])) {
				t.Fatalf("%s %v: row %d column %d is %v, want %v", k.Name, s, i, j, got, want)
			}
		}
	}
}

// exact is the product of a row and column j in float64.
func exact(row []float32, p *Packed, j int) float64 {
	var sum float64
	panel := p.Panel(j / Lanes)
	for k := range p.K {
		sum += float64(row[k]) * float64(panel[k*Lanes+j%Lanes])
	}
	return sum
}

func TestRowDependsOnItselfOnly(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	row := numbers(r, 500)
	p := NewPacked(500, 32)
	copy(p.Data, numbers(r, len(p.Data)))
	for _, k := range Kernels() {
		a := numbers(r, 36*500)
		for i := range 36 {
			copy(a[i*500:], row)
		}
		c := make([]float32, 36*32)
		k.MulAdd(c, 32, a, 500, 36, p)
		for i := range c {
			if c[i] != c[i%32] {
				t.Fatalf("%s: the same row gives %v as row %d and %v as row 0", k.Name, c[i], i/32, c[i%32])
			}
		}
	}
}

func TestSoftmaxOfEveryKernel(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, n := range []int{1, 2, 15, 16, 17, 256} {
		for _, spread := range []float32{0, 1, 30, 1e4} {
			row := numbers(r, PadColumns(n))
			for i := range row {
				row[i] *= spread
			}
			for _, k := range Kernels() {
				checkSoftmax(t, k, row, n)
			}
		}
	}
}

func checkSoftmax(t *testing.T, k *Kernel, row []float32, n int) {
	t.Helper()
	high, sum := math.Inf(-1), 0.0
	for _, x := range row[:n] {
		high = max(high, float64(x)/2)
	}
	for _, x := range row[:n] {
		sum += math.Exp(float64(x)/2 - high)
	}
	got := append([]float32(nil), row...)
	k.Softmax(got, n, 0.5)
	for i := range got {
		want := 0.0
		if i < n {
			want = math.Exp(float64(row[i])/2-high) / sum
		}
		if math.Abs(float64(got[i])-want) > 1e-6 {
			t.Fatalf("%s, %d numbers: weight %d is %v, want %v", k.Name, n, i, got[i], want)
		}
	}
}

func TestGELUOfEveryKernel(t *testing.T) {
	for _, k := range Kernels() {
		x := make([]float32, 64000)
		for i := range x {
			x[i] = float32(i-32000) / 2000
		}
		k.GELU(x)
		for i, got := range x {
			v := float64(i-32000) / 2000
			want := v / 2 * math.Erfc(-v/math.Sqrt2)
			if math.Abs(float64(got)-want) > 1e-6 {
				t.Fatalf("%s: GELU(%v) = %v, want %v", k.Name, v, got, want)
			}
		}
	}
}

func TestGELUFarOut(t *testing.T) {
	for _, k := range Kernels() {
		x := make([]float32, Lanes)
		x[0], x[1], x[2], x[3] = 1e4, -1e4, math.MaxFloat32, -math.MaxFloat32
		k.GELU(x)
		for i, want := range []float32{1e4, 0, math.MaxFloat32, 0} {
			if x[i] != want && !(want == 0 && math.Abs(float64(x[i])) < 1e-20) {
				t.Errorf("%s: far out, GELU number %d is %v, want %v", k.Name, i, x[i], want)
			}
		}
	}
}

func TestLayerNorm(t *testing.T) {
	x := []float32{1, 2, 3, 4, 100, 100, 100, 100}
	LayerNorm(x, []float32{1, 1, 2, 2}, []float32{0, 0, 0, 1}, 1e-12)
	want := []float64{-1.3416408, -0.4472136, 0.8944272, 3.6832816, 0, 0, 0, 1}
	for i, got := range x {
		if math.Abs(float64(got)-want[i]) > 1e-5 {
			t.Errorf("number %d is %v, want %v", i, got, want[i])
		}
	}
}

func TestNormalize(t *testing.T) {
	x, zero := []float32{3, 4}, []float32{0, 0}
	Normalize(x)
	Normalize(zero)
	if x[0] != 0.6 || x[1] != 0.8 || zero[0] != 0 {
		t.Errorf("normalized: %v and %v, want 0.6, 0.8 and zeros", x, zero)
	}
}

func BenchmarkProduct(b *testing.B) {
	const rows, depth, cols = 132, 384, 1536
	a, c := make([]float32, rows*depth), make([]float32, rows*cols)
	p := NewPacked(depth, cols)
	for _, k := range Kernels() {
		b.Run(k.Name, func(b *testing.B) {
			for b.Loop() {
				k.MulAdd(c, cols, a, depth, rows, p)
			}
			b.ReportMetric(2*rows*depth*cols*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}

func BenchmarkGELU(b *testing.B) {
	x := make([]float32, 132*1536)
	for _, k := range Kernels() {
		b.Run(k.Name, func(b *testing.B) {
			for b.Loop() {
				k.GELU(x)
			}
		})
	}
}
