package mat

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"
)

// blocksOf returns random rows of blocks.
func blocksOf(r *rand.Rand, rows, depth int) []byte {
	data := make([]byte, rows*depth/BlockSize*BlockBytes)
	for i := range data {
		data[i] = byte(r.UintN(256))
	}
	for i := 0; i < len(data); i += BlockBytes {
		binary.LittleEndian.PutUint16(data[i:], uint16(r.UintN(2)<<15|(10+r.UintN(6))<<10|r.UintN(1024)))
	}
	return data
}

// rightSides are random right sides of a product of a kernel, with the columns that
// they stand for.
func rightSides(r *rand.Rand, k *Kernel, depth, cols int) (sides []*Blocks, columns [][][]float32) {
	if k.HasBlocks(4) {
		data := blocksOf(r, cols, depth)
		unpacked := make([][]float32, cols)
		for j := range unpacked {
			unpacked[j] = make([]float32, depth)
			UnpackBlocks(unpacked[j], data[j*len(data)/cols:])
		}
		sides, columns = append(sides, k.NewBlocks(depth, data)), append(columns, unpacked)
	}
	if k.HasBlocks(8) {
		scales, values := numbers(r, cols), make([]byte, depth*cols)
		unpacked := make([][]float32, cols)
		for j := range unpacked {
			for i := range depth {
				v := byte(r.UintN(256))
				values[j*depth+i] = v
				unpacked[j] = append(unpacked[j], float32(int8(v))*scales[j])
			}
		}
		sides, columns = append(sides, k.NewByteBlocks(scales, values)), append(columns, unpacked)
	}
	return sides, columns
}

// TestProductWithBlocks compares with the exact product of the rounded left side,
// which is within half a step of it, and the numbers of the right.
func TestProductWithBlocks(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, s := range [][3]int{{1, 32, 16}, {5, 64, 16}, {12, 384, 384}, {13, 384, 48}, {30, 1536, 48}} {
		rows, depth, cols := s[0], s[1], s[2]
		a, before := numbers(r, PadRows(rows)*depth), numbers(r, PadRows(rows)*cols)
		for _, k := range Kernels() {
			sides, columns := rightSides(r, k, depth, cols)
			for n, b := range sides {
				c := append([]float32(nil), before...)
				rounded := make([]byte, RoundedSize(rows, depth))
				k.MulAddBlocks(c, cols, a, rounded, rows, b)
				for i := range rows {
					row := unrounded(t, k, rounded[i*depth/BlockSize*roundedBytes:], a[i*depth:][:depth])
					checkRow(t, k, c[i*cols:], before[i*cols:], row, columns[n])
				}
			}
		}
	}
}

// unrounded returns the numbers that a rounded row stands for.
func unrounded(t *testing.T, k *Kernel, rounded []byte, exact []float32) []float32 {
	t.Helper()
	row := make([]float32, len(exact))
	for i, x := range exact {
		block := rounded[i/BlockSize*roundedBytes:]
		scale := math.Float32frombits(binary.LittleEndian.Uint32(block[BlockSize:]))
		row[i] = float32(int8(block[i%BlockSize])) * scale
		if math.Abs(float64(row[i]-x)) > 0.5001*float64(scale) {
			t.Fatalf("%s: %v is rounded to %v in steps of %v", k.Name, x, row[i], scale)
		}
	}
	return row
}

func checkRow(t *testing.T, k *Kernel, c, before, a []float32, columns [][]float32) {
	t.Helper()
	for j, column := range columns {
		want, size := float64(before[j]), 1.0
		for i, x := range a {
			want += float64(x) * float64(column[i])
			size += math.Abs(float64(x) * float64(column[i]))
		}
		if got := float64(c[j]); math.Abs(got-want) > 1e-5*size {
			t.Fatalf("%s, depth %d: column %d is %v, want %v", k.Name, len(a), j, got, want)
		}
	}
}

// extremes are right sides of the largest numbers: -8 and -128.
func extremes(k *Kernel) map[float64]*Blocks {
	sides := map[float64]*Blocks{}
	if k.HasBlocks(4) {
		data := make([]byte, Lanes*BlockBytes) // every number is -8
		for i := 0; i < len(data); i += BlockBytes {
			binary.LittleEndian.PutUint16(data[i:], 0x3c00) // 1
		}
		sides[-8] = k.NewBlocks(BlockSize, data)
	}
	if k.HasBlocks(8) {
		scales, values := make([]float32, Lanes), bytes.Repeat([]byte{0x80}, Lanes*BlockSize)
		for i := range scales {
			scales[i] = 1
		}
		sides[-128] = k.NewByteBlocks(scales, values)
	}
	return sides
}

// TestRoundedExtremes multiplies the largest numbers of both sides, which must
// not overflow, and zeros.
func TestRoundedExtremes(t *testing.T) {
	for _, value := range []float32{127, -127, 0, 1e-38, 1e30} {
		a := make([]float32, PadRows(1)*BlockSize)
		for i := range a {
			a[i] = value
		}
		for _, k := range Kernels() {
			for number, b := range extremes(k) {
				c, rounded := make([]float32, PadRows(1)*Lanes), make([]byte, RoundedSize(1, BlockSize))
				k.MulAddBlocks(c, Lanes, a, rounded, 1, b)
				if want := number * BlockSize * float64(value); math.Abs(float64(c[0])-want) > 1e-5*math.Abs(want)+1e-20 {
					t.Errorf("%s: the product of %v with %v is %v, want %v", k.Name, number, value, c[0], want)
				}
			}
		}
	}
}

func TestHalf(t *testing.T) {
	for bits, want := range map[uint16]float32{0: 0, 0x3c00: 1, 0xc000: -2, 0x0001: 5.9604645e-08, 0x7bff: 65504, 0x8400: -6.1035156e-05} {
		if got := half(binary.LittleEndian.AppendUint16(nil, bits)); got != want {
			t.Errorf("%#x is %v, want %v", bits, got, want)
		}
	}
}

func BenchmarkBlocks(b *testing.B) {
	const rows, depth, cols = 132, 384, 1536
	a, c := make([]float32, rows*depth), make([]float32, rows*cols)
	rounded := make([]byte, RoundedSize(rows, depth))
	for _, k := range Kernels() {
		if !k.HasBlocks(4) {
			continue
		}
		p := k.NewBlocks(depth, make([]byte, cols*depth/BlockSize*BlockBytes))
		b.Run(k.Name, func(b *testing.B) {
			for b.Loop() {
				k.MulAddBlocks(c, cols, a, rounded, rows, p)
			}
			b.ReportMetric(2*rows*depth*cols*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}
