package lexical_test

import (
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/lexical"
	"footnote/retrieval/retrievaltest"
)

func TestConformance(t *testing.T) {
	retrievaltest.TestIndex(t, func(testing.TB) retrieval.Index { return lexical.New() }, retrievaltest.Options{})
}
