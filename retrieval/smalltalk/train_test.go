package smalltalk

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
)

// Settings of the training, chosen by cross-validation within its half.
const (
	rounds = 8
	step   = 0.3
	decay  = 1e-5
	joined = 1.0 // lines made of two others, for each line
)

// train fits weights to lines: the same lines give the same weights.
func train(lines []line) *model {
	lines = append(slices.Clone(lines), joins(lines)...)
	counts := map[string]int{}
	for _, l := range lines {
		if l.kind != Question {
			for _, w := range unique(read(l.text).words) {
				counts[w]++
			}
		}
	}
	m := &model{}
	for w := range counts {
		m.vocabulary = append(m.vocabulary, hash(w))
	}
	slices.Sort(m.vocabulary)
	m.vocabulary = slices.Compact(m.vocabulary)
	for k := range m.weights {
		m.weights[k] = make([]float32, buckets)
	}
	m.fit(samples(lines, counts))
	return m
}

func unique(words []string) []string {
	list := slices.Clone(words)
	slices.Sort(list)
	return slices.Compact(list)
}

type sample struct {
	features []feature
	kind     int
}

// samples are the lines as the model sees them. A word that only this line
// holds is foreign to it: so it will be in lines that are new.
func samples(lines []line, counts map[string]int) []sample {
	var list []sample
	for _, l := range lines {
		own := 1
		if l.kind == Question {
			own = 0
		}
		f := read(l.text).features(func(w string) bool { return counts[w] > own })
		list = append(list, sample{f, slices.Index(kinds[:], l.kind)})
	}
	return list
}

// joins are lines of two: small talk before a question asks, small talk
// behind small talk does not.
func joins(lines []line) []line {
	random := rand.New(rand.NewPCG(1, 2))
	var list []line
	by := map[string][]line{}
	for _, l := range lines {
		by[l.language] = append(by[l.language], l)
	}
	between := []string{", ", "! ", ". ", " ", "\n"}
	for range int(joined * float64(len(lines))) {
		a := lines[random.IntN(len(lines))]
		b := by[a.language][random.IntN(len(by[a.language]))]
		if a.kind == Question {
			continue
		}
		if a.kind == Clock || a.kind == Help || a.kind == Articles || a.kind == Summary {
			continue
		}
		list = append(list, line{a.text + between[random.IntN(len(between))] + b.text, b.kind, a.language})
	}
	return list
}

// fit is AdaGrad on the cross-entropy, in an order that a seed gives.
func (m *model) fit(samples []sample) {
	random := rand.New(rand.NewPCG(3, 4))
	var squares [len(kinds)][buckets]float64
	for range rounds {
		for _, i := range random.Perm(len(samples)) {
			s := samples[i]
			p := m.probabilities(s.features)
			for k := range p {
				miss := p[k]
				if k == s.kind {
					miss--
				}
				for _, x := range s.features {
					w := &m.weights[k][x.bucket]
					g := miss*x.value + decay*float64(*w)
					squares[k][x.bucket] += g * g
					*w -= float32(step * g / (1e-6 + math.Sqrt(squares[k][x.bucket])))
				}
			}
		}
	}
}

// encode writes a model as decode reads it.
func (m *model) encode() []byte {
	var b bytes.Buffer
	put := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) }
	put(header{uint32(len(kinds)), buckets, uint32(len(m.vocabulary))})
	put(m.vocabulary)
	for _, row := range m.weights {
		most := float32(1e-9)
		for _, w := range row {
			most = max(most, float32(math.Abs(float64(w))))
		}
		scale := most / 127
		put(scale)
		shares := make([]int8, buckets)
		for i, w := range row {
			shares[i] = int8(math.Round(float64(w / scale)))
		}
		put(shares)
	}
	return b.Bytes()
}
