package openai

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"footnote/retrieval"
)

// Embedder makes vectors with a server's embedding model. It is safe for
// concurrent use.
type Embedder struct {
	*caller
	name string
	dim  atomic.Int64 // 0 until learnt
	form atomic.Int32 // a vectorForm
	// Lowered by what the server refuses: inputs in a request, tokens in an input.
	most, window atomic.Int64
	pace         pace
	// now is the clock; tests replace it.
	now func() time.Time
}

var _ retrieval.Embedder = (*Embedder)(nil)

// NewEmbedder returns an embedder, or an error that says which option to
// correct. Nothing is sent yet.
func NewEmbedder(opts Options) (*Embedder, error) {
	c, err := newCaller(opts)
	if err != nil {
		return nil, err
	}
	e := &Embedder{caller: c, name: nameOf(c.opts), now: time.Now}
	e.most.Store(int64(c.opts.BatchInputs))
	e.window.Store(int64(c.opts.InputTokens))
	return e, nil
}

// nameOf tells apart whatever gives other vectors: the model, the length asked
// for, the prefixes.
func nameOf(o Options) string {
	name := "openai:" + o.Model
	if o.Dimensions > 0 {
		name += "@" + strconv.Itoa(o.Dimensions)
	}
	if o.PassagePrefix+o.QuestionPrefix != "" {
		h := fnv.New32a()
		_, _ = fmt.Fprintf(h, "%s\x00%s", o.PassagePrefix, o.QuestionPrefix)
		name += fmt.Sprintf("#%08x", h.Sum32())
	}
	return name
}

// Name identifies model, length and prefixes.
func (e *Embedder) Name() string { return e.name }

// Dimension is the length of the vectors, learnt from the first reply; 0
// before that.
func (e *Embedder) Dimension() int { return int(e.dim.Load()) }

// Embed returns a vector of length one for each text, in order. Equal texts
// are sent once; of a text longer than the model reads the beginning is
// embedded, and one without any words gets the vector of a full stop. Where
// some texts fail the error is a *PartialError and the vectors that were made
// are returned beside it, nil for the rest. A vector with another number of
// dimensions than those before is retrieval.ErrDimension, one that cannot be
// compared retrieval.ErrVector.
func (e *Embedder) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	j := newJob(texts, e.prefix(kind))
	e.runBatches(ctx, j)
	return j.result(len(texts))
}

func (e *Embedder) prefix(kind retrieval.Kind) string {
	if kind == retrieval.Question {
		return e.opts.QuestionPrefix
	}
	return e.opts.PassagePrefix
}

// job is the work of one Embed call: each different text once.
type job struct {
	inputs []string // what is sent
	owners [][]int  // for each input, the indexes of the texts it stands for

	mu      sync.Mutex
	vectors [][]float32
	err     error // the first failure
	some    bool  // a batch has succeeded
	over    bool  // no further batch can
}

// blankText is sent for texts that are empty, which servers refuse.
const blankText = "."

func newJob(texts []string, prefix string) *job {
	j := &job{}
	at := map[string]int{}
	for i, t := range texts {
		if strings.TrimSpace(t) == "" {
			t = blankText
		}
		n, seen := at[t]
		if !seen {
			n = len(j.inputs)
			at[t] = n
			j.inputs, j.owners = append(j.inputs, prefix+t), append(j.owners, nil)
		}
		j.owners[n] = append(j.owners[n], i)
	}
	j.vectors = make([][]float32, len(j.inputs))
	return j
}

func (j *job) fail(err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.err == nil {
		j.err = err
	}
	refused := errors.Is(err, ErrRefused) || errors.Is(err, ErrTooLong) || errors.Is(err, ErrTimeout)
	j.over = j.over || spoilsAll(err) || refused && !j.some
}

func (j *job) keep(first int, vectors [][]float32) {
	j.mu.Lock()
	defer j.mu.Unlock()
	copy(j.vectors[first:], vectors)
	j.some = true
}

// hopeless tells whether a failure so far spoils every further batch too.
func (j *job) hopeless() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.over
}

// spoilsAll tells whether any other batch would fail for the same reason.
func spoilsAll(err error) bool {
	for _, kind := range []error{ErrUnauthorized, ErrNotFound, ErrQuota, ErrUnavailable, ErrTokenVectors, ErrRedirected, retrieval.ErrDimension, context.Canceled} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// result hands each text its own copy of its vector.
func (j *job) result(n int) ([][]float32, error) {
	out := make([][]float32, n)
	for input, owners := range j.owners {
		for k, i := range owners {
			v := j.vectors[input]
			if k > 0 && v != nil {
				v = append([]float32(nil), v...)
			}
			out[i] = v
		}
	}
	if j.err == nil {
		return out, nil
	}
	p := &PartialError{Total: n, Err: j.err}
	for i, v := range out {
		if v == nil {
			p.Missing = append(p.Missing, i)
		}
	}
	if len(p.Missing) == n {
		return nil, j.err
	}
	return out, p
}
