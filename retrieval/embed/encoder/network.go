package encoder

import (
	"fmt"

	"footnote/retrieval/embed/encoder/mat"

	"golang.org/x/sync/errgroup"
)

// network is a BERT model ready to run. It is never written to after loading.
type network struct {
	kernel    *mat.Kernel
	hidden    int // length of a token's vector
	heads     int
	epsilon   float64
	meanPool  bool
	words     matrix
	positions []float32 // a row of hidden for each position
	norm      norm
	layers    []layer
}

// layer is one round of attention and of the two dense steps after it.
type layer struct {
	qkv, attention, wide, output dense
	attentionNorm, outputNorm    norm
}

// norm is the learnt part of a layer normalization.
type norm struct{ gain, bias []float32 }

// newNetwork unpacks a model with at most threads cores.
func newNetwork(f *file, kernel *mat.Kernel, threads int) (*network, error) {
	words, err := f.matrix("words")
	if err != nil {
		return nil, err
	}
	_, hidden := words.size()
	n := &network{
		kernel: kernel, hidden: hidden, heads: f.Heads, epsilon: f.Epsilon,
		meanPool: f.Pooling == "mean", words: words,
	}
	if n.hidden%mat.Lanes != 0 || n.hidden%n.heads != 0 {
		return nil, fmt.Errorf("the model is %d wide, want a multiple of %d and of its %d heads", n.hidden, mat.Lanes, n.heads)
	}
	if n.positions, err = f.table("positions", n.hidden); err != nil {
		return nil, err
	}
	if positions := len(n.positions) / n.hidden; f.Window > positions {
		return nil, fmt.Errorf("the model's window is %d tokens, but it knows %d positions only", f.Window, positions)
	}
	if n.norm, err = readNorm(f, "norm", n.hidden); err != nil {
		return nil, err
	}
	n.layers, err = readLayers(f, kernel, n.hidden, threads)
	return n, err
}

// readLayers unpacks the layers side by side: that is most of a start's time.
func readLayers(f *file, kernel *mat.Kernel, hidden, threads int) ([]layer, error) {
	layers := make([]layer, f.Layers)
	var group errgroup.Group
	group.SetLimit(threads)
	for i := range layers {
		group.Go(func() (err error) {
			layers[i], err = readLayer(f, kernel, fmt.Sprintf("layer.%d.", i), hidden)
			return err
		})
	}
	return layers, group.Wait()
}

func readLayer(f *file, kernel *mat.Kernel, prefix string, hidden int) (l layer, err error) {
	if l.qkv, err = readDense(f, kernel, prefix+"qkv", hidden, 3*hidden); err != nil {
		return l, err
	}
	if l.attention, err = readDense(f, kernel, prefix+"attention", hidden, hidden); err != nil {
		return l, err
	}
	if l.wide, err = readDense(f, kernel, prefix+"wide", hidden, 0); err != nil {
		return l, err
	}
	if l.output, err = readDense(f, kernel, prefix+"output", l.wide.out, hidden); err != nil {
		return l, err
	}
	if l.attentionNorm, err = readNorm(f, prefix+"attention.norm", hidden); err != nil {
		return l, err
	}
	l.outputNorm, err = readNorm(f, prefix+"output.norm", hidden)
	return l, err
}

func readNorm(f *file, name string, n int) (norm, error) {
	gain, err := f.floats(name+".gain", n)
	if err != nil {
		return norm{}, err
	}
	bias, err := f.floats(name+".bias", n)
	return norm{gain: gain, bias: bias}, err
}
