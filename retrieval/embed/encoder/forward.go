package encoder

import (
	"context"
	"slices"

	"footnote/retrieval/embed/encoder/mat"
)

// workspace is the memory of one forward pass, kept for the next.
type workspace struct {
	x, qkv, mixed, wide []float32 // a row for each token, and rows to spare
	keys, values        mat.Packed
	scores, head        []float32
	rounded             []byte // the left side of a product with blocks
	rows, longest       int    // what it has room for
}

// reserve makes room for rows tokens of which no sequence is longer than
// longest. Products start at any row and round their number up to a block, so
// there is a block to spare.
func (w *workspace) reserve(n *network, rows, longest int) {
	if rows > w.rows {
		w.rows = rows
		spare := mat.PadRows(rows) + mat.Block
		w.x = make([]float32, spare*n.hidden)
		w.qkv = make([]float32, spare*3*n.hidden)
		w.mixed = make([]float32, spare*n.hidden)
		w.wide = make([]float32, spare*n.layers[0].wide.out)
	}
	if longest > w.longest {
		w.longest = longest
		size := n.hidden / n.heads
		w.keys = *mat.NewPacked(size, longest)
		w.values = *mat.NewPacked(longest, size)
		w.scores = make([]float32, mat.PadRows(longest)*mat.PadColumns(longest))
		w.head = make([]float32, mat.PadRows(longest)*mat.PadColumns(size))
	}
}

// run computes the vector of each sequence, of length 1, into vectors.
// Sequences share products but do not see each other. It gives up between
// layers once ctx is done.
func (n *network) run(ctx context.Context, w *workspace, sequences [][]int32, vectors [][]float32) error {
	lengths := n.embed(w, sequences)
	if err := n.through(ctx, w, n.layers, lengths); err != nil {
		return err
	}
	n.pool(w, sequences, vectors)
	return nil
}

// through takes the sequences in x, one behind the other and of the lengths
// given, through layers.
func (n *network) through(ctx context.Context, w *workspace, layers []layer, lengths []int) error {
	for i := range layers {
		if err := ctx.Err(); err != nil {
			return err
		}
		n.layer(w, &layers[i], lengths)
	}
	return nil
}

// clear makes room for sequences of the lengths given. Rows to spare are
// zeroed: what they hold is never used, but has to stay ordinary numbers.
func (w *workspace) clear(n *network, lengths []int) (rows int) {
	rows = sum(lengths)
	w.reserve(n, rows, slices.Max(lengths))
	clear(w.x)
	clear(w.mixed)
	return rows
}

// embed fills x with the vectors of words and positions, and returns the
// lengths of the sequences, of which there is at least one.
func (n *network) embed(w *workspace, sequences [][]int32) []int {
	lengths := make([]int, len(sequences))
	for i, s := range sequences {
		lengths[i] = len(s)
	}
	rows := w.clear(n, lengths)
	row := 0
	for _, s := range sequences {
		for position, id := range s {
			x := w.x[row*n.hidden : (row+1)*n.hidden]
			n.words.row(x, int(id))
			mat.Add(x, n.positions[position*n.hidden:])
			row++
		}
	}
	n.normalize(w, n.norm, rows)
	return lengths
}

func sum(lengths []int) (rows int) {
	for _, l := range lengths {
		rows += l
	}
	return rows
}

// layer takes x through one layer.
func (n *network) layer(w *workspace, l *layer, lengths []int) {
	rows := sum(lengths)
	n.spread(w, w.qkv, w.x, l.qkv, rows)
	n.attend(w, lengths)
	n.gather(w, w.x, w.mixed, l.attention, rows)
	n.normalize(w, l.attentionNorm, rows)
	n.spread(w, w.wide, w.x, l.wide, rows)
	n.kernel.GELU(w.wide[:rows*l.wide.out])
	n.gather(w, w.x, w.wide, l.output, rows)
	n.normalize(w, l.outputNorm, rows)
}

func (n *network) normalize(w *workspace, by norm, rows int) {
	mat.LayerNorm(w.x[:rows*n.hidden], by.gain, by.bias, n.epsilon)
}

// spread sets dst to what the step makes of src.
func (n *network) spread(w *workspace, dst, src []float32, step dense, rows int) {
	wide := step.out
	for i := range mat.PadRows(rows) {
		copy(dst[i*wide:(i+1)*wide], step.bias)
	}
	n.addProduct(w, dst, src, step, rows)
}

// gather adds to dst what the step makes of src.
func (n *network) gather(w *workspace, dst, src []float32, step dense, rows int) {
	wide := step.out
	for i := range rows {
		mat.Add(dst[i*wide:(i+1)*wide], step.bias)
	}
	n.addProduct(w, dst, src, step, rows)
}

// pool reduces each sequence to one vector: the mean of its tokens, or the
// first one, as the model was trained.
func (n *network) pool(w *workspace, sequences [][]int32, vectors [][]float32) {
	row := 0
	for i, s := range sequences {
		tokens := len(s)
		if !n.meanPool {
			tokens = 1
		}
		vectors[i] = mean(w.x[row*n.hidden:(row+tokens)*n.hidden], n.hidden)
		row += len(s)
	}
}

// mean is the mean of rows, scaled to length 1.
func mean(rows []float32, hidden int) []float32 {
	sum := make([]float32, hidden)
	for at := 0; at < len(rows); at += hidden {
		mat.Add(sum, rows[at:at+hidden])
	}
	mat.Normalize(sum) // makes the division by the number of rows needless
	return sum
}
