package vector

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"

	chromem "github.com/philippgille/chromem-go"
)

// naive is chromem-go used as its documentation suggests, with a sort on top.
type naive struct {
	store    *chromem.Collection
	passages map[string]*corpus.Passage
}

func newNaive(testing.TB) retrieval.Index {
	return &naive{newStore(), map[string]*corpus.Passage{}}
}

func (n *naive) Len() int { return n.store.Count() }

func (n *naive) Put(ctx context.Context, article string, entries []retrieval.Entry) error {
	where := map[string]string{"article": article}
	if err := n.store.Delete(ctx, where, nil); err != nil {
		return err
	}
	docs := make([]chromem.Document, len(entries))
	for i, e := range entries {
		id := fmt.Sprintf("%s%d", article, i)
		n.passages[id] = e.Passage
		docs[i] = chromem.Document{ID: id, Metadata: where, Embedding: e.Vector}
	}
	if len(docs) == 0 {
		return nil
	}
	return n.store.AddDocuments(ctx, docs, 1)
}

func (n *naive) Remove(ctx context.Context, articles ...string) error {
	var ids []string
	for id, p := range n.passages {
		if slices.Contains(articles, p.Article.ID) {
			ids = append(ids, id)
		}
	}
	return n.store.Delete(ctx, map[string]string{}, nil, ids...)
}

func (n *naive) Search(ctx context.Context, q retrieval.Query, k int) ([]retrieval.Hit, error) {
	results, err := n.store.QueryEmbedding(ctx, q.Vector, k, nil, nil)
	if err != nil {
		return nil, err
	}
	hits := make([]retrieval.Hit, len(results))
	for i, r := range results {
		hits[i] = retrieval.Hit{Passage: n.passages[r.ID], Score: float64(r.Similarity)}
	}
	return hits, nil
}

// TestSuiteCatchesNaiveAdapter: for every trap of chromem-go the suite has a
// rule that an adapter without a guard breaks. If one of these begins to pass,
// the library has mended the trap, or the rule has lost its teeth.
func TestSuiteCatchesNaiveAdapter(t *testing.T) {
	traps := []string{
		"an empty index finds nothing",
		"more hits asked for than passages",
		"fewer than one hit asked for",
		"ties are ordered by article, then start",
		"a cancelled search is an error without hits",
		"Remove drops the articles named",
		"Remove of nothing removes nothing",
		"unknown names are ignored",
		"article IDs may be any text",
		"a cancelled write changes nothing",
		"vectors are copied",
		"a passage of a wrong dimension",
		"a question of a wrong dimension",
		"a passage that cannot be compared",
		"a question that cannot be compared",
		"huge and tiny vectors",
	}
	broken := retrievaltest.Failing(t, newNaive, retrievaltest.Options{Dense: true}, traps...)
	for _, trap := range traps {
		if !slices.Contains(broken, trap) {
			t.Errorf("the naive adapter passes %q", trap)
		}
	}
}
