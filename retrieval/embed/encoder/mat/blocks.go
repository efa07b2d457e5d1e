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

const (
	blockLanes = 8 // columns in a panel of Blocks
	// A row of the left side has 40 bytes for each block: BlockSize signed bytes,
	// their scale in float32, and -8 times their sum in int32.
	roundedBytes = BlockSize + 8
)

// Blocks is the right side of a product, with numbers of 4 bits: depth K and N
// columns, multiples of BlockSize and 8. The left side is rounded to signed bytes
// with a scale for each block, so that bytes are multiplied.
type Blocks struct {
	K, N int
	// numbers are panels of 8 columns: for each block 8 groups of 4 rows, column
	// by column. scales are theirs.
	numbers []byte
	scales  []float32
}

// HasBlocks reports whether the kernel multiplies by Blocks.
func (k *Kernel) HasBlocks() bool { return k.blocks != nil }

// NewBlocks packs rows of blocks, each of which becomes a column of depth k.
func NewBlocks(k int, rows []byte) *Blocks {
	size := k / BlockSize * BlockBytes
	b := &Blocks{K: k, N: len(rows) / size}
	b.numbers, b.scales = make([]byte, k*b.N), make([]float32, k/BlockSize*b.N)
	for i := range b.N {
		panel, column := i/blockLanes*blockLanes, i%blockLanes
		for j := range k / BlockSize {
			block := rows[i*size+j*BlockBytes:][:BlockBytes]
			b.scales[panel*k/BlockSize+j*blockLanes+column] = half(block)
			b.scatter(b.numbers[(panel*k/BlockSize+j*blockLanes)*BlockSize:], block[2:], column)
		}
	}
	return b
}

// scatter writes the numbers of a block, each from 0 to 15, to its column.
func (b *Blocks) scatter(dst, pairs []byte, column int) {
	for i, pair := range pairs[:BlockSize/2] {
		dst[i/4*4*blockLanes+column*4+i%4] = pair & 15
		i += BlockSize / 2
		dst[i/4*4*blockLanes+column*4+i%4] = pair >> 4
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

// RoundedSize is the memory that Round needs for rows of depth k.
func RoundedSize(rows, k int) int { return PadRows(rows) * (k / BlockSize) * roundedBytes }

// Round rounds the left side of a product, rows of depth k one behind the other,
// to bytes. It works on up to PadRows(rows) rows.
func (k *Kernel) Round(dst []byte, src []float32, rows, depth int) {
	blocks := PadRows(rows) * (depth / BlockSize)
	if blocks < 1 {
		return
	}
	_ = dst[blocks*roundedBytes-1] // assembly does not check bounds
	_ = src[blocks*BlockSize-1]
	k.round(&dst[0], &src[0], blocks)
}

// MulAddBlocks is MulAdd for a left side that Round has made and a right side of
// Blocks.
func (k *Kernel) MulAddBlocks(dst []float32, ldc int, rounded []byte, rows int, b *Blocks) {
	blocks := b.K / BlockSize
	if rows < 1 || blocks < 1 {
		return
	}
	stride := blocks * roundedBytes
	rows = (rows + blockRows - 1) / blockRows * blockRows
	_ = dst[(rows-1)*ldc+b.N-1] // assembly does not check bounds
	_ = rounded[rows*stride-1]
	for i := 0; i < b.N; i += blockLanes {
		numbers, scales := b.numbers[i*b.K:], b.scales[i*blocks:]
		for r := 0; r < rows; r += blockRows {
			k.blocks(&dst[r*ldc+i], ldc, &rounded[r*stride], stride, &numbers[0], &scales[0], blocks)
		}
	}
}

// blockRows is how many rows of the left side Kernel.blocks takes at a time; it
// divides Block.
const blockRows = 6
