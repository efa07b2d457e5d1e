package proof

import (
	"strings"

	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
	"footnote/retrieval/text/tagger"
)

// markTags finds the part of speech of each word, by the words and marks around
// it, within what the lexicon knows it can be.
func (s *sentence) markTags() {
	var parts []string
	at := make([]int, len(s.words))
	for i := range s.words {
		for _, r := range s.text.Between(i) {
			if strings.ContainsRune(",;:.()–—“”\"", r) {
				parts = append(parts, string(r))
			}
		}
		at[i] = len(parts)
		parts = append(parts, cut(s.words[i].form)...)
	}
	tags := tagger.Tag(parts)
	for i := range s.words {
		w := &s.words[i]
		w.tag = w.possibleTag(tags[at[i]])
		if s.text.Starts[i] && tags[at[i]] == "NNP" && w.class == open && text.StartsUpper(w.form) {
			if w.name = !opensAsAdjective(s, i); !w.name {
				w.tag = "JJ"
			}
		}
	}
	if len(s.words) > 1 && s.words[0].tag == "VBD" {
		s.words[0].tag = "VBN" // no verb bound to a subject opens a sentence
	}
	s.markVerbsBeforeArticles()
	markBehindNames(s)
	markOngoing(s)
	s.markFinite()
}

// opensAsAdjective reports whether the capital of the word at i is only that of an
// adjective that opens the sentence: "New uploads", "Present were Berg and Dahl".
func opensAsAdjective(s *sentence, i int) bool {
	w := &s.words[i]
	if i+2 >= len(s.words) || !w.known.Is(lexicon.Adjective) || !w.known.Common() || strings.ToUpper(w.form) == w.form {
		return false
	}
	next, behind := &s.words[i+1], &s.words[i+2]
	return isToBe(next.lower) && text.StartsUpper(behind.form) || !text.StartsUpper(next.form) && next.class == open && next.segment == w.segment && (next.known.Is(lexicon.Noun) || strings.HasSuffix(next.lower, "s"))
}

// markBehindNames makes a verb of what the tagger took for a noun in the plural behind
// a name, where its clause has no other: "Berg travels to Oslo".
func markBehindNames(s *sentence) {
	for i := 1; i+1 < len(s.words); i++ {
		w, before, next := &s.words[i], &s.words[i-1], &s.words[i+1]
		noun := w.tag == "NNS" || w.tag == "NN" && !w.isBase()
		if !noun || w.name || !w.known.Is(lexicon.Verb) || !before.name || before.owner || next.tag != "TO" && next.tag != "IN" {
			continue
		}
		if !hasFinite(s, i) {
			w.tag = w.verbTag()
		}
	}
}

// hasFinite reports whether the clause that holds word i has a verb bound to a subject.
func hasFinite(s *sentence, i int) bool {
	for k := s.segmentStart(i); k < segmentEnd(s, i) && (k < i || s.words[k].tag != "CC"); k++ {
		if s.finite(k) || isToBe(s.words[k].lower) || lightVerb(s.words[k].lower) != nil {
			return true
		}
	}
	return false
}

// markOngoing makes participles of what the tagger took for nouns behind a verb that
// says that something goes on: "kept asking".
func markOngoing(s *sentence) {
	for i := 1; i < len(s.words); i++ {
		if w := &s.words[i]; w.tag == "NN" && w.known.Is(lexicon.Verb) && goesOn(s, i-1) {
			w.tag = "VBG"
		}
	}
}

// markFinite makes the participle behind a noun the verb of a part of the
// sentence that has no other: "the school opened".
func (s *syntax) markFinite() {
	for i := 1; i < len(s.words); i++ {
		if s.words[i].tag != "VBN" || !s.isNoun(i-1) {
			continue
		}
		alone := true
		for k := range s.words {
			alone = alone && (s.words[k].segment != s.words[i].segment || k == i || !s.finite(k) && !isToBe(s.words[k].lower) && lightVerb(s.words[k].lower) == nil)
		}
		if alone {
			s.words[i].tag = "VBD"
		}
	}
}

// cut divides a word before what the tagger takes for a word of its own.
func cut(form string) []string {
	form = strings.ReplaceAll(form, "’", "'")
	for _, end := range []string{"n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "'"} {
		if stem, ok := strings.CutSuffix(form, end); ok && stem != "" {
			return []string{stem, end}
		}
	}
	return []string{form}
}

// markVerbsBeforeArticles makes a verb of what the tagger took for a noun between
// a noun and an article: "the agency grants a permit".
func (s *sentence) markVerbsBeforeArticles() {
	for i := 1; i < len(s.words); i++ {
		switch w, before := &s.words[i], &s.words[i-1]; {
		case opensAsVerb(s, i):
			w.tag = "VBG"
		case determines(before) && finiteTag(w.tag) && w.tag != "VBD" && w.known.Is(lexicon.Noun):
			w.tag = w.plainTag()
		}
	}
	markBetween(s)
}

// markBetween corrects words by both their neighbours: "the agency grants a
// permit", "new uploads are refused", "are to exchange envoys".
func markBetween(s *sentence) {
	for i := 1; i+1 < len(s.words); i++ {
		switch w := &s.words[i]; {
		case w.tag == "NNS" && actsBetween(s, i):
			w.tag = "VBZ"
		case finiteTag(w.tag) && (w.known.Is(lexicon.Noun) || s.words[i-1].tag == "JJ") && (isToBe(s.words[i+1].lower) || s.words[i+1].isModalVerb()):
			w.tag = "NNS"
		case w.tag == "NN" && toBeActed(s, i):
			w.tag = "VB"
		}
	}
}

// actsBetween reports whether the word at i may be the verb between a noun and the
// article of another.
func actsBetween(s *sentence, i int) bool {
	w, before, next := &s.words[i], &s.words[i-1], &s.words[i+1]
	return !w.name && w.known.Is(lexicon.Verb) && (before.tag == "NN" || before.tag == "NNP") && determines(next) && next.segment == before.segment
}

// toBeActed reports whether the word at i may be the infinitive behind "are to" or
// "agreed to".
func toBeActed(s *sentence, i int) bool {
	w := &s.words[i]
	if w.name || !w.isBase() || s.words[i-1].tag != "TO" || i < 2 || s.words[i+1].segment != w.segment {
		return false
	}
	leads := &s.words[i-2]
	return isToBe(leads.lower) || finiteTag(leads.tag) || leads.tag == "VBN" || leads.tag == "JJ"
}

// opensAsVerb reports whether the word at i opens a part of the sentence as a
// participle does: ", demanding that".
func opensAsVerb(s *sentence, i int) bool {
	w, before := &s.words[i], &s.words[i-1]
	if before.segment == w.segment && before.tag != "CC" || w.tag != "NN" && w.tag != "JJ" || !strings.HasSuffix(w.lower, "ing") || !w.known.Is(lexicon.Verb) {
		return false
	}
	if i+1 >= len(s.words) {
		return false
	}
	next := &s.words[i+1]
	return next.segment == w.segment && !isToBe(next.lower) && next.tag != "NN" && next.tag != "NNS"
}

// isVerb reports whether word i is a verb where it stands that has a meaning of
// its own. A participle before a noun is none: "a planned trip".
func (s *sentence) isVerb(i int) bool {
	w := &s.words[i]
	if w.class == saying {
		return w.lower != "according"
	}
	if w.class != open && !w.acts() || w.name || !strings.HasPrefix(w.tag, "VB") {
		return false
	}
	return !(w.tag == "VBN" || w.tag == "VBG") || !s.beforeNoun(i)
}

// beforeNoun reports whether the participle at i stands between an article or
// the like and a noun.
func (s *sentence) beforeNoun(i int) bool {
	if i+1 >= len(s.words) || !s.isNoun(i+1) || s.words[i+1].segment != s.words[i].segment {
		return false
	}
	if i == 0 {
		return s.words[i].tag == "VBN"
	}
	before := &s.words[i-1]
	if before.name && !before.owner || helped(s, i) {
		return false
	}
	switch before.tag {
	case "DT", "PRP$", "JJ", "IN", "CC":
		return true
	case "TO", "PRP":
		return before.owner
	}
	return before.owner || before.isNumber || before.class == free && !isToBe(before.lower) && lightVerb(before.lower) == nil
}

// helped reports whether "has" or "is" stands before the participle at i, with nothing
// but an adverb between: "has just appointed".
func helped(s *sentence, i int) bool {
	k := i - 1
	for k > 0 && s.words[k].tag == "RB" {
		k--
	}
	return s.words[i].tag == "VBN" && lightVerb(s.words[k].lower) != nil
}

// isNoun reports whether word i is a name or a noun where it stands.
func (s *syntax) isNoun(i int) bool {
	w := &s.words[i]
	return (w.name || w.class != free && strings.HasPrefix(w.tag, "NN")) && !w.isNumber
}

// finite reports whether a verb that is bound to a subject stands at k.
func (s *syntax) finite(k int) bool {
	w := &s.words[k]
	if w.isModalVerb() {
		return true
	}
	switch w.tag {
	case "VBD", "VBZ", "VBP", "MD":
		return !w.name
	}
	return false
}
