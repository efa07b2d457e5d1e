package lexicon

import "slices"

// Ergative reports whether a verb also means that something does of itself what
// is done to it: what somebody opens opens.
func Ergative(w *Word) bool { return Brings(w, w) }

// Brings reports whether what one verb means brings about, or entails, what the other
// means: to kill, to die.
func Brings(a, b *Word) bool {
	effect := b.every(Verb)
	return slices.ContainsFunc(a.every(Verb), func(s Synset) bool {
		found := false
		s.links(cause, func(t Synset) bool { _, found = slices.BinarySearch(effect, t); return !found })
		return found
	})
}

// Sisters reports whether two nouns are kinds of one thing in a common meaning, and
// so exclude each other: hour and day, dog and cat.
func Sisters(a, b *Word) bool {
	x, y := parents(a), parents(b)
	return Relate(a, b) == Unrelated && share(x, y)
}

// Siblings reports whether two adjectives are of one kind without saying the same: weekly
// and monthly, bilateral and trilateral.
func Siblings(a, b *Word) bool {
	x, y := heads(a), heads(b)
	return Relate(a, b) == Unrelated && share(x, y)
}

// heads are the adjectives that w is similar to, sorted.
func heads(w *Word) []Synset {
	var all []Synset
	for _, l := range w.Lemmas[Adjective] {
		for _, s := range l.Senses {
			s.Synset.links(similar, func(head Synset) bool { all = append(all, head); return true })
		}
	}
	slices.Sort(all)
	return all
}

func parents(w *Word) []Synset {
	var all []Synset
	for _, l := range w.Lemmas[Noun] {
		for _, s := range common(l.Senses) {
			s.links(hypernym, func(up Synset) bool { all = append(all, up); return true })
		}
	}
	slices.Sort(all)
	return all
}
