// Package vector ranks passages by the cosine of their vectors, with chromem-go
// as the store in memory.
//
// The adapter keeps chromem-go (v0.7.0) away from what it handles badly. Its
// persistence is not used: the system of record is elsewhere, and an index is
// filled from there. Its filters are not used, as each visits every document;
// an own table knows the documents of an article. Vectors are checked, copied
// and normalised here, since the store keeps the slices it is handed, turns a
// zero vector into NaN, and fails every search once one length differs.
// Results that it cuts out of a tie at random are made whole, see nearest.go.
package vector

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"footnote/retrieval"

	chromem "github.com/philippgille/chromem-go"
)

// Index is a retrieval.Index over vectors, safe for concurrent use. Scores are
// cosines, -1 to 1, and every passage is a hit. All vectors have the length
// of the first one put; an index that holds nothing takes any length.
//
// With Parts, the vector of a passage holds those of its parts as well, and its
// score is the mean of its own cosine and of its nearest part's. The store only
// knows the passages' own; the parts are compared for those that come near.
type Index struct {
	// parts is how many parts a passage's vector has besides its own.
	parts int
	// places admits as many searches as there are cores: each uses them all,
	// so that more would only take turns, and slow each other down.
	places chan struct{}

	// mu is held by writers while they change the documents of one article,
	// and by searches throughout, so that none sees half a change.
	mu    sync.RWMutex
	store *chromem.Collection
	table table
	dims  int // of a passage's own vector
}

var _ retrieval.Index = (*Index)(nil)

// Option changes how a new Index works.
type Option func(*Index)

// Parts says that the vectors of passages hold those of n parts behind their
// own, as retrieval.InParts makes them.
func Parts(n int) Option { return func(x *Index) { x.parts = n } }

// New makes an empty index.
func New(options ...Option) *Index {
	x := &Index{
		places: make(chan struct{}, runtime.GOMAXPROCS(0)),
		store:  newStore(),
		table:  table{articles: map[string][]slot{}},
	}
	for _, o := range options {
		o(x)
	}
	return x
}

// newStore makes an empty collection. Neither call below can fail: a fresh
// database holds no collection, and the name is not empty.
func newStore() *chromem.Collection {
	collection, err := chromem.NewDB().CreateCollection("passages", nil, noEmbedding)
	if err != nil {
		panic(fmt.Sprintf("vector: chromem-go refused an empty collection: %v", err))
	}
	return collection
}

// noEmbedding stands where chromem-go would otherwise put a call to OpenAI.
func noEmbedding(context.Context, string) ([]float32, error) {
	return nil, fmt.Errorf("vector: a document came without its vector: %w", retrieval.ErrVector)
}

// Len implements retrieval.Index.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.table.len()
}

// Put implements retrieval.Writer. A vector that does not fit is
// retrieval.ErrDimension, one that has no direction retrieval.ErrVector.
// Searches wait for map writes only, about a microsecond a passage.
func (x *Index) Put(ctx context.Context, article string, entries []retrieval.Entry) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	vectors, parts, err := normalised(entries, x.parts)
	if err != nil {
		return fmt.Errorf("article %q was not indexed: %w", article, err)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := x.fits(vectors); err != nil {
		return fmt.Errorf("article %q was not indexed: %w", article, err)
	}
	return x.replace(article, entries, vectors, parts)
}

// fits compares the length of the vectors, which is one, with the index's.
func (x *Index) fits(vectors [][]float32) error {
	if x.table.len() == 0 || len(vectors) == 0 || len(vectors[0]) == x.dims {
		return nil
	}
	return fmt.Errorf("%d dimensions where the index has %d: %w", len(vectors[0]), x.dims, retrieval.ErrDimension)
}

// replace exchanges the documents of an article. The new ones are added first:
// should the store refuse one, the old ones are all still there.
func (x *Index) replace(article string, entries []retrieval.Entry, vectors [][]float32, parts []parts) error {
	before := x.table.articles[article]
	added := make([]slot, 0, len(entries))
	for i, entry := range entries {
		s := x.table.take(entry.Passage, parts[i])
		added = append(added, s)
		// The context is left out: the change happens wholly.
		err := x.store.AddDocument(context.Background(), chromem.Document{ID: s.id(), Embedding: vectors[i]})
		if err != nil {
			return errors.Join(fmt.Errorf("article %q was not indexed: %w", article, err), x.drop(added))
		}
	}
	if len(vectors) > 0 {
		x.dims = len(vectors[0])
	}
	x.table.assign(article, added)
	return x.drop(before)
}

// Remove implements retrieval.Writer.
func (x *Index) Remove(ctx context.Context, articles ...string) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	var gone []slot
	for _, article := range articles {
		gone = append(gone, x.table.articles[article]...)
		x.table.assign(article, nil)
	}
	return x.drop(gone)
}

// drop deletes documents by their IDs alone: a filter would visit every
// document, and an empty one would delete them all.
func (x *Index) drop(slots []slot) error {
	if len(slots) == 0 {
		return nil
	}
	ids := make([]string, len(slots))
	for i, s := range slots {
		ids[i] = s.id()
	}
	if err := x.store.Delete(context.Background(), nil, nil, ids...); err != nil {
		return fmt.Errorf("replaced passages were not deleted: %w", err)
	}
	x.table.free(slots)
	return nil
}
