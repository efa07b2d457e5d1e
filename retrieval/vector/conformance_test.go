package vector

import (
	"context"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

func TestConformance(t *testing.T) {
	retrievaltest.TestIndex(t,
		func(testing.TB) retrieval.Index { return New() },
		retrievaltest.Options{Dense: true, Hold: hold})
}

// hold takes the places of all searches: as many as there are cores, and no more.
func hold(t testing.TB, index retrieval.Index) func() {
	x := index.(*Index)
	for range cap(x.places) {
		if err := x.enter(context.Background()); err != nil {
			t.Fatalf("a free place was refused: %v", err)
		}
	}
	return func() {
		for range cap(x.places) {
			x.leave()
		}
	}
}
