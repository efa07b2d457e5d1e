package retrievaltest

import (
	"testing"

	"footnote/retrieval"
)

func TestExactConformance(t *testing.T) {
	TestIndex(t, func(testing.TB) retrieval.Index { return &Exact{} }, Options{Dense: true})
}
