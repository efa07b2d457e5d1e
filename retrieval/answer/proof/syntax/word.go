package syntax

import (
	"slices"
	"strings"

	"footnote/retrieval/text/lexicon"
)

// Word is one word of a sentence.
type Word struct {
	// Form is the word as it stands, Lower in lower case, Term as an index has it.
	Form, Lower, Term string
	Class             Class
	// Known is what the lexicon knows of it.
	Known *lexicon.Word
	// Place is what the lexicon knows of the name of two words that it is part of, or of it.
	Place *lexicon.Word
	// Tag is its part of speech where it stands, see package tagger.
	Tag string
	// Phrase is the verb with its particle or noun, nil where there is none.
	Phrase *lexicon.Word
	// Closes is the last word of the phrase.
	Closes int
	// Particle is the word of direction right behind it, "" where none is.
	Particle string
	// Name: it is written with a capital, and no known word written small.
	Name bool
	// Number holds the value where it is one.
	Number float64
	Unit   string
	// Span is how long the number of a measure of time is, in minutes or months.
	Span     float64
	Months   bool
	IsNumber bool
	// Clock: it is a time of day, "18:40", which counts nothing.
	Clock bool
	// Date: it is part of a date, which has checks of its own.
	Date bool
	// Segment counts the marks of punctuation before it.
	Segment int
	// Phrased: it is part of words that do what one word of grammar does.
	Phrased bool
	// Quoted: it stands between quotation marks of a longer quotation.
	Quoted bool
	// Owner: it is a possessive, as "Norway's".
	Owner bool
	// Turned: "non-" stands before it.
	Turned bool
}

// Like reports whether a word means the same as one of these or something more
// special, in a common meaning.
func Like(w *Word, heads ...string) bool {
	for _, h := range heads {
		for _, r := range w.Readings() {
			switch lexicon.Relate(lexicon.Look(h), r) {
			case lexicon.Same, lexicon.Derived, lexicon.Synonym, lexicon.Narrower:
				return true
			}
		}
	}
	return false
}

// HasLemma reports whether a word is a form of a verb.
func HasLemma(w *Word, verb string) bool {
	return slices.ContainsFunc(w.Known.Lemmas[lexicon.Verb], func(l *lexicon.Lemma) bool { return l.Form == verb })
}

// HasNoun reports whether a word is a form of a noun.
func HasNoun(w *Word, noun string) bool {
	return slices.ContainsFunc(w.Known.Lemmas[lexicon.Noun], func(l *lexicon.Lemma) bool { return l.Form == noun })
}

// Readings are the word, or the phrase that it opens in its place.
func (w *Word) Readings() []*lexicon.Word {
	if w.Phrase != nil {
		return []*lexicon.Word{w.Phrase}
	}
	return []*lexicon.Word{w.Known}
}

// isAdverb reports whether a word is an adverb before all.
func isAdverb(w *Word) bool {
	return w.Known.Is(lexicon.Adverb) && !w.Known.Is(lexicon.Noun)
}

// OfTime reports whether a word is a noun of time, such as "week" or "tonight", in
// its commonest meaning.
func OfTime(w *Word) bool { return w.Known.Filed(lexicon.Noun, lexicon.Times) }

// Verb is the base form of a word that may be a verb, else "".
func (w *Word) Verb() string {
	for _, l := range w.Known.Lemmas[lexicon.Verb] {
		return l.Form
	}
	return ""
}

// Occurs reports whether a verb says no more than that something comes about.
func Occurs(w *Word) bool {
	for _, r := range w.Readings() {
		switch lexicon.Relate(lexicon.Look("happen"), r) {
		case lexicon.Same, lexicon.Synonym:
			return true
		}
	}
	return false
}

// Meaning reports whether the word says something of its own.
func (w *Word) Meaning() bool {
	return (w.Class == Open || w.Class == Saying || w.Name || w.IsNumber || w.Acts()) && !w.Date
}

// Acts reports whether a word of certainty is a verb with a meaning of its own,
// such as "plan" or "refuse", or the noun of one.
func (w *Word) Acts() bool {
	return (w.Class == Undone || w.Class == Planned || w.Class == Required) && !w.IsModalVerb() && (w.Known.Is(lexicon.Verb) || strings.HasPrefix(w.Tag, "NN"))
}

// IsModalVerb reports whether the word is a modal verb.
func (w *Word) IsModalVerb() bool {
	if w.Date {
		return false // in May
	}
	switch w.Lower {
	case "will", "would", "can", "could", "may", "might", "must", "should", "shall", "cannot":
		return true
	}
	return false
}

// isModal reports whether a word of certainty helps verbs, and so covers its
// whole clause.
func (w *Word) isModal() bool {
	return !w.Known.Is(lexicon.Adjective) && !w.Known.Is(lexicon.Adverb)
}
