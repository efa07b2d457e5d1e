package lexicon

import "slices"

// SamePlace reports whether two names mean one place or its people: synonyms, and
// what is derived from them.
func SamePlace(a, b *Word) bool {
	if !a.Known() || !b.Known() {
		return false
	}
	switch Relate(a, b) {
	case Same, Derived, Synonym:
		return true
	}
	return false
}

// Governs reports whether two names stand for one government: the same place,
// or one is a capital or a building within the other and they are related by
// being its part, up to two steps.
//
// WordNet holds which place is part of which; whatever is part of a capital's
// country is also named for it in the press, so that only capitals and what
// stands in them count.
func Governs(a, b *Word) bool {
	for _, x := range a.places() {
		for _, y := range b.places() {
			if x == y || seatOf(x, y) || seatOf(y, x) {
				return true
			}
		}
	}
	return false
}

// IsPlace reports whether a word is the name of a place, a building or a group.
func (w *Word) IsPlace() bool { return len(w.places()) > 0 }

// places are the places that a name may mean, and those that an adjective is made from.
func (w *Word) places() []Synset {
	all := slices.Concat(w.every(Noun), w.meanings().near)
	return slices.DeleteFunc(all, func(s Synset) bool {
		file, one := s.Category()
		return !one || file != Places && file != Artifacts && file != Groups
	})
}

// seatOf reports whether a is a capital of b, or stands in one.
func seatOf(a, b Synset) bool {
	found := false
	a.links(whole, func(up Synset) bool {
		capital := a.isCapital() || up.isCapital()
		found = capital && (up == b || slices.Contains(wholes(up), b) && b.isCountry())
		return !found
	})
	return found
}

func wholes(s Synset) []Synset {
	var list []Synset
	s.links(whole, func(up Synset) bool { list = append(list, up); return true })
	return list
}

// isCountry reports whether a synset is an instance of a country or of a kind of countries,
// and no region of several.
func (s Synset) isCountry() bool {
	country := Look("country").meanings().own
	kinds := above([]Synset{s})
	return share(country, kinds) || share(country, above(kinds))
}

// isCapital reports whether a synset is an instance of a national capital.
func (s Synset) isCapital() bool {
	capital := Look("national capital").meanings().own
	found := false
	s.links(hypernym, func(up Synset) bool { found = slices.Contains(capital, up); return !found })
	return found
}
