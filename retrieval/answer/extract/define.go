package extract

import (
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/corpus/sentence"
	"footnote/retrieval/answer/asking"
	"footnote/retrieval/answer/quotation"
	"footnote/retrieval/terms"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

const (
	// longestLabel is how many words name what an item is about at most.
	longestLabel = 8
	// leastNews is how many words a statement has at least that the question has not.
	leastNews = 2
)

// ofDefinitions leaves away what only repeats words of the question. Where the question
// asks about one thing and a heading, an item, a definition or a row names just that, the
// first statement about it is marked as asked for.
func (q *question) ofDefinitions(all []*candidate) []*candidate {
	all = slices.DeleteFunc(all, func(c *candidate) bool { return c.echoes(q) })
	if !q.defines || q.plural || q.compares {
		return all
	}
	first := map[section]*candidate{}
	for _, c := range all {
		at, name := q.section(c)
		if name == nil {
			continue
		}
		c.name = name
		if known := first[at]; known == nil || c.before(known, q) {
			first[at] = c
		}
	}
	for at, c := range first {
		c.asked = c.led.Row || c.news(q) >= leastNews && (at.heading == "" || !c.inList() || c.label() == "" && !q.happened)
	}
	return all
}

// section is what stands below a heading, or from a place on.
type section struct {
	article, heading string
	start            int
}

// before reports whether a sentence rather tells what its section is about than
// another: it is a statement, stands in no list, or comes first.
func (c *candidate) before(o *candidate, q *question) bool {
	switch {
	case q.happened:
	case c.states(q) != o.states(q):
		return c.states(q)
	case c.inList() != o.inList():
		return o.inList()
	}
	return c.span.Start < o.span.Start
}

// states reports whether a sentence is a whole one that tells something.
func (c *candidate) states(q *question) bool {
	return c.led.Row || (sentence.Ends(c.sentence.text) || c.opens()) && c.news(q) >= leastNews
}

// news counts the words of a sentence that carry meaning and are not in the question.
func (c *candidate) news(q *question) int {
	n := 0
	for _, t := range terms.Tokens(c.text()) {
		if !t.Stop && !q.has[t.Term] {
			n++
		}
	}
	return n
}

// echoes reports whether a sentence without an end says no more than the question.
func (c *candidate) echoes(q *question) bool {
	return !c.led.Row && !c.opens() && !sentence.Ends(c.sentence.text) && !slices.ContainsFunc(c.sentence.tokens, func(t terms.Token) bool {
		return !q.has[t.Term]
	})
}

// section is where the sentence stands and what names that, if the question asks about it.
func (q *question) section(c *candidate) (section, *reading) {
	a := c.article()
	if c.led.Row {
		cells := corpus.Cells(a.Slice(c.span))
		if len(cells) < 2 {
			return section{}, nil
		}
		return section{article: a.ID, start: c.span.Start}, q.isAbout(cells[0])
	}
	if heading := c.passage.Heading; c.passage.Columns() == nil {
		if name := q.isAbout(heading[strings.LastIndexByte(heading, '\n')+1:]); name != nil {
			return section{article: a.ID, heading: heading}, name
		}
	}
	if c.led.Len() > 0 {
		if name := q.isAbout(a.Slice(c.led.Span)); name != nil {
			return section{article: a.ID, start: c.led.Start}, name
		}
	}
	return section{article: a.ID, start: c.span.Start}, q.isAbout(c.label())
}

// label is what the sentence says before a colon, a dash or the mark of a definition, or
// all of the sentence above it in its block.
func (c *candidate) label() string {
	text := c.sentence.text
	at := len(text)
	for _, mark := range []string{": ", "** ", " – ", " — ", " - ", "\n"} {
		if i := strings.Index(text, mark); i > 0 {
			at = min(at, i)
		}
	}
	if at < len(text) {
		return text[:at]
	}
	if c.index == 0 {
		return ""
	}
	above := c.passage.Sentences[c.index-1]
	gap := c.article().Text[min(above.End, c.span.Start):c.span.Start]
	if strings.Contains(gap, "\n\n") || item.MatchString(gap[strings.LastIndexByte(gap, '\n')+1:]) {
		return "" // of another block
	}
	return c.article().Slice(above)
}

// isAbout reads a label that names what the question asks about and nothing else: all
// words of the label are in the question, and all of the question that do not say what
// kind of thing it is are in the label. What stands before a dot in it may be missing.
func (q *question) isAbout(label string) *reading {
	label = strings.Trim(quotation.Plain(label), ".:*_ ")
	if q.happened {
		label = withoutWeekday(label)
	}
	r := read(label)
	if len(r.tokens) == 0 || len(r.tokens) > longestLabel {
		return nil
	}
	if dot := strings.LastIndexByte(label, '.'); dot > 0 && !strings.Contains(label, " ") && !q.holds(r) {
		r = read(label[dot+1:])
	}
	if !q.holds(r) || !q.namedBy(r) {
		return nil
	}
	return &r
}

// withoutWeekday leaves away the day of the week that a label names beside a date:
// "18 February, a Tuesday".
func withoutWeekday(label string) string {
	fields := strings.Fields(label)
	weekday := func(field string) bool {
		_, ok := text.Weekday(strings.ToLower(strings.Trim(field, ",.()")))
		return ok
	}
	if !slices.ContainsFunc(fields, weekday) {
		return label
	}
	return strings.Join(slices.DeleteFunc(fields, func(field string) bool { return field == "a" || weekday(field) }), " ")
}

// holds reports whether the question has all words of a label.
func (q *question) holds(r reading) bool {
	some := false
	for _, t := range r.tokens {
		if !q.has[t.Term] {
			return false
		}
		some = some || !t.Stop
	}
	return some
}

// namedBy reports whether a label has all words of the question but for one, where it may
// say what kind of thing is meant: an everyday word, and no rarer than the label's.
func (q *question) namedBy(r reading) bool {
	var rest []*word
	rarest := 0.0
	for i := range q.words {
		switch w := &q.words[i]; {
		case len(r.at[w.term]) > 0:
			rarest = max(rarest, w.idf)
		case !w.generic:
			rest = append(rest, w)
		}
	}
	if len(rest) == 0 || len(rest) > q.mayName {
		return len(rest) == 0
	}
	return rest[0].idf <= rarest && lexicon.Look(rest[0].lower).Common()
}

// asksWhat notes whether a question asks what one thing is or does, "what is X", or what
// happened on a day, and with "does X do" and "is X for" it may say too what kind of thing
// it is: "the X flag".
func (q *question) asksWhat(lower []string, at int) {
	if at < 0 || lower[at] != "what" || at+2 >= len(lower) {
		return
	}
	if q.happened = lower[at+1] == "happened"; q.happened {
		q.defines = true
		return
	}
	if !asking.IsAuxiliary(lower[at+1]) {
		return
	}
	switch lower[len(lower)-1] {
	case "do", "mean", "for":
		q.mayName = 1
	}
	q.defines = q.kind == asking.Thing || q.mayName > 0
}

// withoutListings leaves away the lines of listings where the question asks what
// something is or does: there it is used, and not told. There may be much to look at, so
// that only as many as are compared are.
func (q *question) withoutListings(ranked []*candidate) []*candidate {
	if q.mayName == 0 {
		return ranked
	}
	kept := 0
	return slices.DeleteFunc(ranked, func(c *candidate) bool {
		if kept == compared {
			return false
		}
		listing := corpus.PartAt(c.article(), c.span).Kind == corpus.Code
		kept += 1 - int(truth(listing))
		return listing
	})
}
