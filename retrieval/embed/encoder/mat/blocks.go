package mat

import (
	"encoding/binary"
	"math"
)

// Numbers of 4 bits come in blocks of BlockSize that share a scale, BlockBytes a
// block: the scale in float16, then a byte for each pair of numbers 16 apart, the
// first in its lower half. A number is its 4 bits less 8, times the scale.
const (
	BlockSize  = 32
	BlockBytes = 2 + BlockSize/2
)

// A row of the left side has 40 bytes for each block: BlockSize signed bytes, their
// scale in float32, and in int32 their sum times what the numbers of the right side
// are too large by, negated.
const roundedBytes = BlockSize + 8

// byteProduct is how a kernel multiplies bytes.
type byteProduct struct {
	// bits is how many bits the numbers of the right side may have, 4 or 8.
	bits int
	// rows and lanes are how many rows of the left side, a divisor of Block, and
	// columns of the right side are taken at a time.
	rows, lanes int
	// add adds to rows x lanes numbers at c, whose rows lie ldc numbers apart, the
	// product of rows at a, stride bytes apart, and a panel of Blocks.
	add func(c *float32, ldc int, a *byte, stride int, numbers *byte, scales *float32, blocks int)
	// round rounds blocks of BlockSize numbers at src. shift is the logarithm to
	// the base 2 of what the numbers of the right side are too large by.
	round func(dst *byte, src *float32, blocks, shift int)
}

// Blocks is the right side of a product, with numbers of 4 or 8 bits: depth K and N
// columns, multiples of BlockSize and Lanes. The left side is rounded to signed bytes
// with a scale for each block, so that bytes are multiplied.
type Blocks struct {
	K, N int
	by   *byteProduct
	// numbers are panels of columns: for each block 8 groups of 4 rows, column by
	// column, without a sign: shift tells what was added. scales are theirs.
	numbers []byte
	scales  []float32
	shift   int
}

// HasBlocks reports whether the kernel multiplies by Blocks of numbers of so many
// bits, 4 or 8.
func (k *Kernel) HasBlocks(bits int) bool { return k.bytes != nil && bits <= k.bytes.bits }

func (k *Kernel) newBlocks(depth, cols, shift int) *Blocks {
	return &Blocks{
		K: depth, N: cols, by: k.bytes, shift: shift,
		numbers: make([]byte, depth*cols), scales: make([]float32, depth/BlockSize*cols),
	}
}

// NewBlocks packs rows of blocks, each of which becomes a column of the given depth.
func (k *Kernel) NewBlocks(depth int, rows []byte) *Blocks {
	size := depth / BlockSize * BlockBytes
	b := k.newBlocks(depth, len(rows)/size, 3)
	var numbers [BlockSize]byte
	for i := range b.N {
		for j := range depth / BlockSize {
			block := rows[i*size+j*BlockBytes:][:BlockBytes]
			for i, pair := range block[2:] {
				numbers[i], numbers[i+BlockSize/2] = pair&15, pair>>4
			}
			b.set(i, j, half(block), numbers[:])
		}
	}
	return b
}

// NewByteBlocks packs rows of signed bytes with a scale for each row, which becomes a
// column.
func (k *Kernel) NewByteBlocks(scales []float32, values []byte) *Blocks {
	depth := len(values) / len(scales)
	b := k.newBlocks(depth, len(scales), 7)
	var numbers [BlockSize]byte
	for i := range b.N {
		for j := range depth / BlockSize {
			for k, v := range values[i*depth+j*BlockSize:][:BlockSize] {
				numbers[k] = v ^ 0x80 // 128 more than the signed byte
			}
			b.set(i, j, scales[i], numbers[:])
		}
	}
	return b
}

// set writes the j-th block of the i-th column.
func (b *Blocks) set(i, j int, scale float32, numbers []byte) {
	lanes := b.by.lanes
	panel, column := i/lanes*lanes, i%lanes
	at := panel*b.K/BlockSize + j*lanes
	b.scales[at+column] = scale
	dst := b.numbers[at*BlockSize+column*4:]
	for i := 0; i < BlockSize; i += 4 {
		copy(dst[i*lanes:], numbers[i:i+4])
	}
}

// UnpackBlocks writes the numbers of a row of blocks to dst.
func UnpackBlocks(dst []float32, row []byte) {
	for ; len(dst) >= BlockSize; dst, row = dst[BlockSize:], row[BlockBytes:] {
		scale := half(row)
		for i, pair := range row[2:BlockBytes] {
			dst[i] = float32(int(pair&15)-8) * scale
			dst[i+BlockSize/2] = float32(int(pair>>4)-8) * scale
		}
	}
}

// half reads a number of IEEE 754's binary16 that is not infinite.
func half(b []byte) float32 {
	bits := binary.LittleEndian.Uint16(b)
	fraction, exponent := float64(bits&0x3ff), int(bits>>10&0x1f)
	if exponent > 0 {
		fraction += 1024
	} else {
		exponent = 1
	}
	return float32(math.Copysign(math.Ldexp(fraction, exponent-25), -float64(bits>>15)+0.5))
}

// RoundedSize is the memory that MulAddBlocks needs for rows of depth k.
func RoundedSize(rows, k int) int { return PadRows(rows) * (k / BlockSize) * roundedBytes }

// MulAddBlocks is MulAdd for a left side whose rows of depth b.K lie one behind the
// other, and a right side of Blocks that the same kernel made. rounded has room for
// RoundedSize(rows, b.K) bytes; src holds PadRows(rows) rows.
func (k *Kernel) MulAddBlocks(dst []float32, ldc int, src []float32, rounded []byte, rows int, b *Blocks) {
	blocks, by := b.K/BlockSize, b.by
	if rows < 1 || blocks < 1 {
		return
	}
	stride := blocks * roundedBytes
	rows = (rows + by.rows - 1) / by.rows * by.rows
	_ = dst[(rows-1)*ldc+b.N-1] // assembly does not check bounds
	_ = src[rows*b.K-1]
	_ = rounded[rows*stride-1]
	by.round(&rounded[0], &src[0], rows*blocks, b.shift)
	for i := 0; i < b.N; i += by.lanes {
		numbers, scales := b.numbers[i*b.K:], b.scales[i*blocks:]
		for r := 0; r < rows; r += by.rows {
			by.add(&dst[r*ldc+i], ldc, &rounded[r*stride], stride, &numbers[0], &scales[0], blocks)
		}
	}
}
