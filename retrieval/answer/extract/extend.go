package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/corpus/sentence"
)

// Where a sentence alone is enough.
const (
	// settled is the coverage from which it needs no help by the next.
	settled = 0.9
	// sure is the evidence from which its surroundings are not shown too.
	sure = 0.85
)

// shortBlock is the length in bytes up to which a paragraph or item is quoted as a
// whole, longBlock that of a listing or list.
const (
	shortBlock = 280
	longBlock  = 1500
)

// narrow leaves away the sentence before where a connective alone joins the two and it
// bears out nothing of the question that this one does not, and reports whether it did.
func (c *candidate) narrow() bool {
	if c.quote.Start == c.span.Start || pointsBack(c.sentence) || c.features.Own < c.features.Cover {
		return false
	}
	c.quote.Start = c.span.Start
	return true
}

// follow extends the quote over what belongs to the sentence: the list that is
// asked for, the listing it is a line of, what stands below an item, what a colon leads to;
// and within its paragraph over the next sentence where that one goes on to explain it
// ("This is called ...") and the question is not settled yet, or over a
// neighbour where the evidence for the first claim leaves a doubt that it can clear;
// neither where a reader has found the answer in the sentence itself.
func (q *question) follow(c *candidate, first bool) {
	if c.led.Row {
		return
	}
	defer c.closes()
	narrowed := c.narrow()
	part := corpus.PartAt(c.article(), c.span)
	if takesList(q, c, part) || c.introduces(part) {
		return
	}
	switch part.Kind {
	case corpus.Code:
		c.takeListing(part.Block)
		return
	case corpus.Item:
		if c.take(part.Inner, shortBlock); ofLead(c, part.List) {
			return
		}
	case corpus.Message:
		return
	}
	if !c.explained(part) && first && !narrowed && c.doubtful() && !c.take(part.Block, shortBlock) {
		c.neighbour(part)
	}
}

// takesList extends the quote over the list that is asked for, and reports whether it did.
func takesList(q *question, c *candidate, part corpus.Part) bool {
	return c.list.Len() > 0 && c.take(c.list, longBlock) || q.wantsList(c, part) && c.take(part.List, longBlock)
}

// closes leaves away a last sentence that ends in a colon, whose list or listing did not
// come along, where the quote holds more than that.
func (c *candidate) closes() {
	if !endsInColon(c.article().Slice(c.quote)) {
		return
	}
	for i := len(c.passage.Sentences) - 1; i > c.index; i-- {
		if c.passage.Sentences[i].End == c.quote.End {
			c.quote.End = c.passage.Sentences[i-1].End
			return
		}
	}
}

func endsInColon(text string) bool {
	return sentence.LastInk(strings.TrimRight(text, "*_ \n")) == ':'
}

// explained extends the quote over the next sentence where that one goes on to
// explain it and the question is not settled yet, and reports whether it did.
func (c *candidate) explained(part corpus.Part) bool {
	if c.features.Cover >= settled || readIn(c) || !c.goesOn(part) || !explains(read(c.article().Slice(c.passage.Sentences[c.index+1]))) {
		return false
	}
	c.widen(c.passage.Sentences[c.index+1])
	return true
}

// doubtful reports whether the sentence alone leaves a doubt.
func (c *candidate) doubtful() bool {
	return c.evidence() < sure && c.quote == c.span && !readIn(c)
}

// readIn reports whether a reader has found the answer in the sentence itself.
func readIn(c *candidate) bool { return c.found != nil && c.found.Score > 0 }

// goesOn reports whether the next sentence of the passage belongs to the same block,
// or stands right below a line without an end.
func (c *candidate) goesOn(part corpus.Part) bool {
	if c.index+1 >= len(c.passage.Sentences) {
		return false
	}
	next := c.passage.Sentences[c.index+1]
	return part.Block.Contains(next) || c.labels(next)
}

// neighbour extends the quote over a neighbour in its block.
func (c *candidate) neighbour(part corpus.Part) {
	switch sentences := c.passage.Sentences; {
	case c.goesOn(part):
		c.widen(sentences[c.index+1])
	case c.index > 0 && part.Block.Contains(sentences[c.index-1]):
		c.widen(sentences[c.index-1])
	}
}

// labels reports whether the sentence is a line without an end right above the next.
func (c *candidate) labels(next corpus.Span) bool {
	gap := c.article().Text[c.span.End:max(c.span.End, next.Start)]
	return strings.Count(gap, "\n") == 1 && !strings.ContainsAny(c.sentence.text[len(c.sentence.text)-1:], ".!?")
}

// wantsList reports whether a question asks for the list that an item belongs to:
// for several things, or how to do what its steps tell. What the item
// itself says of the question's words is then little.
func (q *question) wantsList(c *candidate, part corpus.Part) bool {
	if part.Kind != corpus.Item || len(part.Items) < 2 || !q.plural && !(q.procedure && part.Ordered(c.article())) {
		return false
	}
	own := q.share(q.match(c.sentence, 0))
	return own < c.features.Cover/2 || q.procedure && !q.plural
}

// take extends the quote over a range that holds the sentence, where it is no
// longer than most and gives no orders, and reports whether it did.
func (c *candidate) take(s corpus.Span, most int) bool {
	if !s.Contains(c.span) || s.Len() > most || s == c.span || c.isOrder(s) {
		return false
	}
	c.quote = corpus.Span{Start: min(c.quote.Start, s.Start), End: max(c.quote.End, s.End)}
	return true
}

// ofLead extends the quote of an item that goes on the sentence above its list, "to be
// neutral;", over that sentence where there is room, and reports whether it did.
func ofLead(c *candidate, list corpus.Span) bool {
	first, _ := utf8.DecodeRuneInString(c.sentence.text)
	lead := leadOf(c.article().Text[:list.Start])
	wide := corpus.Span{Start: lead.Start, End: c.quote.End}
	if !unicode.IsLower(first) || lead.Len() == 0 || wide.Len() > leadBytes || c.isOrder(lead) {
		return false
	}
	c.quote, c.lister, c.item = wide, lead, corpus.Span{Start: c.span.Start, End: c.quote.End}
	return true
}

// leadOf is the sentence with a colon that a text ends in, empty where it ends otherwise.
func leadOf(text string) corpus.Span {
	text = strings.TrimRight(text, " \t\r\n")
	if !endsInColon(text) {
		return corpus.Span{}
	}
	line := corpus.Span{Start: strings.LastIndexByte(text, '\n') + 1, End: len(text)}
	sentences := sentence.Split(text, line)
	if len(sentences) == 0 {
		return corpus.Span{} // a colon alone
	}
	return sentences[len(sentences)-1]
}

// takeListing extends a line of a listing over all of it where it is short, else
// a remark over the line it is about.
func (c *candidate) takeListing(block corpus.Span) {
	if c.take(block, shortBlock) {
		return
	}
	if remark.MatchString(c.sentence.text) && c.index+1 < len(c.passage.Sentences) {
		c.widen(c.passage.Sentences[c.index+1])
	}
}

// remark is a line of a listing that says what the next one is for.
var remark = regexp.MustCompile(`^(#|;|//|--|REM\b)\s`)

// opens reports whether the sentence ends in a colon.
func (c *candidate) opens() bool {
	return endsInColon(c.sentence.text)
}

// introduces extends the quote of a sentence that ends in a colon over the
// listing or the list that it leads to, as far as there is room, and tells
// whether there is one.
func (c *candidate) introduces(part corpus.Part) bool {
	if !c.opens() {
		return false
	}
	if c.span.End >= part.Block.End-len("**") && part.Below.Len() > 0 && c.take(corpus.Span{Start: c.span.Start, End: part.Below.End}, longBlock) {
		return true
	}
	before := c.quote
	for i, s := range c.passage.Sentences[c.index+1:] {
		gap := c.article().Text[c.quote.End:s.Start]
		if i > 0 && strings.Count(gap, "\n") > 1 && strings.TrimSpace(gap) == "" {
			break // a paragraph of its own
		}
		if i > 0 && fenceEnd.MatchString(gap) {
			break
		}
		wide := c.quote
		c.widen(s)
		if wide == c.quote {
			break
		}
	}
	return c.quote != before
}

// fenceEnd is the end of a fenced listing and a line after it.
var fenceEnd = regexp.MustCompile("^\\s*(```+|~~~+)\\s*\n")

// widen takes a neighbouring sentence into the quote where there is room and it
// gives no orders.
func (c *candidate) widen(s corpus.Span) {
	wide := corpus.Span{Start: min(c.quote.Start, s.Start), End: max(c.quote.End, s.End)}
	if wide.Len() <= leadBytes && !c.isOrder(s) {
		c.quote = wide
	}
}
