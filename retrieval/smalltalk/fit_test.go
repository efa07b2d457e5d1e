package smalltalk

import (
	"bytes"
	"context"
	"encoding/binary"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/embed/encoder"
)

// ridge is how little a single line may bend the verdicts of its neighbours. It
// was chosen by leaving out each line of the tuning half in turn.
const ridge = 0.1

var multilingual = sync.OnceValues(func() (*encoder.Encoder, error) { return encoder.NewMultilingual(encoder.Options{}) })

// judging is a Judge by the encoder of the program.
func judging(t *testing.T) *Judge {
	t.Helper()
	e, err := multilingual()
	if err != nil {
		t.Fatal(err)
	}
	return NewJudge(e)
}

// written are the lines of the tuning half that no rule made, but those that read
// like one of the reporting half.
func written(t *testing.T) []line {
	t.Helper()
	tuning, reporting := halves(t)
	kept := map[string]bool{}
	for _, l := range reporting {
		kept[plain(l.text)] = true
	}
	return slices.DeleteFunc(tuning, func(l line) bool { return kept[plain(l.text)] })
}

// hashOf tells other lines from these.
func hashOf(lines []line) uint32 {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(string(l.kind) + "\t" + l.text + "\n")
	}
	return hash(b.String())
}

// TestWeightsOfMeaning trains meanings.bin with -update. Vectors differ in their
// last digits between processors, so that only the lines are compared.
func TestWeightsOfMeaning(t *testing.T) {
	lines := written(t)
	if *update {
		if err := os.WriteFile("meanings.bin", learn(t, lines).encode(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if shippedMeanings().lines != hashOf(lines) {
		t.Error("meanings.bin was trained on other lines: run with -update")
	}
}

// embedded are the lines' vectors.
func embedded(t *testing.T, lines []line) [][]float32 {
	t.Helper()
	e, err := multilingual()
	if err != nil {
		t.Fatal(err)
	}
	var list [][]float32
	for part := range slices.Chunk(lines, 64) {
		var texts []string
		for _, l := range part {
			texts = append(texts, l.text)
		}
		vectors, err := e.Embed(context.Background(), retrieval.Question, texts)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, vectors...)
	}
	return list
}

// learn fits the pulls of lines.
func learn(t *testing.T, lines []line) *meanings {
	t.Helper()
	m := &meanings{lines: hashOf(lines), rows: embedded(t, lines)}
	m.mean = make([]float32, len(m.rows[0]))
	for _, row := range m.rows {
		for d, x := range row {
			m.mean[d] += x / float32(len(m.rows))
		}
	}
	for i, row := range m.rows {
		m.rows[i] = rounded(m.centred(row))
	}
	m.pull = make([][len(kinds)]float32, len(lines))
	lower := factor(m.kernel())
	for k := range kinds {
		wanted := make([]float64, len(lines))
		for i, l := range lines {
			wanted[i] = -1
			if l.kind == kinds[k] {
				wanted[i] = 1
			}
		}
		for i, x := range solve(lower, wanted) {
			m.pull[i][k] = float32(x)
		}
	}
	return m
}

// kernel holds how like each line is to each other one.
func (m *meanings) kernel() [][]float64 {
	list := make([][]float64, len(m.rows))
	for i, row := range m.rows {
		list[i] = make([]float64, i+1)
		for j := range i {
			list[i][j] = likeness(row, m.rows[j])
		}
		list[i][i] = 1 + ridge
	}
	return list
}

// factor is Cholesky's: the lower triangle whose square a matrix is.
func factor(a [][]float64) [][]float64 {
	for i, row := range a {
		for j := range i + 1 {
			sum := row[j]
			for k, x := range row[:j] {
				sum -= x * a[j][k]
			}
			if i == j {
				row[j] = math.Sqrt(sum)
			} else {
				row[j] = sum / a[j][j]
			}
		}
	}
	return a
}

// solve returns what the square of a lower triangle has to be multiplied with to
// give b.
func solve(lower [][]float64, b []float64) []float64 {
	x := slices.Clone(b)
	for i, row := range lower {
		for k, l := range row[:i] {
			x[i] -= l * x[k]
		}
		x[i] /= row[i]
	}
	for i := len(lower) - 1; i >= 0; i-- {
		x[i] /= lower[i][i]
		for k, l := range lower[i][:i] {
			x[k] -= l * x[i]
		}
	}
	return x
}

// rounded is a vector of length 1 as the file keeps it.
func rounded(v []float32) []float32 {
	shares, row := sharesOf(v), make([]float32, len(v))
	for d, share := range shares {
		row[d] = float32(share)
	}
	return normal(row)
}

// sharesOf writes numbers as 127ths of the largest.
func sharesOf(v []float32) []int8 {
	most := float32(1e-9)
	for _, x := range v {
		most = max(most, float32(math.Abs(float64(x))))
	}
	shares := make([]int8, len(v))
	for d, x := range v {
		shares[d] = int8(math.Round(float64(x / most * 127)))
	}
	return shares
}

// encode writes meanings as decodeMeanings reads them.
func (m *meanings) encode() []byte {
	var b bytes.Buffer
	put := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) }
	put(meaningsHeader{m.lines, uint32(len(kinds)), uint32(len(m.mean)), uint32(len(m.rows))})
	put(m.mean)
	for i, row := range m.rows {
		put(sharesOf(row))
		put(m.pull[i])
	}
	return b.Bytes()
}
