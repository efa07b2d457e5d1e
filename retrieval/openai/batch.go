package openai

import (
	"context"
	"errors"
	"fmt"

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
		n := CountTokens(in)
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

// runBatch embeds one batch. Where the server finds it too large it is halved,
// and later batches are no larger than the half.
func (e *Embedder) runBatch(ctx context.Context, j *job, s span) {
	if most := int(e.most.Load()); s.to-s.from > most {
		e.halves(ctx, j, s, s.from+most)
		return
	}
	vectors, err := e.request(ctx, j.inputs[s.from:s.to])
	if err == nil {
		j.keep(s.from, vectors)
		return
	}
	n := s.to - s.from
	if !errors.Is(err, ErrTooLong) || n == 1 {
		j.fail(err)
		return
	}
	e.lowerMost(int64((n + 1) / 2))
	e.halves(ctx, j, s, s.from+(n+1)/2)
}

func (e *Embedder) halves(ctx context.Context, j *job, s span, at int) {
	for _, part := range []span{{s.from, at}, {at, s.to}} {
		if part.to > part.from && !j.hopeless() && ctx.Err() == nil {
			e.runBatch(ctx, j, part)
		}
	}
}

func (e *Embedder) lowerMost(to int64) {
	for {
		now := e.most.Load()
		if now <= to || e.most.CompareAndSwap(now, to) {
			return
		}
	}
}

// check enforces the length of vectors: that asked for, or else that of the
// first vector ever seen.
func (e *Embedder) check(vectors [][]float32) error {
	for _, v := range vectors {
		if !comparable32(v) {
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

// comparable32 tells whether a vector has a direction.
func comparable32(v []float32) bool {
	var sum float64
	for _, f := range v {
		sum += float64(f) * float64(f)
	}
	return sum > 0 && sum-sum == 0 // false for NaN and infinity
}
