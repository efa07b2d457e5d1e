package openai

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"footnote/retrieval"
)

// span is a run of a job's inputs that goes into one request.
type span struct{ from, to int }

// batches divides the inputs, in order, by tokens and number. A text over the
// limit of tokens goes alone.
func (e *Embedder) batches(inputs []string) []span {
	var out []span
	most := int(e.most.Load())
	from, tokens := 0, 0
	for i, in := range inputs {
		n := min(CountTokens(in), int(e.window.Load()))
		if i > from && (tokens+n > e.opts.BatchTokens || i-from >= most) {
			out = append(out, span{from, i})
			from, tokens = i, 0
		}
		tokens += n
	}
	if from < len(inputs) {
		out = append(out, span{from, len(inputs)})
	}
	return out
}

// runBatches sends the batches, several at once. One that fails leaves the
// others be, unless they would fail alike.
func (e *Embedder) runBatches(ctx context.Context, j *job) {
	var group errgroup.Group
	group.SetLimit(e.opts.Concurrency)
	for _, s := range e.batches(j.inputs) { // Go waits while all are busy
		group.Go(func() error {
			if !j.hopeless() && ctx.Err() == nil {
				e.runBatch(ctx, j, s)
			}
			return nil
		})
	}
	_ = group.Wait() // failures are the job's
	if err := ctx.Err(); err != nil {
		j.fail(e.blame(ctx, err, nil))
	}
}

// runBatch embeds one batch and tells whether it could. Where the server finds
// it too large it is halved, down to single texts, which are cut back.
func (e *Embedder) runBatch(ctx context.Context, j *job, s span) bool {
	if most := int(e.most.Load()); s.to-s.from > most {
		return e.parts(ctx, j, s, s.from+most)
	}
	inputs := e.fit(j.inputs[s.from:s.to])
	vectors, err := e.request(ctx, inputs)
	switch n := len(inputs); {
	case err == nil:
		j.keep(s.from, vectors)
		return true
	case errors.Is(err, ErrTooLong) && n > 1:
		return e.halve(ctx, j, s)
	case errors.Is(err, ErrTooLong) && CountTokens(inputs[0]) > leastWindow:
		lower(&e.window, CountTokens(inputs[0])/2)
		return e.runBatch(ctx, j, s)
	}
	j.fail(err)
	return false
}

// halve embeds a refused batch in two. Where that works and no text had to be
// cut, it was the number that the server minded: no later batch is larger
// than the half.
func (e *Embedder) halve(ctx context.Context, j *job, s span) bool {
	half := (s.to - s.from + 1) / 2
	window := e.window.Load()
	if !e.parts(ctx, j, s, s.from+half) {
		return false
	}
	if e.window.Load() == window {
		lower(&e.most, half)
	}
	return true
}

func (e *Embedder) parts(ctx context.Context, j *job, s span, at int) bool {
	all := true
	for _, part := range []span{{s.from, at}, {at, s.to}} {
		if j.hopeless() || ctx.Err() != nil {
			return false
		}
		all = e.runBatch(ctx, j, part) && all
	}
	return all
}

// leastWindow is the fewest tokens to which a text is cut back: no model reads
// less.
const leastWindow = 64

// fit cuts the inputs to the window.
func (e *Embedder) fit(inputs []string) []string {
	window := int(e.window.Load())
	out := make([]string, len(inputs))
	for i, in := range inputs {
		out[i] = cutTokens(in, window)
	}
	return out
}

// lower sets v unless it is lower already.
func lower(v *atomic.Int64, to int) {
	for {
		now := v.Load()
		if now <= int64(to) || v.CompareAndSwap(now, int64(to)) {
			return
		}
	}
}

// check enforces the number of dimensions: that asked for, or else that of the
// first vector ever seen. It scales the vectors to length one.
func (e *Embedder) check(vectors [][]float32) error {
	for _, v := range vectors {
		if !normalise(v) {
			return fmt.Errorf("the model server sent a vector that is empty, zero or not a number: use another model: %w", retrieval.ErrVector)
		}
		if want := e.opts.Dimensions; want > 0 && len(v) != want {
			return fmt.Errorf("the model server sent %d dimensions where %d were asked for: leave the number of dimensions unset or use a model that supports it: %w",
				len(v), want, retrieval.ErrDimension)
		}
		if !e.dim.CompareAndSwap(0, int64(len(v))) && e.Dimension() != len(v) {
			return fmt.Errorf("the model server sent %d dimensions after %d before: embed with one model only: %w",
				len(v), e.Dimension(), retrieval.ErrDimension)
		}
	}
	return nil
}

// normalise scales a vector to length one, and is false where it has no
// direction: empty, zero, NaN or infinite.
func normalise(v []float32) bool {
	var sum float64
	for _, f := range v {
		sum += float64(f) * float64(f)
	}
	length := math.Sqrt(sum)
	if !(length > 0) || math.IsInf(length, 0) {
		return false
	}
	for i := range v {
		v[i] = float32(float64(v[i]) / length)
	}
	return true
}
