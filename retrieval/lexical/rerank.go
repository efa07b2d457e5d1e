package lexical

import (
	"math/bits"
	"slices"
)

// features tell how a passage answers a question beyond how often its words
// occur. Each lies between 0 and 1 and is weighed by idf.
type features struct {
	bm25     float64 // the passage's BM25 as a share of the best one's
	sentence float64 // share of the question that its best sentence holds
	adjacent float64 // the same of two sentences that follow each other
	passage  float64 // share that the whole passage holds
	bigrams  float64 // share of the question's neighbours that stand together
}

// weights of the features, tuned on the tuning halves of the shared sets.
var weights = features{bm25: 1, sentence: 0.3, adjacent: 0.2, passage: 0.2, bigrams: 0.2}

// rerank orders the first candidates anew and gives all of them their scores;
// those after the first fifty stay behind.
func (s *state) rerank(q query, best []candidate) {
	if len(best) == 0 {
		return
	}
	top := float64(best[0].bm25)
	n := min(depth, len(best))
	look := newLookup(q)
	for i := range best[:n] {
		f := s.features(&look, &best[i], top)
		best[i].score = 1 + weights.bm25*f.bm25 + weights.sentence*f.sentence +
			weights.adjacent*f.adjacent + weights.passage*f.passage + weights.bigrams*f.bigrams
	}
	for i := range best[n:] {
		best[n+i].score = float64(best[n+i].bm25) / top
	}
	slices.SortFunc(best[:n], s.compare)
}

// lookup finds the slots of a question that a term stands for.
type lookup struct {
	q     query
	sieve [4]uint64
	parts []placed
}

type placed struct {
	id   uint32
	slot int
}

func newLookup(q query) lookup {
	l := lookup{q: q}
	for i, slot := range q.slots {
		for _, p := range slot.any {
			l.parts = append(l.parts, placed{p.id, i})
			l.sieve[p.id>>6&3] |= 1 << (p.id & 63)
		}
	}
	return l
}

// find gives the set of slots that a term stands for.
func (l *lookup) find(id uint32) (set uint64) {
	if l.sieve[id>>6&3]&(1<<(id&63)) == 0 {
		return 0
	}
	for _, p := range l.parts {
		if p.id == id {
			set |= 1 << p.slot
		}
	}
	return set
}

// share is the part of the question's idf that a set of slots makes up.
func (l *lookup) share(set uint64) float64 {
	sum := 0.0
	for ; set != 0; set &= set - 1 {
		sum += l.q.slots[bits.TrailingZeros64(set)].idf
	}
	return sum / l.q.total
}

func (s *state) features(l *lookup, c *candidate, top float64) features {
	d := &s.docs[c.slot]
	f := features{bm25: float64(c.bm25) / top}
	var all, before, pairs uint64
	start := uint32(0)
	for _, end := range d.ends {
		set, near := l.sentence(d.words[start:end])
		f.sentence = max(f.sentence, l.share(set))
		f.adjacent = max(f.adjacent, l.share(set|before))
		all, before, pairs, start = all|set, set, pairs|near, end
	}
	for _, w := range d.context {
		if !w.stop() {
			all |= l.find(w.id())
		}
	}
	f.passage = l.share(all)
	f.bigrams = l.neighbours(pairs)
	return f
}

// window is how far apart two words still stand together.
const window = 4

// sentence gives the slots that a sentence holds, and the set of those whose
// next slot stands near them.
func (l *lookup) sentence(words []word) (set, near uint64) {
	var recent [window]uint64
	for i, w := range words {
		var found uint64
		if !w.stop() {
			found = l.find(w.id())
		}
		if found != 0 {
			set |= found
			for _, r := range recent {
				near |= r & (found >> 1)
				near |= found & (r >> 1)
			}
		}
		recent[i%window] = found
	}
	return set, near
}

// neighbours is the share of the question's pairs of neighbours found together.
func (l *lookup) neighbours(pairs uint64) float64 {
	sum, total := 0.0, 0.0
	for i := range len(l.q.slots) - 1 {
		idf := l.q.slots[i].idf + l.q.slots[i+1].idf
		total += idf
		if pairs&(1<<i) != 0 {
			sum += idf
		}
	}
	if total == 0 {
		return 0
	}
	return sum / total
}
