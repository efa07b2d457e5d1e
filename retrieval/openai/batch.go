package openai

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"footnote/retrieval"
)

// span is a run of a job's inputs that goes into one request.
type span struct{ from, to int }

// batch is the inputs from a place on that go into the next request, by tokens
// and number. A text over the limit of tokens goes alone.
func (e *Embedder) batch(inputs []string, from int) span {
	most := min(e.pace.now(), int(e.most.Load()))
	tokens := 0
	for i := from; i < len(inputs); i++ {
		tokens += min(CountTokens(inputs[i]), int(e.window.Load()))
		if i > from && (tokens > e.opts.BatchTokens || i-from >= most) {
			return span{from, i}
		}
	}
	return span{from, len(inputs)}
}

// runBatches sends the batches, several at once where the server is quick. One
// that fails leaves the others be, unless they would fail alike.
func (e *Embedder) runBatches(ctx context.Context, j *job) {
	all := int64(e.opts.Concurrency)
	lanes := semaphore.NewWeighted(all)
	var work errgroup.Group
	for from := 0; from < len(j.inputs) && !j.hopeless(); {
		weight := all
		if e.pace.abreast() {
			weight = 1
		}
		if lanes.Acquire(ctx, weight) != nil {
			break
		}
		s := e.batch(j.inputs, from)
		from = s.to
		work.Go(func() (err error) {
			defer func() {
				if err != nil {
					j.fail(err)
				}
			}()
			defer retrieval.Recover(&err)
			defer lanes.Release(weight)
			if !j.hopeless() && ctx.Err() == nil {
				e.runBatch(ctx, j, s)
			}
			return nil
		})
	}
	_ = work.Wait() // failures are the job's
	if err := ctx.Err(); err != nil {
		j.fail(e.blame(ctx, err, nil))
	}
}

// runBatch embeds one batch and reports whether it could. Where the server finds
// it too large it is halved, down to single texts, which are cut back; where it
// takes too long it is halved too, and the next is as small.
func (e *Embedder) runBatch(ctx context.Context, j *job, s span) bool {
	if most := e.pace.limit(int(e.most.Load())); s.to-s.from > most {
		return e.parts(ctx, j, s, s.from+most)
	}
	inputs := e.fit(j.inputs[s.from:s.to])
	began := e.now()
	vectors, err := e.request(many(ctx, len(inputs)), inputs)
	switch n := len(inputs); {
	case err == nil:
		e.pace.took(n, e.now().Sub(began), e.opts.Attempt)
		j.keep(s.from, vectors)
		return true
	case errors.Is(err, ErrTimeout) && n > 1 && ctx.Err() == nil:
		e.pace.tooSlow(n)
		// A server may go on with what was given up, one request after the other.
		if e.sleep(ctx, e.opts.Attempt) != nil {
			return false
		}
		return e.runBatch(ctx, j, s) // in parts, for the pace is at most half
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
		if !retrieval.Unit(v, v) {
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
