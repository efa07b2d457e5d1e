package lexicon

import (
	"slices"
	"strings"
)

// Relation says what one word is to another.
type Relation uint8

// Relations, the surest first. Antonym comes last, since it is looked for only
// where nothing else holds.
const (
	Unrelated Relation = iota
	// Same: forms of one word.
	Same
	// Derived: one is made from the other, as announcement from announce.
	Derived
	// Synonym: they share a common meaning, or are made from words that do.
	Synonym
	// Broader: the second is more general than the first, as bird than osprey.
	Broader
	// Narrower: the second is more special than the first.
	Narrower
	// Antonym: they mean the opposite.
	Antonym
)

const (
	// commonRanks is how many of a word's meanings are taken for common as long
	// as they were counted at all: rare ones make no synonyms.
	commonRanks = 4
	// rare is by how many steps of weight a meaning may fall behind the word's
	// commonest and still be common: a sixteenth.
	rare = 4
	// broad is how many steps up the hypernyms a more general word may be.
	broad = 4
	// tooBroad: a synset this near to the top says next to nothing.
	tooBroad = 3
)

// meanings are the synsets of a word that relations are made of, sorted.
type meanings struct {
	lemmas   []int
	lines    []int // of synonyms.txt
	derived  []int
	own      []Synset
	near     []Synset // of derived words, what an adjective pertains to
	above    []Synset // up to broad steps
	opposite []Synset
}

// collect follows the links once a word is first compared.
func (w *Word) collect() *meanings {
	m := &meanings{lines: w.lines()}
	for p := Noun; p < parts; p++ {
		for _, l := range w.Lemmas[p] {
			m.lemmas = append(m.lemmas, l.id)
			m.derived = append(m.derived, l.derived...)
			m.own = append(m.own, common(l.Senses)...)
		}
	}
	for _, id := range m.derived {
		m.near = append(m.near, allCommon(id)...)
	}
	for _, s := range m.own {
		s.links(pertain, func(t Synset) bool { m.near = append(m.near, t); m.oppose(t); return true })
		m.climb(s, 0)
		m.oppose(s)
	}
	for _, s := range m.near {
		m.climb(s, broad-2)
	}
	if base, ok := strings.CutPrefix(w.Form, "re"); ok && w.Is(Verb) && len(base) > 3 {
		if again := Look(base); again.Is(Verb) { // reopen
			m.opposite = append(m.opposite, again.meanings().opposite...)
		}
	}
	for _, list := range []*[]Synset{&m.own, &m.near, &m.above, &m.opposite} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return m
}

// common are the synsets of the commoner meanings of a word as one part of
// speech.
func common(senses []Sense) []Synset {
	var list []Synset
	for _, s := range senses {
		if s.Rank == 0 || s.Rank < commonRanks && s.Weight+rare >= senses[0].Weight && (s.Weight > 0 || senses[0].Weight == 0) {
			list = append(list, s.Synset)
		}
	}
	return list
}

func allCommon(id int) []Synset {
	var list []Synset
	form := name(id)
	for p := Noun; p < parts; p++ {
		if l := lemma(form, p); l != nil {
			list = append(list, common(l.Senses)...)
		}
	}
	return list
}

// climb collects what is more general, without the most general of all.
func (m *meanings) climb(s Synset, depth int) {
	if depth >= broad {
		return
	}
	s.links(hypernym, func(up Synset) bool {
		if height(up) >= tooBroad {
			m.above = append(m.above, up)
			m.climb(up, depth+1)
		}
		return true
	})
	if depth != 0 {
		return
	}
	s.links(cause, func(t Synset) bool { m.above = append(m.above, t); return true })
}

// height is how many steps a synset is below the top; verbs have short chains,
// so that those without anything above count as high enough.
func height(s Synset) int {
	file, _ := s.Category()
	n := 0
	for range tooBroad {
		var up Synset = -1
		s.links(hypernym, func(t Synset) bool { up = t; return false })
		if up < 0 {
			break
		}
		s, n = up, n+1
	}
	if file >= firstVerbFile && n > 0 {
		return tooBroad
	}
	return n
}

// firstVerbFile is the number of the first lexicographer file of verbs.
const firstVerbFile = 29

// oppose collects the antonyms of a meaning, of the head that an adjective is
// similar to, and of what a verb is a kind of.
func (m *meanings) oppose(s Synset) {
	add := func(t Synset) bool {
		m.opposite = append(m.opposite, t)
		t.links(similar, func(u Synset) bool { m.opposite = append(m.opposite, u); return true })
		return true
	}
	s.links(antonym, add)
	s.links(similar, func(head Synset) bool { head.links(antonym, add); return true })
}

// Relate says what b is to a: Broader where b is more general.
func Relate(a, b *Word) Relation {
	if a.Form == b.Form {
		return Same
	}
	x, y := a.meanings(), b.meanings()
	switch {
	case meet(x.lemmas, y.lemmas):
		return Same
	case opposed(x, y) || negated(a, b) || unlinked().has(a, b, Noun, parts-1):
		return Antonym
	case Apart(a, b):
		return Unrelated
	case meet(x.derived, y.lemmas) || meet(x.lemmas, y.derived) || meet(x.derived, y.derived):
		return Derived
	case alikeIn(x, y):
		return Synonym
	case share(x.above, y.own):
		return Broader
	case share(x.own, y.above):
		return Narrower
	}
	return Unrelated
}

func alikeIn(x, y *meanings) bool {
	return share(x.own, y.own) || share(x.near, y.own) || share(x.own, y.near) || similarTo(x, y)
}

func opposed(x, y *meanings) bool {
	return share(x.opposite, y.own) || share(x.opposite, y.near) || share(x.near, y.opposite)
}

// similarTo reports whether an adjective is similar to the other, or synonyms.txt has
// both verbs in one line.
func similarTo(x, y *meanings) bool {
	return meet(x.lines, y.lines) || slices.ContainsFunc(x.own, func(s Synset) bool {
		found := false
		for _, k := range []linkKind{similar, group} {
			s.links(k, func(t Synset) bool { _, found = slices.BinarySearch(y.own, t); return !found })
			if found {
				return true
			}
		}
		return false
	})
}

// meet reports whether two short lists have a number in common.
func meet(a, b []int) bool {
	return slices.ContainsFunc(a, func(n int) bool { return slices.Contains(b, n) })
}

// share reports whether two sorted lists have a synset in common.
func share(a, b []Synset) bool {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			return true
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return false
}

// Near reports whether two words have something to do with each other in some
// meaning, however rare: they share one, or that of one is a kind of the other's.
// It is no proof that they say the same.
func Near(a, b *Word) bool {
	for p := Noun; p < parts; p++ {
		x, y := a.every(p), b.every(p)
		if share(x, y) || p == Verb && (share(above(x), y) || share(x, above(y))) {
			return true
		}
	}
	return false
}

// every are the synsets of all meanings of a word as one part of speech, and of
// what it is derived from, sorted.
func (w *Word) every(p POS) []Synset {
	var all []Synset
	add := func(senses []Sense) {
		for _, s := range senses {
			all = append(all, s.Synset)
			for _, k := range []linkKind{similar, group} {
				s.Synset.links(k, func(t Synset) bool { all = append(all, t); return true })
			}
		}
	}
	for q := Noun; q < parts; q++ {
		for _, l := range w.Lemmas[q] {
			if q == p {
				add(l.Senses)
			}
			for _, id := range l.derived {
				if d := lemma(name(id), p); d != nil {
					add(d.Senses)
				}
			}
		}
	}
	slices.Sort(all)
	return all
}

// above are the synsets next more general, sorted.
func above(list []Synset) []Synset {
	var all []Synset
	for _, s := range list {
		s.links(hypernym, func(up Synset) bool { all = append(all, up); return true })
	}
	slices.Sort(all)
	return all
}
