package lexical

import (
	"fmt"
	"math"
)

// state is one generation of the index: everything that searches read.
type state struct {
	dict       dict
	lists      [][]posting // by term: the passages that hold it, rising
	docs       []doc       // by number; those removed have no passage
	slots      map[string][]uint32
	live       int
	total      uint64 // sum of the lengths of live passages
	names      names
	expansions memo
	// changes moves with every article put or removed.
	changes uint64
}

func newState(size int) *state {
	return &state{dict: newDict(), docs: make([]doc, 0, size), slots: map[string][]uint32{}, names: newNames()}
}

// room tells whether a chunk still fits.
func (s *state) room(c *chunk) error {
	added := 0
	for _, a := range c.articles {
		added += len(a.docs)
	}
	if len(s.docs)+added > maxNumber || s.dict.size()+len(c.terms) > maxNumber {
		return fmt.Errorf("the index is full: it holds %d passages and takes at most %d", s.live, maxNumber)
	}
	return nil
}

// take adds the articles of a chunk in place of those of the same names, and
// makes the chunk's numbers those of the state.
func (s *state) take(c *chunk) {
	ids := make([]word, len(c.terms))
	for i, t := range c.terms {
		ids[i] = s.dict.intern(t, c.stops[i])
	}
	for len(s.lists) < s.dict.size() {
		s.lists = append(s.lists, nil)
	}
	for _, a := range c.articles {
		s.remove(a.id)
		for _, d := range a.docs {
			d.renumber(ids)
			s.add(a.id, d)
		}
	}
}

// renumber replaces a chunk's numbers by those of the state.
func (d *doc) renumber(ids []word) {
	for i, w := range d.words {
		d.words[i] = ids[w.id()] | w&^idMask
	}
	for i, w := range d.context {
		d.context[i] = ids[w.id()] | w&^idMask
	}
	for i, p := range d.bag {
		d.bag[i] = newPosting(ids[p.number()].id(), p.weight())
	}
}

func (s *state) add(article string, d doc) {
	slot := uint32(len(s.docs))
	s.docs = append(s.docs, d)
	s.slots[article] = append(s.slots[article], slot)
	for _, p := range d.bag {
		s.lists[p.number()] = append(s.lists[p.number()], newPosting(slot, p.weight()))
		s.dict.held[p.number()]++
	}
	s.live++
	s.total += uint64(d.length)
	s.names.count(&s.dict, &d, 1)
	s.dict.tally(d.words, 1)
}

// remove takes an article's passages out. Their postings stay until the index
// is rebuilt and are skipped.
func (s *state) remove(article string) {
	s.expansions.clear()
	s.changes++
	for _, slot := range s.slots[article] {
		d := &s.docs[slot]
		for _, p := range d.bag {
			s.dict.held[p.number()]--
		}
		s.live--
		s.total -= uint64(d.length)
		s.names.count(&s.dict, d, -1)
		s.dict.tally(d.words, ^uint32(0))
		*d = doc{}
	}
	delete(s.slots, article)
}

// rebuild makes a state without what was removed.
func (s *state) rebuild() *state {
	fresh := newState(s.live)
	ids := make([]word, s.dict.size())
	for i := range ids {
		ids[i] = idMask // not met yet
	}
	for article, slots := range s.slots {
		for _, slot := range slots {
			fresh.adopt(s, article, s.docs[slot], ids)
		}
	}
	return fresh
}

// adopt adds a passage of another state, which keeps its own copy unchanged.
func (s *state) adopt(from *state, article string, d doc, ids []word) {
	meet := func(list []word) []word {
		copied := append([]word(nil), list...)
		for _, w := range list {
			if ids[w.id()] == idMask {
				ids[w.id()] = s.dict.intern(from.dict.terms[w.id()], w.stop())
				s.lists = append(s.lists, nil)
			}
		}
		return copied
	}
	d.words, d.context = meet(d.words), meet(d.context)
	d.bag = append([]posting(nil), d.bag...)
	d.renumber(ids)
	s.add(article, d)
}

// idf is the inverse document frequency of a term that n of the live passages
// hold, always above zero (as in Lucene's BM25).
func (s *state) idf(n uint32) float64 { return idf(s.live, n) }

func idf(live int, n uint32) float64 {
	return math.Log(1 + (float64(live)-float64(n)+0.5)/(float64(n)+0.5))
}
