package encoder

import (
	"context"
	_ "embed" // the reader's weights
	"fmt"
	"math"
	"runtime"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/errgroup"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/embed/encoder/mat"
)

//go:embed reader.bin
var readerWeights []byte

const (
	// apart is how many of the encoder's layers see question and passage on
	// their own; the reader's own layers follow them.
	apart = 2
	// questionTokens and windowTokens are the most tokens of a question, and of
	// a passage and its title, that are read at a time, as in training.
	questionTokens, windowTokens = 40, 160
	// titleTokens is the most of them that the title may take.
	titleTokens = 24
	// longestSpan is the most tokens of a span.
	longestSpan = 30
	// keptWindows is how many windows' states are remembered, at 3 kB a token.
	keptWindows = 64
)

// Reader finds where a passage answers a question, and how likely it does: a
// cross-encoder on the encoder's lower layers with logits for the start and the
// end of an answer (Devlin et al., "BERT", 2019, section 4.3). train/ holds the
// scripts that made its weights. It reads English. It is safe for concurrent use.
type Reader struct {
	*Encoder
	layers []layer
	kinds  []float32 // a row added to a question's tokens, one to a passage's
	heads  []float32 // a row for the logit of a start, one for that of an end
	bias   []float32
	known  *lru.Cache[string, states] // windows of passages, by their tokens
}

var _ retrieval.Reader = (*Reader)(nil)

// NewReader unpacks the reader's own layers beside those of an encoder.
func NewReader(e *Encoder) (*Reader, error) { return loadReader(readerWeights, e) }

func loadReader(data []byte, e *Encoder) (*Reader, error) {
	f, err := open(data)
	if err != nil {
		return nil, err
	}
	hidden := e.network.hidden
	r := &Reader{Encoder: e}
	if r.layers, err = readLayers(f, r.network.kernel, hidden, runtime.GOMAXPROCS(0)); err != nil {
		return nil, err
	}
	if r.kinds, err = f.table("kinds", hidden); err != nil {
		return nil, err
	}
	if r.heads, err = f.table("span.weight", hidden); err != nil {
		return nil, err
	}
	if len(r.kinds) != 2*hidden || len(r.heads) != 2*hidden || f.Heads != e.network.heads || len(e.network.layers) < apart {
		return nil, fmt.Errorf("the reader does not fit the encoder %s: convert it again", e.Name())
	}
	if r.bias, err = f.floats("span.bias", 2); err != nil {
		return nil, err
	}
	r.known, err = lru.New[string, states](keptWindows)
	return r, err
}

// Read returns a Finding for each sentence of each text, in order. Where ctx is
// done it returns its error within a few hundredths of a second.
func (r *Reader) Read(ctx context.Context, question string, texts []retrieval.Text) ([][]retrieval.Finding, error) {
	ids := r.tokens.Encode(question)
	asked := sequence(r.tokens, ids[:min(len(ids), questionTokens)])
	about, err := r.through(ctx, asked)
	if err != nil {
		return nil, err
	}
	found := make([][]retrieval.Finding, len(texts))
	var mu sync.Mutex // windows of a text share a sentence
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(cap(r.free))
	for i, text := range texts {
		found[i] = make([]retrieval.Finding, len(text.Sentences))
		for _, w := range r.windows(text) {
			group.Go(func() (err error) {
				defer retrieval.Recover(&err)
				list, err := r.read(ctx, asked, about, w)
				mu.Lock()
				defer mu.Unlock()
				for k, f := range list {
					if best := &found[i][w.sentences[k].index]; *best == (retrieval.Finding{}) || f.Score > best.Score {
						*best = f
					}
				}
				return err
			})
		}
	}
	return found, group.Wait()
}

// read reads one window and returns what it finds in each of its sentences.
func (r *Reader) read(ctx context.Context, asked []int32, about states, w window) ([]retrieval.Finding, error) {
	passage, err := r.remembered(ctx, w.ids)
	if err != nil {
		return nil, err
	}
	starts, ends, err := r.logits(ctx, about.lower, passage.lower)
	if err != nil {
		return nil, err
	}
	hidden := r.network.hidden
	subject := mean(about.upper, hidden)
	found := make([]retrieval.Finding, len(w.sentences))
	for i, s := range w.sentences {
		first, last, score := bestSpan(starts, ends, s.from, s.to)
		near, rare := r.near(asked, about.upper, passage.upper, s)
		found[i] = retrieval.Finding{Score: score, Near: near, Rare: rare, Like: float64(mat.Dot(subject, mean(passage.upper[s.from*hidden:s.to*hidden], hidden))),
			Span: corpus.Span{Start: w.at[first].Start, End: w.at[last].End}}
	}
	return found, nil
}

// bestSpan is the span of the highest sum of logits within tokens from to to,
// and how much higher it is than that of no answer, at token 0.
func bestSpan(starts, ends []float32, from, to int) (first, last int, score float64) {
	first, last = from, from
	best := starts[from] + ends[from]
	for i := from; i < to; i++ {
		for j := i; j < min(to, i+longestSpan); j++ {
			if sum := starts[i] + ends[j]; sum > best {
				first, last, best = i, j, sum
			}
		}
	}
	return first, last, float64(best - starts[0] - ends[0])
}

// states are those of a sequence's tokens, a row each: after the lower layers,
// and after all of them, of length 1.
type states struct{ lower, upper []float32 }

// remembered returns the states of a window's tokens.
func (r *Reader) remembered(ctx context.Context, ids []int32) (states, error) {
	key := fmt.Sprint(ids)
	if known, ok := r.known.Get(key); ok {
		return known, nil
	}
	made, err := r.through(ctx, ids)
	if err == nil {
		r.known.Add(key, made)
	}
	return made, err
}

// through takes a sequence through the encoder's layers.
func (r *Reader) through(ctx context.Context, ids []int32) (s states, err error) {
	err = r.core(ctx, func(w *workspace) error {
		n, lengths := r.network, []int{len(ids)}
		if err := n.through(ctx, w, n.layers[:apart], n.embed(w, [][]int32{ids})); err != nil {
			return err
		}
		size := len(ids) * n.hidden
		s.lower = append(s.lower, w.x[:size]...)
		if err := n.through(ctx, w, n.layers[apart:], lengths); err != nil {
			return err
		}
		s.upper = append(s.upper, w.x[:size]...)
		for i := range ids {
			mat.Normalize(s.upper[i*n.hidden : (i+1)*n.hidden])
		}
		return nil
	})
	return s, err
}

// near is how near a sentence's tokens come to those of the question: for each
// of the question's the greatest cosine with one of the sentence's, as they
// stand in their window, in the mean (Khattab and Zaharia, "ColBERT", 2020), and
// in the mean by how rare each is.
func (r *Reader) near(asked []int32, question, passage []float32, s tokenRange) (plain, rare float64) {
	hidden := r.network.hidden
	var sum, weighed, weights float64
	for i := 1; i < len(asked)-1; i++ {
		best := float32(-1)
		for j := s.from; j < s.to; j++ {
			best = max(best, mat.Dot(question[i*hidden:(i+1)*hidden], passage[j*hidden:]))
		}
		weight := rarity(asked[i])
		sum, weighed, weights = sum+float64(best), weighed+weight*float64(best), weights+weight
	}
	if weights == 0 {
		return 0, 0
	}
	return sum / float64(len(asked)-2), weighed / weights
}

// frequent is the first piece of a whole word in the vocabulary, whose words
// stand by how frequent they are.
const frequent = 1996

// rarity weighs a piece by the logarithm of its place among the frequent ones,
// which is that of its frequency by Zipf's law.
func rarity(id int32) float64 { return math.Log(float64(2 + max(0, id-frequent))) }

// logits are those of the start and the end of an answer for each token of the
// passage, from the states of both after the lower layers.
func (r *Reader) logits(ctx context.Context, question, passage []float32) (starts, ends []float32, err error) {
	n := r.network
	hidden := n.hidden
	before, length := len(question)/hidden, len(passage)/hidden
	err = r.core(ctx, func(w *workspace) error {
		lengths := []int{before + length}
		w.clear(n, lengths)
		copy(w.x, question)
		copy(w.x[len(question):], passage)
		for i := range before + length {
			kind := r.kinds[:hidden]
			if i >= before {
				kind = r.kinds[hidden:]
			}
			mat.Add(w.x[i*hidden:(i+1)*hidden], kind)
		}
		if err := n.through(ctx, w, r.layers, lengths); err != nil {
			return err
		}
		starts, ends = make([]float32, length), make([]float32, length)
		for i := range length {
			x := w.x[(before+i)*hidden : (before+i+1)*hidden]
			starts[i] = r.bias[0] + mat.Dot(x, r.heads)
			ends[i] = r.bias[1] + mat.Dot(x, r.heads[hidden:])
		}
		return nil
	})
	return starts, ends, err
}
