package syntax

import (
	"slices"
	"strings"

	"footnote/retrieval/text/lexicon"
)

// Clause is a sentence divided into its subject, its verbs, what they are done to and
// what a preposition or a date adds. Each part ends where the next begins.
type Clause struct {
	s                      *Sentence
	Verb, object, tail, to int
}

// ReadClause divides words [0, to) of a sentence. It reports false where they are no
// clause with a subject, or where the words of the sentence are not all its own.
func ReadClause(s *Sentence, to int) (Clause, bool) {
	c := Clause{s: s, to: to}
	if len(s.Words) != len(s.Text.Tokens) {
		return c, false
	}
	for c.Verb = 1; c.Verb < to && !s.Bound(c.Verb); {
		c.Verb++
	}
	if c.Verb == to {
		c.Verb = s.verbBeforeNumber(to)
	}
	for c.object = c.Verb; c.object < to && s.inVerbs(c.object); {
		c.object++
	}
	for c.tail = c.object; c.tail < to && !s.adjoins(c.tail); {
		c.tail++
	}
	return c, c.Verb < to
}

// Bound reports whether the word at k is a verb bound to a subject, or helps one.
func (s *Sentence) Bound(k int) bool {
	w := &s.Words[k]
	return s.finite(k) || IsToBe(w.Lower) || w.IsModalVerb() || LightVerb(w.Lower) != nil
}

// inVerbs reports whether the word at k is a verb, helps one or says how it is done.
func (s *Sentence) inVerbs(k int) bool {
	w := &s.Words[k]
	return s.Bound(k) || s.IsVerb(k) || s.IsPassive(k) || w.Tag == "RB" || w.Class == Negative && w.Lower != "no"
}

// adjoins reports whether a preposition or a date at k adds something to a clause.
func (s *Sentence) adjoins(k int) bool {
	w := &s.Words[k]
	return w.Date || (w.Tag == "IN" || w.Tag == "TO") && w.Lower != "of" && w.Lower != "than"
}

// Phrase is the text of words [from, to).
func (s *Sentence) Phrase(from, to int) string {
	if from >= to {
		return ""
	}
	return s.Text.Raw[s.Text.Tokens[from].Start:s.Text.Tokens[to-1].End]
}

// Subject is the text of the clause's subject.
func (c Clause) Subject() string { return c.s.Phrase(0, c.Verb) }

// Statements are those that a sentence makes where all but the first leave out its verb: "A
// sold 40 cars in May and 25 in June", "adults pay 12 euros, children 7". It is nil for other
// sentences. Others reports whether one has a subject of its own.
func Statements(s *Sentence) (all []string, others bool) {
	cuts := append(joints(s), len(s.Words))
	for len(cuts) > 1 && !slices.ContainsFunc(upTo(cuts[0]), s.Bound) {
		cuts = cuts[1:] // who speaks, or what comes before all
	}
	c, ok := ReadClause(s, cuts[0])
	if len(cuts) < 2 || !ok {
		return nil, false
	}
	all = append(all, s.Phrase(0, cuts[0]))
	for n, from := range cuts[:len(cuts)-1] {
		if Joins(s.Words[from].Lower) {
			from++
		}
		statement, own := c.complete(from, cuts[n+1])
		if statement == "" {
			return nil, false
		}
		all, others = append(all, statement), others || own
	}
	return all, others
}

// joints are where a sentence may be divided: at its marks, and before "and" and the like.
func joints(s *Sentence) []int {
	var list []int
	for k := 1; k+1 < len(s.Words); k++ {
		if s.Words[k].Segment != s.Words[k-1].Segment || Joins(s.Words[k].Lower) {
			list = append(list, k)
		}
	}
	return list
}

// Joins reports whether a word joins two statements.
func Joins(lower string) bool {
	switch lower {
	case "and", "but", "while", "whereas":
		return true
	}
	return false
}

// complete puts words [from, to), which have a number and no verb, into the clause in place
// of what stands there of the same kind: another subject, number, place or time. It returns
// "" where they are of another kind, and whether the subject is another.
func (c Clause) complete(from, to int) (statement string, others bool) {
	s := c.s
	number := -1
	for k := from; k < to; k++ {
		if s.Bound(k) || s.IsVerb(k) {
			return "", false
		}
		if w := &s.Words[k]; number < 0 && (w.IsNumber && !w.Date || w.Lower == "none") {
			number = k
		}
	}
	if number < 0 || c.object == c.tail {
		return "", false
	}
	subject, begins := c.Subject(), from
	if namesSubject(s, from, number) {
		subject, begins, others = s.Phrase(from, number), number, true
	}
	ends := number
	for ends < to && !s.adjoins(ends) {
		ends++
	}
	tail := s.Phrase(ends, to)
	if tail == "" {
		tail = s.Phrase(c.tail, c.to)
	}
	return strings.Join([]string{subject, s.Phrase(c.Verb, c.object), c.counted(begins, number, ends), tail}, " "), others
}

// namesSubject reports whether words [from, to) are a subject, and no verb that the tagger took
// for a noun.
func namesSubject(s *Sentence, from, to int) bool {
	if to == from+1 && s.Words[from].Tag == "NN" && !s.Words[from].Name && s.Words[from].Known.Is(lexicon.Verb) {
		return false
	}
	return slices.ContainsFunc(s.Words[from:to], func(w Word) bool { return w.Name || w.Tag == "NN" || w.Tag == "NNS" })
}

// counted are words [from, to) with the number at k and what it counts, which may be left
// out where the clause has said it: "25" for "25 cars", "none" for "no cars".
func (c Clause) counted(from, k, to int) string {
	noun := ""
	for n := c.object; n < c.tail && noun == ""; n++ {
		if c.s.Words[n].IsNumber || c.s.Words[n].Lower == "one" {
			noun = Counted(c.s, n)
		}
	}
	switch {
	case c.s.Words[k].Lower == "none":
		return "no " + noun
	case Counted(c.s, k) != "":
		noun = ""
	}
	return strings.TrimSpace(c.s.Phrase(from, to) + " " + noun)
}

// Counted is what the number at i counts as it stands, a currency included, "" where nothing
// follows it that could be.
func Counted(s *Sentence, i int) string {
	from := i + 1
	for from < len(s.Words) && s.Words[from].Segment == s.Words[i].Segment && !strings.HasPrefix(s.Words[from].Tag, "NN") {
		if !Describes(&s.Words[from]) || s.Words[from].Tag == "IN" || s.Words[from].Tag == "TO" {
			return ""
		}
		from++
	}
	to := from
	for to < len(s.Words) && s.Words[to].Segment == s.Words[i].Segment && strings.HasPrefix(s.Words[to].Tag, "NN") && !s.Words[to].Date {
		to++
	}
	return s.Phrase(from, to)
}

// verbBeforeNumber is the word right before a number or "more" in words [0, to), or before
// their end, that may be a verb which the tagger took for a noun: "Hall A seats 300"; to where
// none is.
func (s *Sentence) verbBeforeNumber(to int) int {
	for k := 1; k < to; k++ {
		w := &s.Words[k]
		if next := k + 1; w.Known.Is(lexicon.Verb) && !w.Name && (next == to || s.Words[next].IsNumber) {
			return k
		}
	}
	return to
}
