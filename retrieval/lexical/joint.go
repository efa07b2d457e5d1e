package lexical

import (
	"footnote/retrieval/terms"
)

// joint is the words of two states that are searched as one: all counts are
// those of an index that held the passages of both.
type joint struct {
	base, own *state
	memo      *memo
}

var _ lexicon = joint{}

// passages implements lexicon.
func (j joint) passages(term string) uint32 {
	return j.base.passages(term) + j.own.passages(term)
}

// met implements lexicon.
func (j joint) met(t terms.Token) bool { return j.base.met(t) || j.own.met(t) }

// named implements lexicon.
func (j joint) named(term string) bool {
	if j.passages(term) == 0 {
		return false
	}
	u, n := j.base.dict.capitals(term)
	v, m := j.own.dict.capitals(term)
	return isName(u+v, n+m)
}

// capitals counts how often a content term is written with a capital, and how
// often at all.
func (d *dict) capitals(term string) (upper, count uint32) {
	if id, ok := d.ids[term]; ok {
		return d.upper[id], d.count[id]
	}
	return 0, 0
}

// idf implements lexicon.
func (j joint) idf(n uint32) float64 { return idf(j.base.live+j.own.live, n) }

// expand implements lexicon.
func (j joint) expand(t terms.Token) [][]string {
	if t.Stop || j.passages(t.Term) > 0 {
		return nil
	}
	if kept, ok := j.memo.get(t.Term); ok {
		return kept
	}
	found := acronym(t, j.base, j.own)
	if len(found) == 0 {
		found = nearest(j.spellings(t))
	}
	j.memo.put(t.Term, found)
	return found
}

// spellings gives the terms of both states that a word may be another spelling
// of, each once.
func (j joint) spellings(t terms.Token) []spelling {
	found := j.base.dict.spellings(t, func(id uint32) (uint32, bool) {
		if j.base.dict.held[id] == 0 {
			return 0, false
		}
		term := j.base.dict.terms[id]
		return j.passages(term), j.named(term)
	})
	return append(found, j.own.dict.spellings(t, func(id uint32) (uint32, bool) {
		term := j.own.dict.terms[id]
		if j.own.dict.held[id] == 0 || j.base.passages(term) > 0 {
			return 0, false
		}
		return j.own.dict.held[id], j.named(term)
	})...)
}
