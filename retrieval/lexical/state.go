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
// makes the analyser's numbers those of the state.
func (s *state) take(c *chunk) {
	c.from.of(s, c.terms)
	for _, a := range c.articles {
		s.remove(a.id)
		for i, w := range a.words {
			a.words[i] = c.from.word(s, w)
		}
		for i, p := range a.bags {
			a.bags[i] = newPosting(c.from.word(s, word(p.number())).id(), p.weight())
		}
		for _, d := range a.docs {
			s.add(a.id, d)
		}
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
	n := new(numbering)
	all := make([]term, s.dict.size())
	for _, id := range s.dict.stops {
		all[id].stop = true
	}
	for id, text := range s.dict.terms {
		all[id].text = text
	}
	n.of(fresh, all)
	for article, slots := range s.slots {
		for _, slot := range slots {
			fresh.adopt(n, article, s.docs[slot])
		}
	}
	return fresh
}

// adopt adds a passage of another state, which keeps its own copy unchanged.
func (s *state) adopt(n *numbering, article string, d doc) {
	move := func(list []word) []word {
		moved := make([]word, len(list))
		for i, w := range list {
			moved[i] = n.word(s, w)
		}
		return moved
	}
	d.words, d.context = move(d.words), move(d.context)
	bag := make([]posting, len(d.bag))
	for i, p := range d.bag {
		bag[i] = newPosting(n.word(s, word(p.number())).id(), p.weight())
	}
	d.bag = bag
	s.add(article, d)
}

// idf is the inverse document frequency of a term that n of the live passages
// hold, always above zero (as in Lucene's BM25).
func (s *state) idf(n uint32) float64 { return idf(s.live, n) }

func idf(live int, n uint32) float64 {
	return math.Log(1 + (float64(live)-float64(n)+0.5)/(float64(n)+0.5))
}
