package retrieval

import "context"

// Batch is an article's entries, for writing many at once.
type Batch struct {
	Article string
	Entries []Entry
}

// BulkWriter is a Writer that takes in many articles faster together than one
// by one. Each article is replaced wholly or not at all; after an error, those
// before it may have been.
type BulkWriter interface {
	PutAll(ctx context.Context, batches []Batch) error
}
