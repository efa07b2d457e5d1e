// Package encoder turns text into vectors with trained sentence encoders that
// are part of the program: all-MiniLM-L6-v2, a BERT of six layers, for English,
// and multilingual-e5-small, of twelve, for six languages; run in Go without cgo,
// network or account.
//
// The weights are embedded, quantised to signed bytes with a scale for each
// row, or to 4 bits with one for each 32 numbers; NOTICE and NOTICE.multilingual
// say where they come from and under which licence, convert/ holds the scripts
// that make them from the published ones and describes their format. Arithmetic is
// float32, and for 4 bits products of bytes where the processor has them (package
// mat); tokens are those of the models' reference tokenizers (packages wordpiece
// and unigram).
package encoder

import (
	"context"
	_ "embed" // the weights
	"fmt"
	"runtime"

	"footnote/retrieval"
	"footnote/retrieval/embed/encoder/mat"

	"golang.org/x/sync/errgroup"
)

//go:embed model.bin
var weights []byte

//go:embed multilingual.bin
var multilingual []byte

const (
	// longest is how many tokens are read at a time at most, however many the
	// model could: time grows with the square.
	longest = 256
	// overlap is how many tokens neighbouring windows of a long text share.
	overlap = 32
	// recipe names how vectors are made of the weights: windows, merging,
	// quantising. Change it whenever the same text would get another vector.
	recipe = "q8.1"
)

// Options say how an Encoder works; the zero value is ready to use.
type Options struct {
	// Threads is the number of cores used at most, by all callers together;
	// 0 means as many as GOMAXPROCS.
	Threads int
}

// Encoder embeds texts. It is safe for concurrent use. It holds about 45 MB,
// and up to 6 MB more for each core in use.
type Encoder struct {
	name    string
	prefix  [2]string // by retrieval.Kind: what is put before a text
	window  int       // tokens of text in a sequence, without those around it
	tokens  tokenizer
	network *network
	// free holds a workspace for each core that may be used; nil stands for
	// one not yet made. Whoever computes takes one out and puts it back.
	free chan *workspace
}

var _ retrieval.Embedder = (*Encoder)(nil)

// MultilingualName is the name of the encoder that NewMultilingual returns.
const MultilingualName = "multilingual-e5-small/" + recipe

// New unpacks the weights for English, which takes some 30 ms on a core.
func New(o Options) (*Encoder, error) { return load(weights, mat.Best(), o) }

// NewMultilingual unpacks the weights for English, German, French, Spanish,
// Ukrainian and Russian, which takes some 60 ms on a core.
func NewMultilingual(o Options) (*Encoder, error) { return load(multilingual, mat.Best(), o) }

// load unpacks a model file.
func load(data []byte, kernel *mat.Kernel, o Options) (*Encoder, error) {
	f, err := open(data)
	if err != nil {
		return nil, err
	}
	threads := o.Threads
	if threads < 1 {
		threads = runtime.GOMAXPROCS(0)
	}
	e := &Encoder{name: f.Model + "/" + recipe, window: min(f.Window, longest) - 2, free: make(chan *workspace, threads)}
	e.prefix[retrieval.Passage], e.prefix[retrieval.Question] = f.PassagePrefix, f.QuestionPrefix
	tokens, pieces, err := f.tokenizer()
	if err != nil {
		return nil, err
	}
	e.tokens = tokens
	if e.network, err = newNetwork(f, kernel, threads); err != nil {
		return nil, err
	}
	if known, _ := e.network.words.size(); pieces > known {
		return nil, fmt.Errorf("the vocabulary has %d pieces, the model knows %d: convert it again", pieces, known)
	}
	for range threads {
		e.free <- nil
	}
	return e, nil
}

// Name identifies the model and how it is used: other weights, windows or
// pooling have another name.
func (e *Encoder) Name() string { return e.name }

// Dimensions is the length of the vectors.
func (e *Encoder) Dimensions() int { return e.network.hidden }

// Embed returns a vector of length 1 for each text, in order. A text of any
// length counts as a whole: what does not fit the model's window is read in
// overlapping windows, and the text's vector is the mean of theirs. The time
// is about proportional to the number of words. Where ctx is done, Embed
// returns its error within a few hundredths of a second, and no vectors.
func (e *Encoder) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	p := &plan{}
	for _, text := range texts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.add(e.sequences(e.prefix[kind] + text))
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(cap(e.free))
	for _, b := range p.batches(cap(e.free)) {
		group.Go(func() (err error) {
			defer retrieval.Recover(&err)
			return e.compute(ctx, b)
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return p.merged(), nil
}

// sequences divides a text into what the model reads at a time.
func (e *Encoder) sequences(text string) [][]int32 {
	cut := windows(e.tokens, e.tokens.Encode(text), e.window, min(overlap, e.window/4))
	for i, w := range cut {
		cut[i] = sequence(e.tokens, w)
	}
	return cut
}

// compute runs a batch as soon as a core may be used for it.
func (e *Encoder) compute(ctx context.Context, b batch) error {
	return e.core(ctx, func(w *workspace) error { return e.network.run(ctx, w, b.sequences, b.vectors) })
}

// core calls work as soon as a core may be used for it. Those who wait are
// served in turn, so a question waits for the batches of passages that are
// under way and not for those still to come.
func (e *Encoder) core(ctx context.Context, work func(*workspace) error) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case w := <-e.free:
		if w == nil {
			w = &workspace{}
		}
		defer func() { e.free <- w }()
		return work(w)
	}
}
