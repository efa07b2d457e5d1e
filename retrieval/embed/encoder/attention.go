package encoder

import (
	"math"

	"footnote/retrieval/embed/encoder/mat"
)

// attend lets the tokens of each sequence look at each other: Vaswani et al.,
// "Attention Is All You Need" (2017), section 3.2. It reads queries, keys and
// values from w.qkv and leaves the result in w.mixed.
func (n *network) attend(w *workspace, lengths []int) {
	row := 0
	for _, length := range lengths {
		for head := range n.heads {
			n.attendHead(w, row, length, head)
		}
		row += length
	}
}

// attendHead does one head of the sequence of length rows that starts at row.
func (n *network) attendHead(w *workspace, row, length, head int) {
	size, stride := n.hidden/n.heads, 3*n.hidden
	queries := w.qkv[row*stride+head*size:]
	w.loadKeys(queries[n.hidden:], stride, length, size)
	w.loadValues(queries[2*n.hidden:], stride, length, size)

	wide := mat.PadColumns(length)
	scores := w.scores[:mat.PadRows(length)*wide]
	clear(scores)
	n.kernel.MulAdd(scores, wide, queries, stride, length, &w.keys)
	scale := float32(1 / math.Sqrt(float64(size)))
	for i := range length {
		n.kernel.Softmax(scores[i*wide:(i+1)*wide], length, scale)
	}

	out := mat.PadColumns(size)
	result := w.head[:mat.PadRows(length)*out]
	clear(result)
	n.kernel.MulAdd(result, out, scores, wide, length, &w.values)
	for i := range length {
		copy(w.mixed[(row+i)*n.hidden+head*size:][:size], result[i*out:])
	}
}

// loadKeys packs the keys of a head so that each token is a column.
func (w *workspace) loadKeys(src []float32, stride, length, size int) {
	w.keys.K, w.keys.N = size, length
	for i := range length {
		panel := w.keys.Panel(i / mat.Lanes)[i%mat.Lanes:]
		for j, v := range src[i*stride:][:size] {
			panel[j*mat.Lanes] = v
		}
	}
}

// loadValues packs the values of a head so that each token is a row.
func (w *workspace) loadValues(src []float32, stride, length, size int) {
	w.values.K, w.values.N = length, size
	for from := 0; from < size; from += mat.Lanes {
		panel := w.values.Panel(from / mat.Lanes)
		for i := range length {
			copy(panel[i*mat.Lanes:(i+1)*mat.Lanes], src[i*stride+from:][:min(mat.Lanes, size-from)])
		}
	}
}
