package lexicon

import (
	_ "embed" // the list of opposites
	"slices"
	"strings"
	"sync"
)

//go:embed opposites.txt
var oppositesList string

//go:embed synonyms.txt
var synonymsList string

// partsNamed are the parts of speech as synonyms.txt writes them.
var partsNamed = map[string]POS{"noun": Noun, "adjective": Adjective, "adverb": Adverb}

// alike holds, for each part of speech and the base form of a word or a phrase, the
// lines of synonyms.txt that have it.
var alike = sync.OnceValue(func() (m [parts]map[string][]int) {
	for p := range m {
		m[p] = map[string][]int{}
	}
	n := 0
	for line := range strings.Lines(synonymsList) {
		n++
		if strings.HasPrefix(line, "#") {
			continue
		}
		part := Verb
		if kind, rest, ok := strings.Cut(line, ":"); ok {
			part, line = partsNamed[kind], rest
		}
		for form := range strings.SplitSeq(strings.TrimSpace(line), ",") {
			form = strings.TrimSpace(form)
			m[part][form] = append(m[part][form], n)
		}
	}
	return m
})

// IsPhrase reports whether some words, the first in its base form, are a verb together.
func IsPhrase(form string) bool { return Listed(form) || Look(form).Is(Verb) }

// Listed reports whether synonyms.txt has the phrase, which may end in a preposition.
func Listed(form string) bool { return len(alike()[Verb][form]) > 0 }

// lines are the lines of synonyms.txt that have the word, or the verb that it is the noun
// of the deed of, such as rejection.
func (w *Word) lines() []int {
	if strings.Contains(w.Form, " ") {
		return alike()[Verb][w.Form]
	}
	var list []int
	for p, lemmas := range w.Lemmas {
		for _, l := range lemmas {
			list = append(list, alike()[p][l.Form]...)
		}
	}
	if len(w.Lemmas[Verb]) > 0 {
		return list
	}
	for _, l := range w.Lemmas[Noun] {
		for _, id := range l.derived {
			list = append(list, alike()[Verb][name(id)]...)
		}
	}
	return list
}

// unlinked holds, for the base form of a word, its opposites of opposites.txt.
var unlinked = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(oppositesList) {
		left, right, ok := strings.Cut(line, "/")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, a := range strings.Fields(left) {
			for _, b := range strings.Fields(right) {
				m[a], m[b] = append(m[a], b), append(m[b], a)
			}
		}
	}
	return m
})

// listed reports whether two words are opposites of the list, as one part of speech.
func listed(a, b *Word) bool {
	for p := Noun; p < parts; p++ {
		for _, x := range a.Lemmas[p] {
			for _, y := range b.Lemmas[p] {
				if slices.Contains(unlinked()[x.Form], y.Form) {
					return true
				}
			}
		}
	}
	return false
}

// negations are prefixes that make the opposite of a word: not all that begin
// so do, but then the rest is a word of another kind or none.
var negations = []string{"un", "in", "im", "il", "ir", "dis", "de", "non", "non-", "mis", "anti", "anti-"}

// negated reports whether one form is the other behind a negative prefix, as
// unable and able, both being words of one part of speech.
func negated(a, b *Word) bool {
	return negates(a, b) || negates(b, a)
}

func negates(long, short *Word) bool {
	if len(long.Form) < len(short.Form)+2 || len(short.Form) < 4 || !strings.HasSuffix(long.Form, short.Form) {
		return false
	}
	prefix := strings.TrimSuffix(long.Form, short.Form)
	for _, n := range negations {
		if prefix == n {
			return samePart(long, short)
		}
	}
	return false
}

func samePart(a, b *Word) bool {
	for p := Noun; p < parts; p++ {
		if a.Is(p) && b.Is(p) {
			return true
		}
	}
	return !a.Known()
}
