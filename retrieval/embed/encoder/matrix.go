package encoder

import (
	"fmt"
	"slices"

	"footnote/retrieval/embed/encoder/mat"
)

// matrix is a quantised matrix. It refers to the file's own bytes.
type matrix interface {
	// size is the number of rows and of columns.
	size() (rows, cols int)
	// row writes the i-th row, unpacked, to dst.
	row(dst []float32, i int)
}

// bytewise is a matrix of signed bytes with a scale for each row.
type bytewise struct {
	rows, cols int
	scales     []float32
	values     []byte
}

func (b *bytewise) size() (rows, cols int) { return b.rows, b.cols }

func (b *bytewise) row(dst []float32, i int) {
	scale := b.scales[i]
	for j, v := range b.values[i*b.cols : (i+1)*b.cols] {
		dst[j] = float32(int8(v)) * scale
	}
}

// blockwise is a matrix of numbers of 4 bits in the blocks of package mat.
type blockwise struct {
	rows, cols int
	blocks     []byte
}

func (b *blockwise) size() (rows, cols int) { return b.rows, b.cols }

func (b *blockwise) row(dst []float32, i int) {
	size := blockBytes(b.cols)
	mat.UnpackBlocks(dst[:b.cols], b.blocks[i*size:(i+1)*size])
}

// blockBytes is the size of a row of blocks.
func blockBytes(cols int) int { return cols / mat.BlockSize * mat.BlockBytes }

// matrix returns a quantised matrix of the kind that the file has.
func (f *file) matrix(name string) (matrix, error) {
	i := slices.IndexFunc(f.Tensors, func(e entry) bool { return e.Name == name })
	if i < 0 || f.Tensors[i].Kind != "q4" {
		return f.bytewise(name)
	}
	shape, data, err := f.find(name, "q4", 2, func(s []int) int { return s[0] * blockBytes(s[1]) })
	if err != nil {
		return nil, err
	}
	if shape[1]%mat.BlockSize != 0 || shape[0]%mat.Lanes != 0 && name != "words" {
		return nil, fmt.Errorf("tensor %s has the shape %v, want multiples of %d and %d", name, shape, mat.Lanes, mat.BlockSize)
	}
	return &blockwise{rows: shape[0], cols: shape[1], blocks: data}, nil
}

// bytewise returns a matrix of signed bytes.
func (f *file) bytewise(name string) (matrix, error) {
	shape, data, err := f.find(name, "q8", 2, func(s []int) int { return s[0] * (s[1] + 4) })
	if err != nil {
		return nil, err
	}
	rows, cols := shape[0], shape[1]
	return &bytewise{rows: rows, cols: cols, scales: decode(data[:4*rows]), values: data[4*rows:]}, nil
}

// dense multiplies by a matrix and adds a bias. One of weight and blocks is nil.
type dense struct {
	weight  *mat.Packed
	blocks  *mat.Blocks
	in, out int
	bias    []float32
}

// readDense unpacks a step from in to out numbers; out 0 takes what the file has.
func readDense(f *file, kernel *mat.Kernel, name string, in, out int) (dense, error) {
	m, err := f.matrix(name + ".weight")
	if err != nil {
		return dense{}, err
	}
	rows, cols := m.size()
	if out == 0 {
		out = rows
	}
	if cols != in || rows != out || out%mat.Lanes != 0 {
		return dense{}, fmt.Errorf("tensor %s.weight is %d x %d, want %d x %d, the first a multiple of %d", name, rows, cols, out, in, mat.Lanes)
	}
	d := dense{in: in, out: out}
	switch m := m.(type) {
	case *blockwise:
		if kernel.HasBlocks(4) {
			d.blocks = kernel.NewBlocks(in, m.blocks)
		}
	case *bytewise:
		if kernel.HasBlocks(8) && in%mat.BlockSize == 0 {
			d.blocks = kernel.NewByteBlocks(m.scales, m.values)
		}
	}
	if d.blocks == nil {
		d.weight = pack(m)
	}
	d.bias, err = f.floats(name+".bias", out)
	return d, err
}

// pack transposes a quantised matrix, whose rows are the outputs, into the
// panels that products want.
func pack(m matrix) *mat.Packed {
	rows, cols := m.size()
	p := mat.NewPacked(cols, rows)
	row := make([]float32, cols)
	for i := range rows {
		m.row(row, i)
		panel := p.Panel(i / mat.Lanes)[i%mat.Lanes:]
		for j, v := range row {
			panel[j*mat.Lanes] = v
		}
	}
	return p
}

// addProduct adds to dst what the step's matrix makes of the rows of src.
func (n *network) addProduct(w *workspace, dst, src []float32, step dense, rows int) {
	if step.blocks == nil {
		n.kernel.MulAdd(dst, step.out, src, step.in, rows, step.weight)
		return
	}
	if size := mat.RoundedSize(rows, step.in); len(w.rounded) < size {
		w.rounded = make([]byte, size)
	}
	n.kernel.MulAddBlocks(dst, step.out, src, w.rounded, rows, step.blocks)
}
