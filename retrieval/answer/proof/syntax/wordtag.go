package syntax

import (
	"slices"
	"strings"

	"footnote/retrieval/text/lexicon"
)

// possibleTag corrects a tag that the lexicon rules out: a form in the past is no
// infinitive, and what is only a noun is no verb.
func (w *Word) possibleTag(tag string) string {
	if w.Class != Open && !w.Acts() && w.Class != Saying || !w.Known.Known() {
		return tag
	}
	verb := w.Known.Is(lexicon.Verb)
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
func (w *Word) mustBeVerb(tag string) bool {
	return w.isNothingBut(lexicon.Verb) && tag[0] != 'V' || w.noAdverb(tag) || tag == "NN" && !w.Known.Is(lexicon.Noun)
}

// isNothingBut reports whether the lexicon knows a word as one part of speech alone.
func (w *Word) isNothingBut(p lexicon.POS) bool {
	for _, q := range []lexicon.POS{lexicon.Noun, lexicon.Verb, lexicon.Adjective, lexicon.Adverb} {
		if w.Known.Is(q) != (q == p) {
			return false
		}
	}
	return true
}

// noAdverb reports whether a word was tagged as an adverb that can be none.
func (w *Word) noAdverb(tag string) bool {
	return strings.HasPrefix(tag, "RB") && !w.Known.Is(lexicon.Adverb) && w.Class == Open && !w.Name
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
func (w *Word) verbTag() string {
	switch {
	case w.isBase():
		return "VB"
	case strings.HasSuffix(w.Lower, "ing"):
		return "VBG"
	case strings.HasSuffix(w.Lower, "s"):
		return "VBZ"
	}
	return "VBD"
}

// plainTag is the tag of what is no verb.
func (w *Word) plainTag() string {
	switch {
	case w.Known.Is(lexicon.Noun):
		return "NN"
	case w.Known.Is(lexicon.Adjective):
		return "JJ"
	}
	return "RB"
}

// isBase reports whether a verb stands in its base form.
func (w *Word) isBase() bool {
	return slices.ContainsFunc(w.Known.Lemmas[lexicon.Verb], func(l *lexicon.Lemma) bool { return l.Form == w.Lower })
}
