package proof

import (
	"slices"
	"strings"

	"github.com/hashicorp/golang-lru/v2"

	"footnote/corpus"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// word is one word of a sentence.
type word struct {
	form  string
	lower string
	term  string
	class class
	known *lexicon.Word
	// tag is its part of speech where it stands, see package tagger.
	tag string
	// phrase is the verb with its particle or noun, nil where there is none.
	phrase *lexicon.Word
	// closes is the last word of the phrase.
	closes int
	// particle is the word of direction right behind it, "" where none is.
	particle string
	// name: it is written with a capital, and no known word written small.
	name bool
	// number holds the value where it is one.
	number float64
	unit   string
	// span is how long the number of a measure of time is, in minutes or months.
	span     float64
	months   bool
	isNumber bool
	// clock: it is a time of day, "18:40", which counts nothing.
	clock bool
	// date: it is part of a date, which has checks of its own.
	date bool
	// segment counts the marks of punctuation before it.
	segment int
	// quoted: it stands between quotation marks of a longer quotation.
	quoted bool
	// owner: it is a possessive, as "Norway's".
	owner bool
	// turned: "non-" stands before it.
	turned bool
}

// meaning reports whether the word says something of its own.
func (w *word) meaning() bool {
	return (w.class == open || w.class == saying || w.name || w.isNumber || w.acts()) && !w.date
}

// acts reports whether a word of certainty is a verb with a meaning of its own,
// such as "plan" or "refuse".
func (w *word) acts() bool {
	return (w.class == undone || w.class == planned || w.class == required) && !w.isModalVerb() && w.known.Is(lexicon.Verb)
}

// syntax are the words of a sentence with their parts of speech: what is a verb or a
// noun there, and what stands before or behind it.
type syntax struct{ words []word }

// sentence is a sentence of a claim or of a quote, read once.
type sentence struct {
	syntax
	raw string
	// text is the same sentence for the checks of numbers, dates and names.
	text *text.Text
	// quote is the quote that it is part of, -1 for a claim.
	quote int
	// turns: its "unless" or "only if" turns what it binds, since the sentence that it is
	// compared with has no "unless" or has one that it lacks.
	turns bool
	// said are the parts of it that somebody says.
	said []report
}

// readSentences reads each sentence of a text.
func readSentences(raw string, quote int) []*sentence {
	var all []*sentence
	for _, s := range corpus.Sentences(raw) {
		all = append(all, readSentence(raw[s.Start:s.End], quote))
	}
	if len(all) == 0 {
		all = append(all, readSentence(raw, quote))
	}
	return all
}

// mostRead is how many sentences are kept as they were read: those of the quotes
// of some answers, at a few kilobytes each.
const mostRead = 1024

var read, _ = lru.New[string, *sentence](mostRead)

// readSentence returns a sentence as it was read before, if it is kept.
func readSentence(raw string, quote int) *sentence {
	s, ok := read.Get(raw)
	if !ok {
		s = newSentence(raw)
		read.Add(raw, s)
	}
	copied := *s
	copied.quote = quote
	return &copied
}

func newSentence(raw string) *sentence {
	t := text.Read(raw)
	s := &sentence{raw: raw, text: t, syntax: syntax{make([]word, len(t.Tokens))}}
	segment, inside := 0, 0
	for i := range t.Tokens {
		gap := t.Between(i)
		if i > 0 && strings.ContainsAny(gap, ",;:.()–—") && !decimal(gap, t, i) {
			segment++
		}
		inside = insideQuotation(gap, inside)
		s.words[i] = newWord(t, i, segment)
		s.words[i].quoted = inside > 0
	}
	s.markTags()
	markNumbers(s)
	markClocks(s)
	markParticles(s)
	markGrammar(s)
	markPhrases(s)
	markObligations(s)
	markNoneWithout(s)
	markConditions(s)
	markMajorities(s)
	dropShortQuotations(s)
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

func newWord(t *text.Text, i, segment int) word {
	form, lower := t.Form(i), t.Lower[i]
	w := word{form: form, lower: lower, term: t.Tokens[i].Term, class: classOf(lower), segment: segment}
	bare := strings.TrimSuffix(strings.TrimSuffix(lower, "'s"), "'")
	tail := t.Raw[t.Tokens[i].End:]
	w.owner = bare != lower || strings.HasPrefix(tail, "'s") || strings.HasPrefix(tail, "’s") || strings.HasPrefix(tail, "’ ") || strings.HasPrefix(tail, "' ")
	w.known = lexicon.Look(strings.ReplaceAll(bare, ".", ""))
	w.number, w.isNumber = t.Number(i)
	w.isNumber = w.isNumber && lower != "one" && w.class != order
	w.findName(t.Starts[i])
	return w
}

// findName decides whether a capital makes a name: not where it opens a sentence
// with a known word. Words all in capitals always are.
func (w *word) findName(opens bool) {
	switch {
	case !text.StartsUpper(w.form) || len(w.form) < 2:
	case strings.ToUpper(w.form) == w.form:
		w.name, w.class = true, open
	case w.class != free && (w.class == open || !opens):
		if w.name = !opens || !w.known.Common(); w.name && !opens {
			w.class = open // May, Will
		}
	}
}

// markNumbers reads the words of a number as one: "twenty-five", "200 million".
func markNumbers(s *sentence) {
	for _, q := range s.text.Quantities() {
		if q.Article || s.words[q.Word].class == order {
			continue
		}
		w := &s.words[q.Word]
		w.number, w.unit, w.isNumber = q.Value, q.Unit, true
		w.span, w.months = s.text.SpanOf(q)
		if q.Unit == "%" && s.words[q.Word].class == free {
			s.words[q.Word].class = open // a fifth
		}
		end := q.Next
		if end < len(s.words) && (s.words[end].lower == "times" || s.words[end].lower == "time") {
			s.words[end].class = free // five times, the fifth time
		}
		if q.Unit != "" && end < len(s.words) && (text.Currency(s.words[end].lower) == q.Unit || text.IsPercent(s.words[end].lower)) {
			end++ // the unit was read with the number
		}
		for k := q.Word + 1; k < end; k++ {
			s.words[k].class, s.words[k].isNumber = free, false
		}
	}
}

// shortQuotation is how many words a quotation has that is a manner of speaking
// of whoever writes, and nobody's statement.
const shortQuotation = 3

func dropShortQuotations(s *sentence) {
	for i := 0; i < len(s.words); {
		j := i
		for j < len(s.words) && s.words[j].quoted {
			j++
		}
		if j-i <= shortQuotation {
			for k := i; k < j; k++ {
				s.words[k].quoted = false
			}
		}
		i = max(j, i+1)
	}
}

// markDates marks months, days of the week, and numbers beside them.
func markDates(s *sentence) {
	for i := range s.words {
		w := &s.words[i]
		_, month := s.text.MonthAt(i)
		_, weekday := text.Weekday(w.lower)
		if month {
			w.class = open
		}
		if i > 0 && (month || weekday || calendar[strings.TrimSuffix(w.lower, "'s")]) && s.words[i-1].class == order {
			s.words[i-1].class = free // next Friday, last month
		}
		w.date = month || weekday || w.isNumber && s.text.PartOfDate(text.Quantity{Value: w.number, Word: i, Form: w.form})
	}
}

// calendar are the words behind which "next" and "last" name a date.
var calendar = map[string]bool{"week": true, "month": true, "year": true, "weekend": true, "night": true, "day": true}

// holdsClass reports whether a word of the class stands in words [from, to).
func holdsClass(s *sentence, c class, from, to int) bool {
	return slices.ContainsFunc(s.words[max(from, 0):min(to, len(s.words))], func(w word) bool { return w.class == c })
}

// doneBy reports whether "by" follows the verb at i, with nothing but words of
// grammar and adverbs between.
func doneBy(s *sentence, i int) bool {
	for j := i + 1; j < len(s.words) && j <= i+3; j++ {
		w := &s.words[j]
		switch {
		case w.lower == "by":
			return !byMeasure(s, j+1)
		case w.name || w.class == open && !isAdverb(w):
			return false
		}
	}
	return false
}

// byMeasure reports whether what stands behind "by" at k is how much, and nobody: "by a
// fifth", "by 20 euros".
func byMeasure(s *sentence, k int) bool {
	for ; k < len(s.words) && !s.words[k].isNumber; k++ {
		if s.words[k].class == open || s.words[k].name {
			return false
		}
	}
	if k == len(s.words) {
		return false
	}
	from, _ := countedNoun(s, k)
	return s.words[k].unit != "" || from < 0
}
