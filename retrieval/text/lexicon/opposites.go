package lexicon

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// mostOpposites is how many opposites of a word are given at the most.
const mostOpposites = 2

// member is a word of a synset, with how common it is in that meaning.
type member struct {
	form   string
	weight int
}

// opponents holds the commonest word of each meaning that is another's opposite.
var opponents = sync.OnceValue(func() map[Synset]member {
	of := map[Synset]member{}
	for id := range words.n {
		form := name(id)
		for p := Noun; p < parts; p++ {
			l := lemma(form, p)
			if l == nil || !l.Common || strings.ContainsRune(form, ' ') {
				continue
			}
			for _, s := range common(l.Senses) {
				isOne := false
				s.links(antonym, func(Synset) bool { isOne = true; return false })
				if isOne && (of[s].form == "" || weightOf(l, s) > of[s].weight) {
					of[s] = member{form, weightOf(l, s)}
				}
			}
		}
	}
	return of
})

func weightOf(l *Lemma, s Synset) int {
	return l.Senses[slices.IndexFunc(l.Senses, func(o Sense) bool { return o.Synset == s })].Weight
}

// Opposites returns the base forms of single words that mean the opposite of w in a common
// meaning, the commonest first. The first call takes some tenths of a second.
func Opposites(w *Word) []string {
	var found []member
	for _, s := range w.meanings().own {
		s.links(antonym, func(t Synset) bool {
			if m := opponents()[t]; m.form != "" {
				found = append(found, m)
			}
			return true
		})
	}
	slices.SortStableFunc(found, func(a, b member) int { return cmp.Compare(b.weight, a.weight) })
	var list []string
	for _, m := range found {
		if !slices.Contains(list, m.form) && len(list) < mostOpposites {
			list = append(list, m.form)
		}
	}
	return list
}
