package lexical

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"footnote/retrieval"
)

// BM25 as Robertson and Zaragoza give it, "The Probabilistic Relevance
// Framework: BM25 and Beyond" (2009), with the constants that suit short texts.
const (
	k1 = 0.9
	b  = 0.4
)

// depth is how many candidates are ranked again.
const depth = 50

// candidate is a passage with its scores.
type candidate struct {
	slot  uint32
	bm25  float32
	score float64
}

// scratch is the memory of one search, used again by later ones.
type scratch struct {
	scores  []float32
	touched []uint32
	norms   []float32
	best    []candidate
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// Search returns the k passages that answer best, best first. Only passages
// that share a word with the query are found.
func (x *Index) Search(ctx context.Context, q retrieval.Query, k int) ([]retrieval.Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if k < 1 {
		return nil, nil
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	m := scratches.Get().(*scratch)
	defer scratches.Put(m)
	return x.state.search(ctx, m, x.state.prepare(q.Text), q.Only, k)
}

func (s *state) search(ctx context.Context, m *scratch, q query, only func(string) bool, k int) ([]retrieval.Hit, error) {
	if err := s.score(ctx, m, q, average(s)); err != nil {
		return nil, err
	}
	best := s.top(m, only, max(k, depth))
	s.rerank(q, best)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	hits := make([]retrieval.Hit, min(k, len(best)))
	for i := range hits {
		hits[i] = retrieval.Hit{Passage: s.docs[best[i].slot].passage, Score: best[i].score}
	}
	return hits, nil
}

// average is the mean length of the passages of some states.
func average(states ...*state) float64 {
	total, live := uint64(0), 0
	for _, s := range states {
		total, live = total+s.total, live+s.live
	}
	return float64(total) / float64(max(live, 1))
}

// score adds up the BM25 of every passage that holds a word of the query, in
// an index whose passages are of the average length given.
func (s *state) score(ctx context.Context, m *scratch, q query, average float64) error {
	s.clean(m, average)
	for _, slot := range q.slots {
		for _, p := range slot.any {
			if p.id == absent {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			s.accumulate(m, p.id, float32(slot.idf*p.share*(k1+1)))
		}
	}
	return nil
}

// maxNorm is the length from which on passages count as equally long.
const maxNorm = 1024

// clean prepares the memory of a search: zeroed scores, and what each length
// of a passage adds below the line of BM25's fraction.
func (s *state) clean(m *scratch, average float64) {
	for _, slot := range m.touched {
		m.scores[slot] = 0
	}
	m.touched = m.touched[:0]
	if len(m.scores) < len(s.docs) {
		m.scores = make([]float32, len(s.docs)+len(s.docs)/8)
	}
	m.norms = m.norms[:0]
	for n := range maxNorm + 1 {
		m.norms = append(m.norms, float32(k1*(1-b+b*float64(n)/max(average, 1))))
	}
}

func (s *state) accumulate(m *scratch, id uint32, gain float32) {
	for _, p := range s.lists[id] {
		slot := p.number()
		tf := float32(p.weight()) / unit
		if m.scores[slot] == 0 {
			m.touched = append(m.touched, slot)
		}
		m.scores[slot] += gain * tf / (tf + m.norms[min(s.docs[slot].length, maxNorm)])
	}
}

// top gives the n best candidates of the articles admitted, best first.
func (s *state) top(m *scratch, only func(string) bool, n int) []candidate {
	best := m.best[:0]
	for _, slot := range m.touched {
		if len(best) == n && m.scores[slot] < best[0].bm25 || s.docs[slot].passage == nil {
			continue
		}
		if only != nil && !only(s.docs[slot].passage.Article.ID) {
			continue
		}
		c := candidate{slot: slot, bm25: m.scores[slot], score: float64(m.scores[slot])}
		if len(best) == n && s.compare(c, best[0]) >= 0 {
			continue
		}
		best = s.push(best, c, n)
	}
	slices.SortFunc(best, s.compare)
	m.best = best
	return best
}

// compare orders candidates: higher score, then article, then start.
func (s *state) compare(a, b candidate) int {
	if c := cmp.Compare(b.score, a.score); c != 0 {
		return c
	}
	p, q := s.docs[a.slot].passage, s.docs[b.slot].passage
	return cmp.Or(cmp.Compare(p.Article.ID, q.Article.ID), cmp.Compare(p.Start, q.Start), cmp.Compare(p.End, q.End))
}

// push adds a candidate to a heap of at most n whose root is the worst.
func (s *state) push(heap []candidate, c candidate, n int) []candidate {
	if len(heap) < n {
		heap = append(heap, c)
		for i := len(heap) - 1; i > 0; {
			up := (i - 1) / 2
			if s.compare(heap[i], heap[up]) <= 0 {
				break
			}
			heap[i], heap[up] = heap[up], heap[i]
			i = up
		}
		return heap
	}
	heap[0] = c
	s.sink(heap)
	return heap
}

// sink moves the root of a heap to its place.
func (s *state) sink(heap []candidate) {
	for i := 0; ; {
		down := 2*i + 1
		if down >= len(heap) {
			return
		}
		if down+1 < len(heap) && s.compare(heap[down+1], heap[down]) > 0 {
			down++
		}
		if s.compare(heap[down], heap[i]) <= 0 {
			return
		}
		heap[i], heap[down] = heap[down], heap[i]
		i = down
	}
}
