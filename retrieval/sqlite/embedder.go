package sqlite

import (
	"context"
	"fmt"
	"math"

	"footnote/retrieval"
)

// The states of an embedder's vectors.
const (
	goingOut  = 0
	inService = 1
	inMaking  = 2
)

// embedderRow is an embedder whose vectors are kept.
type embedderRow struct {
	id         int64
	name       string
	dimensions int
	state      int
}

// fits tells whether a vector can stand beside those of the embedder.
func (e *embedderRow) fits(v []float32) error {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if !(sum > 0) || math.IsInf(sum, 0) {
		return fmt.Errorf("the embedder %s gave a vector without a direction: %w", e.name, retrieval.ErrVector)
	}
	if e.dimensions != 0 && len(v) != e.dimensions {
		return fmt.Errorf("the embedder %s gave %d dimensions where its vectors in the library have %d, name another model: %w",
			e.name, len(v), e.dimensions, retrieval.ErrDimension)
	}
	return nil
}

func (w *Writer) embedders(ctx context.Context) ([]embedderRow, error) {
	return collect(ctx, w, "embedders", func(row scanner, e *embedderRow) error {
		return row.Scan(&e.id, &e.name, &e.dimensions, &e.state)
	})
}

// target finds or makes the row of the embedder whose vectors are wanted. The
// first is in service at once, any other when it is complete. Vectors that were
// begun for a third one are dropped.
func (w *Writer) target(ctx context.Context, name string) (embedderRow, error) {
	all, err := w.embedders(ctx)
	if err != nil {
		return embedderRow{}, err
	}
	to, others := embedderRow{name: name, state: goingOut}, goingOut
	for _, e := range all {
		if e.name == name {
			to = e
		} else if e.state == inService {
			others = inService
		} else if err := w.dropEmbedder(ctx, e); err != nil {
			return to, err
		}
	}
	if to.state != goingOut {
		return to, nil
	}
	to.state = inService
	if others == inService {
		to.state = inMaking
	}
	err = w.change(ctx, func(ctx context.Context) error {
		var err error
		if to.id != 0 {
			return w.exec(ctx, "set_embedder_state", to.state, to.id)
		}
		to.id, err = w.insert(ctx, "add_embedder", to.name, to.state)
		return err
	})
	return to, err
}

// enthrone puts a complete set of vectors into service and drops all others.
func (w *Writer) enthrone(ctx context.Context, to embedderRow) error {
	all, err := w.embedders(ctx)
	if err != nil || len(all) == 1 && to.state == inService {
		return err
	}
	err = w.change(ctx, func(ctx context.Context) error {
		for _, e := range all {
			state := goingOut
			if e.id == to.id {
				state = inService
			}
			if err := w.exec(ctx, "set_embedder_state", state, e.id); err != nil {
				return err
			}
		}
		// Readers may go over before the old vectors are all deleted.
		return w.exec(ctx, "finish")
	})
	for _, e := range all {
		if err == nil && e.id != to.id {
			err = w.dropEmbedder(ctx, e)
		}
	}
	return err
}

// dropEmbedder deletes an embedder's vectors, some thousand at a time.
func (w *Writer) dropEmbedder(ctx context.Context, e embedderRow) error {
	for {
		n := 0
		err := w.change(ctx, func(ctx context.Context) error {
			var err error
			if n, err = w.count(ctx, "drop_vectors", e.id); err != nil || n > 0 {
				return err
			}
			return w.exec(ctx, "drop_embedder", e.id)
		})
		if err != nil || n == 0 {
			return err
		}
	}
}

// collectGarbage deletes the vectors of texts that no article holds any more.
func (w *Writer) collectGarbage(ctx context.Context) error {
	var garbage int
	if err := w.row(ctx, "garbage").Scan(&garbage); err != nil || garbage == 0 {
		return explain(w.path, err)
	}
	return w.change(ctx, func(ctx context.Context) error {
		if err := w.exec(ctx, "drop_garbage"); err != nil {
			return err
		}
		return w.exec(ctx, "clear_garbage")
	})
}
