package proof

import (
	"slices"
	"strings"

	"footnote/retrieval/text/lexicon"
)

// isVerb reports whether word i may be a verb where it stands. Most English
// words may be several parts of speech; the word before and the ending tell.
func (s *sentence) isVerb(i int) bool {
	w := &s.words[i]
	switch {
	case w.class == saying:
		return w.lower != "according"
	case w.class != open && !w.acts() || w.name || !w.known.Is(lexicon.Verb):
		return false
	case !w.known.Is(lexicon.Noun) && !w.known.Is(lexicon.Adjective):
		return true
	case i == 0:
		return false
	}
	if determines(&s.words[i-1]) {
		return false
	}
	if w.isBase() {
		return s.expectsBase(i)
	}
	return true
}

// isBase reports whether a verb stands in its base form.
func (w *word) isBase() bool {
	return slices.ContainsFunc(w.known.Lemmas[lexicon.Verb], func(l *lexicon.Lemma) bool { return l.Form == w.lower })
}

// determines reports whether what follows a word is a noun or an adjective.
func determines(w *word) bool {
	switch w.lower {
	case "a", "an", "the", "this", "these", "those", "its", "their", "his", "her", "our", "my", "your",
		"of", "in", "on", "for", "with", "by", "at", "from", "no", "some", "any", "each", "every", "all", "as", "into", "about":
		return true
	}
	if w.owner || w.isNumber {
		return true
	}
	return w.class == open && !w.name && w.known.Is(lexicon.Adjective) && !w.known.Is(lexicon.Verb)
}

// expectsBase reports whether a verb in its base form may follow what stands
// before i: "to", a modal, "do", a plural.
func (s *sentence) expectsBase(i int) bool {
	before := &s.words[i-1]
	switch before.lower {
	case "to", "not", "do", "does", "did", "cannot", "we", "they", "you", "i", "who", "and", "or", "also":
		return true
	}
	plural := before.class == open && strings.HasSuffix(before.lower, "s") && before.known.Is(lexicon.Noun)
	return before.isModalVerb() || plural || before.known.Is(lexicon.Adverb) && !before.known.Is(lexicon.Adjective) && before.class != open
}
