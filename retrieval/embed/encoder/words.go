package encoder

import "context"

// Words returns a vector of length 1 for each part of a sentence, such as a word
// or what stands between two words, as it is meant among the others: the mean
// of the last layer over its tokens. It is nil for a part without tokens, and for
// those that the model's window does not hold.
func (e *Encoder) Words(ctx context.Context, parts []string) ([][]float32, error) {
	var ids []int32
	ends := make([]int, len(parts))
	for i, part := range parts {
		if piece := e.tokens.Encode(part); len(ids)+len(piece) <= e.window {
			ids = append(ids, piece...)
		}
		ends[i] = len(ids)
	}
	if len(ids) == 0 {
		return make([][]float32, len(parts)), nil
	}
	var vectors [][]float32
	err := e.core(ctx, func(w *workspace) error {
		if err := e.network.run(ctx, w, [][]int32{sequence(e.tokens, ids)}, make([][]float32, 1)); err != nil {
			return err
		}
		vectors = e.network.means(w, ends)
		return nil
	})
	return vectors, err
}

// means returns the mean of the vectors of each part of the one sequence that
// was run last; ends are where the parts end, without the token before the first.
func (n *network) means(w *workspace, ends []int) [][]float32 {
	vectors, start := make([][]float32, len(ends)), 0
	for i, end := range ends {
		if end == start {
			continue
		}
		vectors[i] = mean(w.x[(start+1)*n.hidden:(end+1)*n.hidden], n.hidden)
		start = end
	}
	return vectors
}
