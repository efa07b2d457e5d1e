// Package syntax reads English sentences: the class, part of speech and meaning of each
// word, its numbers, dates and names, the subject and object of each verb, what is negated,
// said to be uncertain, or told as somebody's words.
//
// A position is the index of a word in Sentence.Words, and -1 where there is none. A
// sentence knows nothing of another one.
package syntax

import (
	"slices"
	"strings"

	lru "github.com/hashicorp/golang-lru/v2"

	"footnote/corpus/block"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// tagged are the words of a sentence with their parts of speech: what is a verb or a
// noun there, and what stands before or behind it.
type tagged struct{ Words []Word }

// Sentence is a sentence of a claim or of a quote, read once.
type Sentence struct {
	tagged
	// Raw is the sentence as it was written.
	Raw string
	// Text is the same sentence for the checks of numbers, dates and names.
	Text *text.Text
	// Quote is the quote that it is part of, -1 for a claim.
	Quote int
	// Turns: its "unless" or "only if" turns what it binds, since the sentence that it is
	// compared with has no "unless" or has one that it lacks.
	Turns bool
	// said are the parts of it that somebody says.
	said []Report
}

// ReadSentences reads each sentence of a text.
func ReadSentences(raw string, quote int) []*Sentence {
	var all []*Sentence
	for _, b := range block.Divide(raw) {
		for _, s := range b.Sentences(raw) {
			all = append(all, ReadSentence(raw[s.Start:s.End], quote))
		}
	}
	if len(all) == 0 {
		all = append(all, ReadSentence(raw, quote))
	}
	return all
}

// mostRead is how many sentences are kept as they were read: those of the quotes
// of some answers, at a few kilobytes each.
const mostRead = 1024

var read, _ = lru.New[string, *Sentence](mostRead)

// ReadSentence returns a sentence as it was read before, if it is kept.
func ReadSentence(raw string, quote int) *Sentence {
	s, ok := read.Get(raw)
	if !ok {
		s = newSentence(raw)
		read.Add(raw, s)
	}
	copied := *s
	copied.Quote = quote
	return &copied
}

func newSentence(raw string) *Sentence {
	t := text.Read(raw)
	s := &Sentence{Raw: raw, Text: t, tagged: tagged{make([]Word, len(t.Tokens))}}
	segment, inside := 0, 0
	for i := range t.Tokens {
		gap := t.Between(i)
		if i > 0 && strings.ContainsAny(gap, ",;:()–—") && !decimal(gap, t, i) {
			segment++
		}
		inside = insideQuotation(gap, inside)
		s.Words[i] = newWord(t, i, segment)
		s.Words[i].Quoted = inside > 0
	}
	s.markTags()
	markNumbers(s)
	markOnes(s)
	markClocks(s)
	markParticles(s)
	markPlaces(s)
	markGrammar(s)
	markPhrases(s)
	markObligations(s)
	markNoneWithout(s)
	markConditions(s)
	markMajorities(s)
	markDates(s)
	s.said = findReports(s)
	return s
}

// decimal reports whether punctuation stands within a number.
func decimal(gap string, t *text.Text, i int) bool {
	return len(gap) == 1 && text.HasDigit(t.Form(i-1)) && text.HasDigit(t.Form(i))
}

func insideQuotation(gap string, inside int) int {
	for _, r := range gap {
		switch r {
		case '“', '«', '„':
			inside = 1
		case '”', '»':
			inside = 0
		case '"':
			inside = 1 - inside
		}
	}
	return inside
}

func newWord(t *text.Text, i, segment int) Word {
	form, lower := t.Form(i), t.Lower[i]
	w := Word{Form: form, Lower: lower, Term: t.Tokens[i].Term, Class: ClassOf(lower), Segment: segment}
	bare := strings.TrimSuffix(strings.TrimSuffix(lower, "'s"), "'")
	tail := t.Raw[t.Tokens[i].End:]
	w.Owner = bare != lower || strings.HasPrefix(tail, "'s") || strings.HasPrefix(tail, "’s") || strings.HasPrefix(tail, "’ ") || strings.HasPrefix(tail, "' ")
	w.Known = lexicon.Look(strings.ReplaceAll(bare, ".", ""))
	w.Place = w.Known
	w.Number, w.IsNumber = t.Number(i)
	w.IsNumber = w.IsNumber && lower != "one" && w.Class != Order
	w.findName(t.Starts[i])
	return w
}

// findName decides whether a capital makes a name: not where it opens a sentence
// with a known word. Words all in capitals always are.
func (w *Word) findName(opens bool) {
	switch {
	case !text.StartsUpper(w.Form) || len(w.Form) < 2:
	case strings.ToUpper(w.Form) == w.Form:
		w.Name, w.Class = true, Open
	case w.Class != Free && (w.Class == Open || !opens):
		if w.Name = !opens || !w.Known.Common(); w.Name && !opens {
			w.Class = Open // May, Will
		}
	}
}

// markPlaces reads the name of a place or a group that has two words, "White House", as one.
func markPlaces(s *Sentence) {
	for i := 0; i+1 < len(s.Words); i++ {
		w, next := &s.Words[i], &s.Words[i+1]
		if !w.Name || !next.Name || w.Owner || w.Segment != next.Segment {
			continue
		}
		if both := lexicon.Look(w.Lower + " " + text.WithoutPossessive(next.Lower)); both.IsPlace() {
			w.Place, next.Place = both, both
		}
	}
}

// HoldsClass reports whether a word of the class stands in words [from, to).
func HoldsClass(s *Sentence, c Class, from, to int) bool {
	return slices.ContainsFunc(s.Words[max(from, 0):min(to, len(s.Words))], func(w Word) bool { return w.Class == c })
}
