package lexical

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"footnote/retrieval"
	"footnote/retrieval/terms"
)

// Stack is an index on top of another one, searched as if one index held the
// passages of both: the same hits, in the same order, with the same scores.
// Neither index learns anything of the other, so that any number of them can
// stand on one. It is safe for concurrent use, and follows the changes of both.
type Stack struct {
	base, own *Index

	mu sync.Mutex
	// at is the state of both that memo belongs to.
	at   [2]moment
	memo *memo
}

// moment is a state of an index between two changes.
type moment struct {
	state   *state
	changes uint64
}

var (
	_ retrieval.Words     = (*Stack)(nil)
	_ retrieval.Stackable = (*Index)(nil)
)

// Over implements retrieval.Stackable: the stack of this index on another one
// of this package, and nil for a base of another kind or for the index itself.
func (x *Index) Over(base retrieval.Lexical) retrieval.Words {
	below, ok := base.(*Index)
	if !ok || below == x {
		return nil
	}
	return &Stack{base: below, own: x}
}

// hold keeps both indexes as they are until the function returned is called.
func (t *Stack) hold() (joint, func()) {
	t.base.mu.RLock()
	t.own.mu.RLock()
	j := joint{base: t.base.state, own: t.own.state}
	t.mu.Lock()
	defer t.mu.Unlock()
	at := [2]moment{{j.base, j.base.changes}, {j.own, j.own.changes}}
	if t.memo == nil || t.at != at {
		t.at, t.memo = at, &memo{}
	}
	j.memo = t.memo
	return j, func() { t.own.mu.RUnlock(); t.base.mu.RUnlock() }
}

// IDF implements retrieval.Vocabulary over the passages of both.
func (t *Stack) IDF(term string) (idf float64, known bool) {
	j, release := t.hold()
	defer release()
	n := j.passages(term)
	return j.idf(n), n > 0
}

// Expand implements retrieval.Vocabulary over the passages of both.
func (t *Stack) Expand(w terms.Token) [][]string {
	j, release := t.hold()
	defer release()
	return j.expand(w)
}

// Search implements retrieval.Searcher.
func (t *Stack) Search(ctx context.Context, q retrieval.Query, k int) ([]retrieval.Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if k < 1 {
		return nil, nil
	}
	j, release := t.hold()
	defer release()
	asked := read(j, q.Text)
	var best []laid
	for _, l := range []*layer{{state: j.base, q: asked}, {state: j.own, q: asked.forAnother()}} {
		found, err := l.candidates(ctx, average(j.base, j.own), q.Only, max(k, depth))
		if err != nil {
			return nil, err
		}
		best = append(best, found...)
	}
	slices.SortFunc(best, laid.compare)
	best = best[:min(len(best), max(k, depth))]
	rerankLaid(best)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	hits := make([]retrieval.Hit, min(k, len(best)))
	for i := range hits {
		hits[i] = retrieval.Hit{Passage: best[i].of.docs[best[i].slot].passage, Score: best[i].score}
	}
	return hits, nil
}

// layer is one state of a stack with the question as it is put to it.
type layer struct {
	*state
	q    query
	look lookup
}

// laid is a candidate of a layer.
type laid struct {
	candidate
	of *layer
}

// candidates are the n best of a layer, by BM25.
func (l *layer) candidates(ctx context.Context, average float64, only func(string) bool, n int) ([]laid, error) {
	l.resolve(&l.q)
	l.look = l.newLookup(l.q)
	m := scratches.Get().(*scratch)
	defer scratches.Put(m)
	if err := l.score(ctx, m, l.q, average); err != nil {
		return nil, err
	}
	best := l.top(m, only, n)
	list := make([]laid, len(best))
	for i, c := range best {
		list[i] = laid{c, l}
	}
	return list, nil
}

// compare orders candidates of all layers as state.compare does those of one.
func (a laid) compare(b laid) int {
	p, q := a.of.docs[a.slot].passage, b.of.docs[b.slot].passage
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(p.Article.ID, q.Article.ID),
		cmp.Compare(p.Start, q.Start), cmp.Compare(p.End, q.End))
}

// rerankLaid is state.rerank for candidates of several layers.
func rerankLaid(best []laid) {
	n := min(depth, len(best))
	least := 0.0
	for i := range best[:n] {
		f := best[i].of.features(&best[i].of.look, &best[i].candidate)
		best[i].score = f.score()
		if i == 0 || best[i].score < least {
			least = best[i].score
		}
	}
	slices.SortFunc(best[:n], laid.compare)
	for i := n; i < len(best); i++ {
		best[i].score = least * float64(best[i].bm25) / float64(best[n-1].bm25+best[i].bm25)
	}
}
