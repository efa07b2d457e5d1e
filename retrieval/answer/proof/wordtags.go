package proof

import (
	"slices"
	"strings"

	"footnote/retrieval/text/lexicon"
)

// possibleTag corrects a tag that the lexicon rules out: a form in the past is no
// infinitive, and what is only a noun is no verb.
func (w *word) possibleTag(tag string) string {
	if w.class != open && !w.acts() && w.class != saying || !w.known.Known() {
		return tag
	}
	verb := w.known.Is(lexicon.Verb)
	switch {
	case verb && w.mustBeVerb(tag):
		return w.verbTag()
	case w.noAdverb(tag):
		return w.plainTag()
	case !verb && strings.HasPrefix(tag, "V"):
		return w.plainTag()
	case (tag == "VB" || tag == "VBP") && !w.isBase():
		return w.verbTag()
	}
	return tag
}

// mustBeVerb reports whether a word that may be a verb can be nothing of the tag.
func (w *word) mustBeVerb(tag string) bool {
	return w.isNothingBut(lexicon.Verb) && tag[0] != 'V' || w.noAdverb(tag) || tag == "NN" && !w.known.Is(lexicon.Noun)
}

// isNothingBut reports whether the lexicon knows a word as one part of speech alone.
func (w *word) isNothingBut(p lexicon.POS) bool {
	for _, q := range []lexicon.POS{lexicon.Noun, lexicon.Verb, lexicon.Adjective, lexicon.Adverb} {
		if w.known.Is(q) != (q == p) {
			return false
		}
	}
	return true
}

// noAdverb reports whether a word was tagged as an adverb that can be none.
func (w *word) noAdverb(tag string) bool {
	return strings.HasPrefix(tag, "RB") && !w.known.Is(lexicon.Adverb) && w.class == open && !w.name
}

// finiteTag reports whether a tag is that of a verb which is no participle.
func finiteTag(tag string) bool {
	switch tag {
	case "VB", "VBD", "VBP", "VBZ":
		return true
	}
	return false
}

// verbTag is the tag of a verb by its form.
func (w *word) verbTag() string {
	switch {
	case w.isBase():
		return "VB"
	case strings.HasSuffix(w.lower, "ing"):
		return "VBG"
	case strings.HasSuffix(w.lower, "s"):
		return "VBZ"
	}
	return "VBD"
}

// plainTag is the tag of what is no verb.
func (w *word) plainTag() string {
	switch {
	case w.known.Is(lexicon.Noun):
		return "NN"
	case w.known.Is(lexicon.Adjective):
		return "JJ"
	}
	return "RB"
}

// isBase reports whether a verb stands in its base form.
func (w *word) isBase() bool {
	return slices.ContainsFunc(w.known.Lemmas[lexicon.Verb], func(l *lexicon.Lemma) bool { return l.Form == w.lower })
}
