package retrievaltest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"footnote/retrieval"
)

// bulkCases are the rules for indexes that are a retrieval.BulkWriter too;
// the others skip them.
var bulkCases = []indexCase{
	{name: "PutAll is Put for each", check: checkPutAll},
	{name: "a cancelled PutAll leaves whole articles", check: checkCancelledPutAll},
}

func batches(n int, of func(id string, i int) []retrieval.Entry) []retrieval.Batch {
	list := make([]retrieval.Batch, n)
	for i := range list {
		id := fmt.Sprintf("b%03d", i)
		list[i] = retrieval.Batch{Article: id, Entries: of(id, i)}
	}
	return list
}

func checkPutAll(t testing.TB, index retrieval.Index, _ Options) {
	bulk, ok := index.(retrieval.BulkWriter)
	if !ok {
		t.Skip("the index is no retrieval.BulkWriter")
	}
	put(t, index, "b000", version("b000", 1))
	put(t, index, "kept", version("kept", 0))
	list := batches(300, version)
	// An article that comes twice is what it is the last time.
	list = append(list, retrieval.Batch{Article: "b007", Entries: version("b007", 0)})
	if err := bulk.PutAll(context.Background(), list); err != nil {
		t.Fatalf("PutAll failed: %v", err)
	}
	wantLen(t, index, 151*2+149*5+2)
	hits := search(t, index, Ask("ferry timetable number"), 2000)
	if err := whole(hits); err != nil {
		t.Error(err)
	}
	if len(hits) != index.Len() || !slices.IsSortedFunc(hits, retrieval.Compare) {
		t.Errorf("after PutAll, %d of %d passages are found, in order: %v", len(hits), index.Len(),
			slices.IsSortedFunc(hits, retrieval.Compare))
	}
	if err := bulk.PutAll(context.Background(), nil); err != nil {
		t.Errorf("PutAll of nothing failed: %v", err)
	}
}

func checkCancelledPutAll(t testing.TB, index retrieval.Index, _ Options) {
	bulk, ok := index.(retrieval.BulkWriter)
	if !ok {
		t.Skip("the index is no retrieval.BulkWriter")
	}
	put(t, index, "b000", version("b000", 0))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := bulk.PutAll(ctx, batches(50, version)); !errors.Is(err, context.Canceled) {
		t.Errorf("PutAll with a cancelled context: %v, want %v", err, context.Canceled)
	}
	if err := whole(search(t, index, Ask("ferry timetable number"), 2000)); err != nil {
		t.Error(err)
	}
}
