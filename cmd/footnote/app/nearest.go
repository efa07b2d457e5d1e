package app

import (
	"context"
	"sync"

	"footnote/cmd/footnote/shared"
	"footnote/retrieval"
)

// nearest is the connection to the database that searches vectors, made when it is first
// needed.
type nearest struct {
	mu   sync.Mutex
	on   *shared.Libraries
	done func() error
}

// index is an index of the library of the data directory on the database's server; nil
// where its vectors are searched in memory.
func (n *nearest) index(ctx context.Context, a *App, embedder string) (*shared.Nearest, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.on == nil {
		on, done, err := shared.Open(ctx, a.Config)
		if on == nil || err != nil {
			return nil, err
		}
		n.on, n.done = on, done
	}
	return n.on.Nearest(ctx, embedder)
}

func (n *nearest) close() {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.done != nil {
		_ = n.done() // it was only read
	}
	n.on, n.done = nil, nil
}

// denseOf is Dense for the library of the data directory, whose vectors the database
// searches where that is configured. Where it cannot, memory does.
func (a *App) denseOf(ctx context.Context, inService string) retrieval.Dense {
	d := a.Dense(inService)
	if a.Config.Database.VectorsAbove == 0 || d.Embedder == nil || d.Embedder.Name() != inService {
		return d
	}
	index, err := a.nearest.index(ctx, a, inService)
	if err != nil {
		a.Problems.Problem("the library's vectors are searched in memory: " + err.Error())
	}
	if index != nil {
		d.Index, d.Elsewhere = index, true
	}
	return d
}
