package syntax

import (
	"strings"

	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
	"footnote/retrieval/text/tagger"
)

// markTags finds the part of speech of each word, by the words and marks around
// it, within what the lexicon knows it can be.
func (s *Sentence) markTags() {
	var parts []string
	at := make([]int, len(s.Words))
	for i := range s.Words {
		for _, r := range s.Text.Between(i) {
			if strings.ContainsRune(",;:.()–—“”\"", r) {
				parts = append(parts, string(r))
			}
		}
		at[i] = len(parts)
		parts = append(parts, cut(s.Words[i].Form)...)
	}
	tags := tagger.Tag(parts)
	for i := range s.Words {
		w := &s.Words[i]
		w.Tag = w.possibleTag(tags[at[i]])
		if s.Text.Starts[i] && tags[at[i]] == "NNP" && w.Class == Open && text.StartsUpper(w.Form) {
			if w.Name = !opensAsAdjective(s, i); !w.Name {
				w.Tag = "JJ"
			}
		}
	}
	if len(s.Words) > 1 && s.Words[0].Tag == "VBD" {
		s.Words[0].Tag = "VBN" // no verb bound to a subject opens a sentence
	}
	s.markVerbsBeforeArticles()
	markBehindNames(s)
	markPerfect(s)
	s.markFinite()
}

// opensAsAdjective reports whether the capital of the word at i is only that of an
// adjective that opens the sentence: "New uploads", "Present were Berg and Dahl".
func opensAsAdjective(s *Sentence, i int) bool {
	w := &s.Words[i]
	if i+2 >= len(s.Words) || !w.Known.Is(lexicon.Adjective) || !w.Known.Common() || strings.ToUpper(w.Form) == w.Form {
		return false
	}
	next, behind := &s.Words[i+1], &s.Words[i+2]
	return IsToBe(next.Lower) && text.StartsUpper(behind.Form) || !text.StartsUpper(next.Form) && next.Class == Open && next.Segment == w.Segment && (next.Known.Is(lexicon.Noun) || strings.HasSuffix(next.Lower, "s"))
}

// markBehindNames makes a verb of what the tagger took for a noun in the plural behind
// a name, where its clause has no other: "Berg travels to Oslo".
func markBehindNames(s *Sentence) {
	for i := 1; i+1 < len(s.Words); i++ {
		w, before, next := &s.Words[i], &s.Words[i-1], &s.Words[i+1]
		noun := w.Tag == "NNS" || w.Tag == "NN" && !w.isBase()
		if !noun || w.Name || !w.Known.Is(lexicon.Verb) || !before.Name || before.Owner || next.Tag != "TO" && next.Tag != "IN" {
			continue
		}
		if !hasFinite(s, i) {
			w.Tag = w.verbTag()
		}
	}
}

// markPerfect makes a participle of what the tagger took for an adjective behind "has" and an
// adverb: "has still not decided".
func markPerfect(s *Sentence) {
	for i := 2; i < len(s.Words); i++ {
		w, k := &s.Words[i], i-1
		for k > 0 && s.Words[k].Tag == "RB" {
			k--
		}
		if has := LightVerb(s.Words[k].Lower); w.Tag == "JJ" && k < i-1 && len(has) > 0 && has[0] == "has" && strings.HasSuffix(w.Lower, "ed") && w.Known.Is(lexicon.Verb) && (i+1 == len(s.Words) || !s.IsNoun(i+1)) {
			w.Tag = "VBN"
		}
	}
}

// bound reports whether word k is a verb bound to a subject, or helps one.
func (s *Sentence) bound(k int) bool {
	return s.finite(k) || IsToBe(s.Words[k].Lower) || LightVerb(s.Words[k].Lower) != nil
}

// hasFinite reports whether the clause that holds word i has a verb bound to a subject.
func hasFinite(s *Sentence, i int) bool {
	for k := s.segmentStart(i); k < SegmentEnd(s, i) && (k < i || s.Words[k].Tag != "CC"); k++ {
		if s.bound(k) {
			return true
		}
	}
	return false
}

// markFinite makes the participle behind a noun the verb of a part of the
// sentence that has no other: "the school opened".
func (s *tagged) markFinite() {
	for i := 1; i < len(s.Words); i++ {
		if w := &s.Words[i]; w.Tag != "VBN" && (w.Tag != "JJ" || !strings.HasSuffix(w.Lower, "ed") || !w.Known.Is(lexicon.Verb)) || !s.IsNoun(i-1) {
			continue
		}
		alone := true
		for k := range s.Words {
			alone = alone && (s.Words[k].Segment != s.Words[i].Segment || k == i || !s.finite(k) && !IsToBe(s.Words[k].Lower) && LightVerb(s.Words[k].Lower) == nil)
		}
		if alone {
			s.Words[i].Tag = "VBD"
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
func (s *Sentence) markVerbsBeforeArticles() {
	for i := 1; i < len(s.Words); i++ {
		switch w, before := &s.Words[i], &s.Words[i-1]; {
		case opensAsVerb(s, i):
			w.Tag = "VBG"
		case determines(before) && finiteTag(w.Tag) && w.Tag != "VBD" && w.Known.Is(lexicon.Noun):
			w.Tag = w.plainTag()
		}
	}
	markBetween(s)
}

// markBetween corrects words by both their neighbours: "the agency grants a
// permit", "new uploads are refused", "are to exchange envoys".
func markBetween(s *Sentence) {
	for i := 1; i+1 < len(s.Words); i++ {
		switch w := &s.Words[i]; {
		case w.Tag == "NNS" && actsBetween(s, i):
			w.Tag = "VBZ"
		case finiteTag(w.Tag) && (w.Known.Is(lexicon.Noun) || s.Words[i-1].Tag == "JJ") && (IsToBe(s.Words[i+1].Lower) || s.Words[i+1].IsModalVerb()):
			w.Tag = "NNS"
		case s.Words[i-1].Tag == "CC" && s.Words[i+1].Tag == "CD" && mayAct(w):
			w.Tag = "VBD" // and cost 20 euros
		case w.Tag == "NN" && toBeActed(s, i):
			w.Tag = "VB"
		}
	}
}

// mayAct reports whether what the tagger took for a noun or an adjective may be a verb: "cost",
// "injured".
func mayAct(w *Word) bool {
	return !w.Name && w.Known.Is(lexicon.Verb) && (w.Tag == "NN" && w.isBase() || (w.Tag == "JJ" || w.Tag == "VBN") && strings.HasSuffix(w.Lower, "ed"))
}

// actsBetween reports whether the word at i may be the verb between a noun and the
// article of another.
func actsBetween(s *Sentence, i int) bool {
	w, before, next := &s.Words[i], &s.Words[i-1], &s.Words[i+1]
	return !w.Name && w.Known.Is(lexicon.Verb) && (before.Tag == "NN" || before.Tag == "NNP") && (determines(next) || next.Tag == "PDT") && next.Segment == before.Segment
}

// toBeActed reports whether the word at i may be the infinitive behind "are to" or
// "agreed to".
func toBeActed(s *Sentence, i int) bool {
	w := &s.Words[i]
	if w.Name || !w.isBase() || s.Words[i-1].Tag != "TO" || i < 2 || s.Words[i+1].Segment != w.Segment {
		return false
	}
	leads := &s.Words[i-2]
	return IsToBe(leads.Lower) || finiteTag(leads.Tag) || leads.Tag == "VBN" || leads.Tag == "JJ"
}

// opensAsVerb reports whether the word at i opens a part of the sentence as a
// participle does: ", demanding that".
func opensAsVerb(s *Sentence, i int) bool {
	w, before := &s.Words[i], &s.Words[i-1]
	if before.Segment == w.Segment && before.Tag != "CC" || w.Tag != "NN" && w.Tag != "JJ" || !strings.HasSuffix(w.Lower, "ing") || !w.Known.Is(lexicon.Verb) {
		return false
	}
	if i+1 >= len(s.Words) {
		return false
	}
	next := &s.Words[i+1]
	return next.Segment == w.Segment && !IsToBe(next.Lower) && next.Tag != "NN" && next.Tag != "NNS"
}

// IsVerb reports whether word i is a verb where it stands that has a meaning of
// its own. A participle before a noun is none: "a planned trip".
func (s *Sentence) IsVerb(i int) bool {
	w := &s.Words[i]
	if w.Class == Saying {
		return w.Lower != "according"
	}
	if w.Class != Open && !w.Acts() || w.Name || !strings.HasPrefix(w.Tag, "VB") {
		return false
	}
	return !(w.Tag == "VBN" || w.Tag == "VBG") || !s.beforeNoun(i)
}

// beforeNoun reports whether the participle at i stands between an article or
// the like and a noun.
func (s *Sentence) beforeNoun(i int) bool {
	if i+1 >= len(s.Words) || !s.IsNoun(i+1) || s.Words[i+1].Segment != s.Words[i].Segment {
		return false
	}
	if i == 0 {
		return s.Words[i].Tag == "VBN"
	}
	before := &s.Words[i-1]
	if before.Name && !before.Owner || helped(s, i) {
		return false
	}
	switch before.Tag {
	case "DT", "PRP$", "JJ", "IN", "CC":
		return true
	case "TO", "PRP":
		return before.Owner
	}
	return before.Owner || before.IsNumber || before.Class == Free && !IsToBe(before.Lower) && LightVerb(before.Lower) == nil
}

// helped reports whether "has" or "is" stands before the participle at i, with nothing
// but an adverb between: "has just appointed".
func helped(s *Sentence, i int) bool {
	k := i - 1
	for k > 0 && s.Words[k].Tag == "RB" {
		k--
	}
	return s.Words[i].Tag == "VBN" && LightVerb(s.Words[k].Lower) != nil
}

// IsNoun reports whether word i is a name or a noun where it stands.
func (s *tagged) IsNoun(i int) bool {
	w := &s.Words[i]
	return (w.Name || w.Class != Free && strings.HasPrefix(w.Tag, "NN")) && !w.IsNumber
}

// finite reports whether a verb that is bound to a subject stands at k.
func (s *tagged) finite(k int) bool {
	w := &s.Words[k]
	if w.IsModalVerb() {
		return true
	}
	switch w.Tag {
	case "VBD", "VBZ", "VBP", "MD":
		return !w.Name
	}
	return false
}
