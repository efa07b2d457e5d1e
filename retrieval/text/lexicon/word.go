package lexicon

import (
	"slices"
	"strings"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"
)

// POS is a part of speech.
type POS uint8

// The parts of speech that WordNet knows; words of grammar have none.
const (
	Noun POS = iota
	Verb
	Adjective
	Adverb
	parts
)

// Sense is one meaning of a word.
type Sense struct {
	POS POS
	// Rank is 0 for the commonest meaning of the word as this part of speech.
	Rank int
	// Weight is about the binary logarithm of how often the meaning was counted
	// in WordNet's tagged texts, 0 to 15.
	Weight int
	Synset Synset
}

// Lemma is a base form with its meanings.
type Lemma struct {
	Form string
	id   int
	// Senses are ordered by part of speech, then by rank.
	Senses []Sense
	// Common is false for what is only written with capitals: names.
	Common  bool
	derived []int
}

// Word is what is known of a form as it stands in a text. It is shared: treat
// it as read only.
type Word struct {
	// Form is in lower case.
	Form string
	// Lemmas are the base forms that it may be a form of, by part of speech: a
	// noun in the plural, a verb in the past. Empty where nothing is known.
	Lemmas [parts][]*Lemma

	meanings func() *meanings
}

// cached is how many words are kept: those of some thousand sentences.
const cached = 8192

var known, _ = lru.New[string, *Word](cached)

// Look returns what is known of a form. It never returns nil, and is safe for
// concurrent use.
func Look(form string) *Word {
	form = fold(form)
	if w, ok := known.Get(form); ok {
		return w
	}
	w := &Word{Form: form}
	for p := Noun; p < parts; p++ {
		w.Lemmas[p] = lemmasOf(form, p)
	}
	w.meanings = sync.OnceValue(w.collect)
	known.Add(form, w)
	return w
}

// Lexicographer files of WordNet, which say what a meaning is about: lexnames(5WN).
const (
	Artifacts  = 6
	Groups     = 14
	Places     = 15
	Objects    = 17
	Persons    = 18
	Quantities = 23
	Times      = 28
)

// Filed reports whether the commonest meaning of the form as one part of speech stands
// in one of these lexicographer files.
func (w *Word) Filed(p POS, files ...int) bool {
	for _, l := range w.Lemmas[p] {
		if len(l.Senses) > 0 {
			file, _ := l.Senses[0].Synset.Category()
			return slices.Contains(files, file)
		}
	}
	return false
}

// Is reports whether the form may be one of this part of speech.
func (w *Word) Is(p POS) bool { return len(w.Lemmas[p]) > 0 }

// Known reports whether anything is known of the form.
func (w *Word) Known() bool {
	return slices.ContainsFunc(w.Lemmas[:], func(l []*Lemma) bool { return len(l) > 0 })
}

// Common reports whether the form is, or may be a form of, a word that is
// written in lower case.
func (w *Word) Common() bool {
	return slices.ContainsFunc(w.Lemmas[:], func(list []*Lemma) bool {
		return slices.ContainsFunc(list, func(l *Lemma) bool { return l.Common })
	})
}

// lemma reads a word of the table, with its meanings as one part of speech.
func lemma(form string, p POS) *Lemma {
	id, r, ok := find(form)
	if !ok {
		return nil
	}
	l := &Lemma{Form: form, id: id, Common: r.byte() == 1}
	rank := 0
	for range r.uvarint() {
		b := r.byte()
		s := Sense{POS: POS(b >> 4), Weight: int(b & 15), Synset: Synset(r.uvarint()), Rank: rank}
		if s.POS == p {
			l.Senses = append(l.Senses, s)
			rank++
		}
	}
	if len(l.Senses) == 0 {
		return nil
	}
	for range r.uvarint() {
		l.derived = append(l.derived, r.uvarint())
	}
	return l
}

// irregular are the base forms of an irregular form.
func irregular(form string, p POS) []string {
	_, r, ok := find(form)
	if !ok {
		return nil
	}
	r.byte()
	for range r.uvarint() {
		r.byte()
		r.uvarint()
	}
	for range r.uvarint() {
		r.uvarint()
	}
	var list []string
	for r.rest != "" {
		of := POS(r.byte())
		if id := r.uvarint(); of == p {
			list = append(list, name(id))
		}
	}
	return list
}

// endings are WordNet's rules of detachment, morphy(7WN).
var endings = [parts][][2]string{
	Noun:      {{"s", ""}, {"ses", "s"}, {"xes", "x"}, {"zes", "z"}, {"ches", "ch"}, {"shes", "sh"}, {"men", "man"}, {"ies", "y"}},
	Verb:      {{"s", ""}, {"ies", "y"}, {"es", "e"}, {"es", ""}, {"ed", "e"}, {"ed", ""}, {"ied", "y"}, {"ing", "e"}, {"ing", ""}},
	Adjective: {{"er", ""}, {"est", ""}, {"er", "e"}, {"est", "e"}, {"ier", "y"}, {"iest", "y"}},
}

// lemmasOf returns the base forms of a form as one part of speech: itself,
// those of an irregular form, else those that detaching an ending gives.
func lemmasOf(form string, p POS) []*Lemma {
	var list []*Lemma
	add := func(base string) {
		if l := lemma(base, p); l != nil && !slices.ContainsFunc(list, func(o *Lemma) bool { return o.id == l.id }) {
			list = append(list, l)
		}
	}
	add(form)
	bases := irregular(form, p)
	for _, base := range bases {
		add(base)
	}
	if len(bases) > 0 || p == Noun && len(list) > 0 && !strings.HasSuffix(form, "s") {
		return list
	}
	for _, e := range endings[p] {
		stem, ok := strings.CutSuffix(form, e[0])
		if !ok || len(stem) < 2 {
			continue
		}
		add(stem + e[1])
		if n := len(stem); p == Verb && e[1] == "" && stem[n-1] == stem[n-2] && len(list) == 0 {
			add(stem[:n-1]) // planned, running
		}
	}
	return list
}
