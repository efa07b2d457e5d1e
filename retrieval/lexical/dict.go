package lexical

import "footnote/retrieval/terms"

// dict numbers the terms. A stop word is another term than the word that is
// written alike but says something ("us" and "US").
type dict struct {
	ids, stops map[string]uint32
	terms      []string
	// held counts for each term the live passages that hold it.
	held []uint32
	// family numbers the terms that begin alike, from 1.
	family   []uint32
	families map[string]uint32
	// shapes, count and upper tell of each term how it is spelled, how often
	// it occurs, and how often of these with a capital.
	shapes       []shape
	count, upper []uint32
}

func newDict() dict {
	return dict{ids: map[string]uint32{}, stops: map[string]uint32{}, families: map[string]uint32{}}
}

func (d *dict) size() int { return len(d.terms) }

// intern gives the number of a term, new where it has none.
func (d *dict) intern(term string, stop bool) word {
	ids := d.ids
	if stop {
		ids = d.stops
	}
	id, ok := ids[term]
	if !ok {
		id = uint32(len(d.terms))
		ids[term] = id
		d.terms = append(d.terms, term)
		d.held = append(d.held, 0)
		d.family = append(d.family, d.kin(term))
		d.count, d.upper = append(d.count, 0), append(d.upper, 0)
		if stop {
			d.shapes = append(d.shapes, shape{})
		} else {
			d.shapes = append(d.shapes, shapeOf(term))
		}
	}
	return word(id)
}

// number gives the number of a token's term, stop word or not, that a live
// passage holds.
func (d *dict) number(t terms.Token) (uint32, bool) {
	ids := d.ids
	if t.Stop {
		ids = d.stops
	}
	id, ok := ids[t.Term]
	return id, ok && d.count[id] > 0
}

// find gives the number of a content term that a live passage holds.
func (d *dict) find(term string) (uint32, bool) {
	id, ok := d.ids[term]
	return id, ok && d.held[id] > 0
}

// tally adds the words of a passage to how often they occur, or takes them away.
func (d *dict) tally(words []word, by uint32) {
	for _, w := range words {
		d.count[w.id()] += by
		if w.upper() {
			d.upper[w.id()] += by
		}
	}
}

// IDF is the inverse document frequency of a term over passages.
func (x *Index) IDF(term string) (idf float64, known bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	id, ok := x.state.dict.find(term)
	if !ok {
		return x.state.idf(0), false
	}
	return x.state.idf(x.state.dict.held[id]), true
}

// Expand returns what the passages write for a word that they do not hold.
func (x *Index) Expand(w terms.Token) [][]string {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.state.expand(w)
}

// kin gives the number of a term's family, 0 where it has none.
func (d *dict) kin(term string) uint32 {
	name := familyOf(term)
	if name == "" {
		return 0
	}
	f, ok := d.families[name]
	if !ok {
		f = uint32(len(d.families) + 1)
		d.families[name] = f
	}
	return f
}

// passages implements lexicon.
func (s *state) passages(term string) uint32 {
	if id, ok := s.dict.ids[term]; ok {
		return s.dict.held[id]
	}
	return 0
}

// met implements lexicon.
func (s *state) met(t terms.Token) bool {
	_, ok := s.dict.number(t)
	return ok
}

// named implements lexicon.
func (s *state) named(term string) bool {
	id, ok := s.dict.find(term)
	return ok && s.dict.named(id)
}
