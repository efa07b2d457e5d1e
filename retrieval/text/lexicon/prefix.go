package lexicon

import (
	_ "embed" // the list of opposites
	"slices"
	"strings"
	"sync"
)

//go:embed opposites.txt
var oppositesList string

//go:embed apart.txt
var apartList string

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

// unlinked are the opposites of opposites.txt, steps the verbs of apart.txt.
var (
	unlinked = sync.OnceValue(func() facing { return readFacing(oppositesList) })
	steps    = sync.OnceValue(func() facing { return readFacing(apartList) })
)

// facing holds, for the base form of a word, those that stand on the other side of a
// line of a list.
type facing map[string][]string

func readFacing(list string) facing {
	f := facing{}
	for line := range strings.Lines(list) {
		left, right, ok := strings.Cut(line, "/")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, a := range strings.Fields(left) {
			for _, b := range strings.Fields(right) {
				f[a], f[b] = append(f[a], b), append(f[b], a)
			}
		}
	}
	return f
}

// has reports whether two words face each other as one of some parts of speech.
func (f facing) has(a, b *Word, from, to POS) bool {
	for p := from; p <= to; p++ {
		for _, x := range a.Lemmas[p] {
			for _, y := range b.Lemmas[p] {
				if slices.Contains(f[x.Form], y.Form) {
					return true
				}
			}
		}
	}
	return false
}

// Apart reports whether of two verbs one is only a step towards the other, or less, by
// apart.txt: to sign, to ratify.
func Apart(a, b *Word) bool { return steps().has(a, b, Verb, Verb) }

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
