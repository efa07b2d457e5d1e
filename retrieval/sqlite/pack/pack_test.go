package pack

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

func randomVector(n int) []float32 {
	rng := rand.New(rand.NewPCG(uint64(n), 1))
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(rng.NormFloat64())
	}
	return v
}

// Short vectors are kept to the bit, long ones in a quarter of the bytes and in
// nearly the same direction.
func TestVectorsAreKept(t *testing.T) {
	for _, c := range []struct {
		numbers, bytes int
	}{{3, 12}, {384, 1536}, {1024, 4096}, {1920, 1980}, {1536, 1584}, {1100, 4400}} {
		v := randomVector(c.numbers)
		packed := Vector(v)
		if len(packed) != c.bytes {
			t.Errorf("%d numbers take %d bytes, want %d", c.numbers, len(packed), c.bytes)
		}
		got := make([]float32, c.numbers)
		if err := CheckVector(c.numbers, packed); err != nil {
			t.Fatal(err)
		}
		UnpackVector(got, packed)
		var ab, aa, bb float64
		for i := range v {
			ab, aa, bb = ab+float64(v[i]*got[i]), aa+float64(v[i]*v[i]), bb+float64(got[i]*got[i])
			if c.bytes == 4*c.numbers && v[i] != got[i] {
				t.Fatalf("number %d of %d is %v, was %v", i, c.numbers, got[i], v[i])
			}
		}
		if cosine := ab / math.Sqrt(aa*bb); cosine < 0.9998 {
			t.Errorf("a vector of %d numbers comes back at cosine %.5f", c.numbers, cosine)
		}
	}
}

func TestVectorsThatAreCutOff(t *testing.T) {
	zero := make([]float32, 1920)
	if UnpackVector(zero, Vector(zero)); zero[0] != 0 {
		t.Errorf("a zero vector begins with %v", zero[0])
	}
	packed := Vector(randomVector(1920))
	for _, n := range []int{0, 1, 1979} {
		if err := CheckVector(1920, packed[:n]); !errors.Is(err, ErrDamaged) {
			t.Errorf("%d bytes of a long vector: %v", n, err)
		}
	}
}
