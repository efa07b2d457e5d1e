// Package mat holds the arithmetic of a small transformer on one core:
// products of packed matrices, and the functions applied to rows in between.
//
// Everything is float32. The product and the exponentials exist in several
// forms, in assembly for the processors that most servers and laptops have and
// in Go for all others; Best picks one when the program runs. A row of a result
// depends on its own row of the input only, and on nothing that is computed
// beside it, so a text has the same vector in any batch.
package mat

// Lanes is the number of columns in a panel of a packed matrix.
const Lanes = 16

// Block is the number of rows to which callers pad the matrices they pass:
// every kernel works through rows in groups that divide it.
const Block = 12

// depth is how many rows of a panel are multiplied at a time. A panel's part of
// that depth takes 24 KiB, so that it stays in the first-level cache while all
// rows of the left matrix pass by.
const depth = 384

// PadRows rounds a number of rows up to a multiple of Block.
func PadRows(n int) int { return (n + Block - 1) / Block * Block }

// PadColumns rounds a number of columns up to a multiple of Lanes.
func PadColumns(n int) int { return (n + Lanes - 1) / Lanes * Lanes }

// Kernel is one implementation of the arithmetic.
type Kernel struct {
	// Name says which instructions it uses.
	Name string
	// rows is how many rows of the left matrix tile takes at a time; it
	// divides Block.
	rows int
	// tile adds to rows x Lanes numbers at c, whose rows lie ldc numbers
	// apart, the product of rows x k numbers at a, whose rows lie lda apart,
	// and a panel of k x Lanes numbers at b. k is at least 1.
	tile func(c *float32, ldc int, a *float32, lda int, b *float32, k int)
	// exp replaces each of x by e to the power of (x - shift) * scale, where
	// that power is at most 0. len(x) is a multiple of Lanes.
	exp func(x []float32, shift, scale float32)
	// gelu replaces each of x by its GELU. len(x) is a multiple of Lanes.
	gelu func(x []float32)
	// bytes is nil where the kernel does not multiply by Blocks.
	bytes *byteProduct
}

// Best returns the fastest kernel for the processor the program runs on.
func Best() *Kernel { return Kernels()[0] }

// Kernels returns all kernels that this processor can run, fastest first. The
// last one is written in Go alone.
func Kernels() []*Kernel { return append(assembled(), portable) }

// Packed is the right side of a product: a matrix of depth K and N columns,
// stored as panels of Lanes columns, each K x Lanes numbers. Columns beyond N
// in the last panel are there too, and zero unless written.
type Packed struct {
	K, N int
	Data []float32
}

// NewPacked returns a packed matrix of zeros.
func NewPacked(k, n int) *Packed {
	return &Packed{K: k, N: n, Data: make([]float32, k*PadColumns(n))}
}

// Panel returns the i-th panel: K rows of Lanes columns.
func (p *Packed) Panel(i int) []float32 {
	size := p.K * Lanes
	return p.Data[i*size : (i+1)*size]
}

// MulAdd adds to the first rows rows of dst, which lie ldc numbers apart, the
// product of the same rows of src, which lie lda apart, and p. It works on up to
// PadRows(rows) rows and PadColumns(p.N) columns: both slices reach that far,
// and what dst holds beyond rows and columns means nothing afterwards.
func (k *Kernel) MulAdd(dst []float32, ldc int, src []float32, lda int, rows int, p *Packed) {
	if rows < 1 || p.K < 1 {
		return
	}
	rows = (rows + k.rows - 1) / k.rows * k.rows
	_ = dst[(rows-1)*ldc+PadColumns(p.N)-1] // assembly does not check bounds
	_ = src[(rows-1)*lda+p.K-1]
	for from := 0; from < p.K; from += depth {
		part := min(depth, p.K-from)
		for i := range PadColumns(p.N) / Lanes {
			panel := p.Panel(i)[from*Lanes:]
			_ = panel[part*Lanes-1]
			for r := 0; r < rows; r += k.rows {
				k.tile(&dst[r*ldc+i*Lanes], ldc, &src[r*lda+from], lda, &panel[0], part)
			}
		}
	}
}
