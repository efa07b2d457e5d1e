package proof

import (
	"math"
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// measure is a number of a quote with what it counts.
type measure struct {
	value float64
	unit  string
	// form is the number as it stands, noun what it counts, "" where nothing follows.
	form, noun string
}

// mostMeasures bounds the numbers that a comparison is tried with.
const mostMeasures = 6

// measures are the numbers of the quotes, nil where there are too many.
func (j *judge) measures() []measure {
	var all []measure
	for _, q := range j.quotes {
		for _, n := range q.Text.Quantities() {
			w := &q.Words[n.Word]
			if n.Article || !w.IsNumber || w.Date || len(q.Words) != len(q.Text.Tokens) {
				continue
			}
			m := measure{value: n.Value, unit: n.Unit, form: q.Phrase(n.Word, n.Next), noun: syntax.Counted(q, n.Next-1)}
			if !slices.Contains(all, m) {
				all = append(all, m)
			}
		}
	}
	if len(all) > mostMeasures {
		return nil
	}
	return all
}

// comparison is a sentence of a claim that says of two things which has more: it makes a
// statement of each, which need a number.
type comparison struct {
	*syntax.Sentence
	// at is the comparative, than the word "than", from where the difference begins if it
	// is given, else at.
	at, than, from int
	difference     float64
	unit           string
	// base is the adjective that the comparative is made of, "" for "more" and "less".
	base string
	less bool
}

// comparisonOf reads the comparison that a sentence makes.
func comparisonOf(s *syntax.Sentence) (*comparison, bool) {
	for i := 1; i < len(s.Words); i++ {
		w := &s.Words[i]
		than := syntax.Pivot(s, i)
		if than <= i || len(s.Words) != len(s.Text.Tokens) {
			continue
		}
		c := &comparison{Sentence: s, at: i, than: than, from: i, less: w.Lower == "less" || w.Lower == "fewer"}
		if !c.less && w.Lower != "more" {
			if c.base = baseOf(w); c.base == "" {
				continue
			}
		}
		for _, q := range s.Text.Quantities() {
			if q.Word < i && q.Next >= i-1 && q.Next <= i && !q.Article {
				c.from, c.difference, c.unit = q.Word, q.Value, q.Unit
			}
		}
		return c, true
	}
	return nil, false
}

// baseOf is the adjective that a comparative is made of.
func baseOf(w *syntax.Word) string {
	for _, l := range w.Known.Lemmas[lexicon.Adjective] {
		if l.Form != w.Lower {
			return l.Form
		}
	}
	return ""
}

// counts reports whether what is compared is a number of the things named behind "more".
func (c *comparison) counts() bool {
	next := &c.Words[c.at+1]
	return c.base == "" && c.at+1 < c.than && next.Tag != "IN" && next.Tag != "TO"
}

// with is a measure as it stands in a statement.
func (c *comparison) with(m measure) string {
	switch {
	case c.base != "":
		return m.form + " " + m.noun + " " + c.base
	case !c.counts():
		return m.form + " " + m.noun
	case c.from < c.at && c.from+1 < c.at:
		return m.form + " " + c.Phrase(c.from+1, c.at) // 45 guests more
	}
	return m.form
}

// first is the statement on what is compared, with a measure.
func (c *comparison) first(m measure) string {
	return join(c.Phrase(0, c.from), c.with(m), c.Phrase(c.at+1, c.than))
}

// second is the statement on what it is compared with, "" where what stands behind "than"
// has no counterpart before it.
func (c *comparison) second(m measure) string {
	s := c.Sentence
	clause, ok := syntax.ReadClause(s, c.from)
	if !ok || c.than+1 == len(s.Words) {
		return ""
	}
	begins, ends := c.than+1, len(s.Words)
	behind := c.Phrase(c.at+1, c.than)
	switch last := s.Words[ends-1].Lower; {
	case syntax.LightVerb(last) != nil || syntax.IsToBe(last):
		ends-- // than the others did
	case hasBound(s, begins, ends):
		subject := c.Phrase(begins, ends)
		if syntax.IsPronoun(s, begins) {
			subject = clause.Subject() + " " + c.Phrase(begins+1, ends)
		}
		noun := ""
		if c.counts() {
			noun = c.Phrase(c.at+1, c.than)
		}
		return join(subject, c.with(m), noun)
	case s.Words[begins].Tag == "IN" || s.Words[begins].Tag == "TO":
		return c.adjoined(clause, m)
	}
	subject := c.Phrase(begins, ends)
	switch s.Words[begins].Lower {
	case "one", "that", "those":
		subject = join(c.Phrase(0, c.head(clause)+1), c.Phrase(begins+1, ends))
	}
	return join(subject, c.Phrase(clause.Verb, c.from), c.with(m), behind)
}

// adjoined is the second statement where a preposition stands behind "than": in place of
// what the same preposition has before it.
func (c *comparison) adjoined(clause syntax.Clause, m measure) string {
	begins, ends := c.than+1, len(c.Words)
	rest := c.Phrase(begins, ends)
	for p := clause.Verb + 1; p < c.than; p++ {
		if c.Words[p].Lower != c.Words[begins].Lower || p >= c.from && p <= c.at {
			continue
		}
		end := p + 1
		for end < c.than && end != c.from && c.Words[end].Tag != "IN" && c.Words[end].Tag != "TO" {
			end++
		}
		if p < c.from {
			return join(c.Phrase(0, p), rest, c.Phrase(end, c.from), c.with(m), c.Phrase(c.at+1, c.than))
		}
		return join(c.Phrase(0, c.from), c.with(m), c.Phrase(c.at+1, p), rest, c.Phrase(end, c.than))
	}
	return ""
}

// head is the noun of the clause's subject that what adds to it follows.
func (c *comparison) head(clause syntax.Clause) int {
	for k := range clause.Verb {
		if c.IsNoun(k) && (k+1 == clause.Verb || !c.IsNoun(k+1)) {
			return k
		}
	}
	return clause.Verb - 1
}

func hasBound(s *syntax.Sentence, from, to int) bool {
	for k := from; k < to; k++ {
		if s.Bound(k) {
			return true
		}
	}
	return false
}

func join(parts ...string) string { return strings.Join(strings.Fields(strings.Join(parts, " ")), " ") }

// holds reports whether two measures are as the comparison says.
func (c *comparison) holds(x, y measure) bool {
	if x.unit != y.unit || x.noun != y.noun || (x.value < y.value) != c.less || x.value == y.value {
		return false
	}
	return c.from == c.at || text.Equal(math.Abs(x.value-y.value), c.difference) && (c.unit == "" || c.unit == x.unit)
}

// compares reports whether a sentence of the claim says of two things which has more, and
// sentences of the quotes bear out how much each has.
func (j *judge) compares(s *syntax.Sentence) bool {
	c, ok := comparisonOf(s)
	if !ok {
		return false
	}
	all := j.measures()
	first := slices.DeleteFunc(slices.Clone(all), func(m measure) bool { return !j.states(c.first(m)) })
	for _, x := range first {
		for _, y := range all {
			if c.holds(x, y) && j.states(c.second(y)) {
				return true
			}
		}
	}
	return false
}

// both reports whether a sentence of the claim makes statements of which the others leave
// out what the first says, and sentences of the quotes bear out each.
func (j *judge) both(s *syntax.Sentence) bool {
	all, _ := syntax.Statements(s)
	return len(all) > 0 && !slices.ContainsFunc(all, func(statement string) bool { return !j.states(statement) })
}

// states reports whether a sentence of a quote bears a statement out.
func (j *judge) states(statement string) bool {
	return statement != "" && !j.best(syntax.ReadSentence(statement, -1)).Found()
}
