package extract

import (
	"slices"
	"strings"

	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// How well a text bears out a question's word, by how the word is found.
const (
	matchExact   = 1.0
	matchVariant = 0.95
	matchFamily  = 0.8  // another word of the same family: Ukraine, Ukrainian
	matchAbove   = 0.75 // a word of what stands above: its headings, its column's head
	matchReport  = 0.7  // any reporting for a reporting verb
	matchKind    = 0.6  // what is asked for, for the noun that asks for it
)

// matchWord tells how well r bears out w, 0..1.
func matchWord(w *word, r reading) float64 {
	if w.name && text.Month(w.lower) {
		return truth(slices.ContainsFunc(r.at[w.term], func(i int) bool { return isCapital(r.form(i)) })) // not a march, nor what may be
	}
	if len(r.at[w.term]) > 0 {
		return matchExact
	}
	for _, sequence := range w.variants {
		if holdsAll(r, sequence) {
			return matchVariant
		}
	}
	if w.familyIn(r) {
		return matchFamily
	}
	return 0
}

// aboveBears tells how well what stands above the sentence bears out word i of
// the question, 0..1. Of headings and column heads, which are few words, a
// synonym counts too; a row is read with its heads, so that theirs count in full.
func (c *candidate) aboveBears(q *question, i int) float64 {
	w := &q.words[i]
	if c.namesRelease(w) || c.isItem(q, i) || c.name != nil && matchWord(w, *c.name) > 0 {
		return matchExact
	}
	if c.list.Len() > 0 && w.relatesTo(*c.name) {
		return matchVariant
	}
	if m := matchWord(w, c.above); m > 0 {
		return matchAbove * m
	}
	switch {
	case !w.relatesTo(c.above):
		return 0
	case c.led.Row:
		return matchVariant
	}
	return matchAbove * matchFamily
}

// relatesTo reports whether r holds a synonym of w, or a word derived from it.
func (w *word) relatesTo(r reading) bool {
	asked := lexicon.Look(w.lower)
	for i, t := range r.tokens {
		if t.Stop {
			continue
		}
		switch lexicon.Relate(asked, lexicon.Look(strings.ToLower(r.form(i)))) {
		case lexicon.Derived, lexicon.Synonym:
			return true
		}
	}
	return false
}

// isItem reports whether word i names the items of the list that the sentence is
// the asked one of: "rule 3" for "3. Dogs stay outside." below "Rules".
func (c *candidate) isItem(q *question, i int) bool {
	if i+1 >= len(q.words) || len(c.sentence.tokens) == 0 || c.sentence.tokens[0].Start > 1 {
		return false
	}
	number := q.words[i+1].form
	if strings.Trim(number, "0123456789") != "" || c.sentence.form(0) != number {
		return false
	}
	return matchWord(&q.words[i], c.above) > 0 || matchWord(&q.words[i], read(c.article().Title)) > 0
}

// match rates every word of q in r. bears is how well the sentence holds what
// the question asks for.
func (q *question) match(r reading, bears float64) []float64 {
	matched := make([]float64, len(q.words))
	reported := reports(r)
	for i := range q.words {
		w := &q.words[i]
		matched[i] = matchWord(w, r)
		if matched[i] == 0 && w.reporting && reported {
			matched[i] = matchReport
		}
		if matched[i] == 0 && w.kindNoun && bears == 1 {
			matched[i] = matchKind
		}
	}
	return matched
}

// holdsAll tells whether every term of a sequence occurs.
func holdsAll(r reading, sequence []string) bool {
	for _, term := range sequence {
		if len(r.at[term]) == 0 {
			return false
		}
	}
	return len(sequence) > 0
}

// familyIn tells whether some word is of the same family: stems of one family
// differ where suffixes do.
func (w *word) familyIn(r reading) bool {
	for i, t := range r.tokens {
		if !t.Stop && text.SameFamily(w.term, t.Term) && !lexicon.Strangers(w.lower, strings.ToLower(r.form(i))) {
			return true
		}
	}
	return false
}
