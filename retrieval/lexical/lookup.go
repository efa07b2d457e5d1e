package lexical

import "math/bits"

// lookup finds the slots of a question that a term stands for.
type lookup struct {
	q     query
	sieve [4]uint64 // terms whose last bits are not here stand for none
	parts []place
	kins  []place
	// pairs is the weight of all the question's neighbours.
	pairs float64
}

// place is a term of a slot, numbered in parts by itself and in kins by its
// family.
type place struct {
	number uint32
	slot   int
	term   string
}

func (s *state) newLookup(q query) lookup {
	l := lookup{q: q, parts: make([]place, 0, len(q.slots)+4), kins: make([]place, 0, len(q.slots)+4)}
	for i, slot := range q.slots {
		for _, p := range slot.any {
			if !p.key {
				continue
			}
			family := uint32(0)
			if p.id == absent {
				family = s.dict.families[familyOf(p.term)] // kin of it may be here
			} else {
				l.parts = append(l.parts, place{p.id, i, p.term})
				l.sieve[p.id>>6&3] |= 1 << (p.id & 63)
				family = s.dict.family[p.id]
			}
			if family != 0 {
				l.kins = append(l.kins, place{family, i, p.term})
			}
		}
		if i > 0 {
			l.pairs += q.slots[i-1].idf + slot.idf
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
		if p.number == id {
			set |= 1 << p.slot
		}
	}
	return set
}

// kin gives the set of slots that hold a word of the same family.
func (l *lookup) kin(family uint32, term string) (set uint64) {
	for _, p := range l.kins {
		if p.number == family && akin(p.term, term) {
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

// neighbours is the share of the question's pairs of neighbours that a set
// holds, each named by its first slot.
func (l *lookup) neighbours(set uint64) float64 {
	sum := 0.0
	for i := range len(l.q.slots) - 1 {
		if set&(1<<i) != 0 {
			sum += l.q.slots[i].idf + l.q.slots[i+1].idf
		}
	}
	if sum == 0 {
		return 0
	}
	return sum / l.pairs
}

// familyLetters is how many first letters words of a family share at least.
const familyLetters = 4

// familyOf gives the letters that name a term's family, "" where it has none.
func familyOf(term string) string {
	if len(term) < familyLetters || isNumber(term) {
		return ""
	}
	return term[:familyLetters]
}

// akin tells whether two terms of a family share at least half of the longer.
func akin(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return 2*n >= max(len(a), len(b))
}
