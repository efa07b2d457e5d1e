package corpus

import (
	"regexp"
	"strings"

	"footnote/corpus/block"
	"footnote/corpus/sentence"
)

// headingPath holds the headings above a place, the outermost first.
type headingPath []levelled

// levelled is a heading with its level; one without a mark lies below all others.
type levelled struct {
	level int
	text  string
}

// unmarkedLevel is the level of a heading without a mark.
const unmarkedLevel = 7

// marked returns the path without headings that have no mark.
func (p headingPath) marked() headingPath {
	for len(p) > 0 && p[len(p)-1].level >= unmarkedLevel {
		p = p[:len(p)-1]
	}
	return p
}

// under returns the path below a further heading.
func (p headingPath) under(level int, text string) headingPath {
	if level == 0 {
		level = unmarkedLevel
	}
	for len(p) > 0 && p[len(p)-1].level >= level {
		p = p[:len(p)-1]
	}
	return append(p, levelled{level, text})
}

// String is the path with a heading a line.
func (p headingPath) String() string {
	lines := make([]string, len(p))
	for i, h := range p {
		lines[i] = h.text
	}
	return strings.Join(lines, "\n")
}

// leadsOn reports whether a sentence leads to what follows it: it ends in a
// colon, or is a question.
func leadsOn(s string) bool {
	last := sentence.LastInk(strings.TrimRight(s, "*_ "))
	return last == ':' || last == '?' || last == '？'
}

// Lead is how a sentence of a passage stands to what is around it.
type Lead struct {
	// Span is what leads to the sentence, within the passage: the head row for a row
	// of a table, the sentence that ends in a colon for the list or listing below
	// it, the question for the answer that stands in the paragraph after it. It is
	// the zero Span where there is none.
	Span
	// Row: the sentence is a row of a table. Head: it is the head row.
	Row, Head bool
}

// Leads returns a Lead for each sentence of a passage. Only the passage itself is
// looked at; see Heading for what stands above it.
func (p *Passage) Leads() []Lead {
	l := leading{p: p, text: p.Text(), columns: len(p.Columns())}
	l.blocks = block.Divide(l.text)
	leads := make([]Lead, len(p.Sentences))
	for i, s := range p.Sentences {
		leads[i] = l.next(s)
	}
	return leads
}

// Columns are the cells of the head row of the table that a passage goes on with;
// see Heading. It is nil where the passage goes on with none.
func (p *Passage) Columns() []string {
	last := p.Heading[strings.LastIndexByte(p.Heading, '\n')+1:]
	if !strings.Contains(last, "\t") {
		return nil
	}
	return block.Cells(last)
}

// leading finds what leads to the sentences of a passage, one after the other.
type leading struct {
	p      *Passage
	text   string
	blocks []block.Block
	at     int // the block of the sentence
	// columns is how many cells a row has of the table that the passage goes on
	// with, 0 behind the blank line that ends it; end is the end of the sentence before.
	columns, end int
	// lead is the sentence that leads on; from is its block, to the last block
	// that it leads to.
	lead     Span
	from, to int
}

// next is how the sentence, which comes after those before, is led to.
func (l *leading) next(s Span) Lead {
	for l.at+1 < len(l.blocks) && l.p.Start+l.blocks[l.at+1].Start <= s.Start {
		l.at++
	}
	text := l.p.Article.Slice(s)
	if l.end > 0 && strings.Count(l.p.Article.Text[min(l.end, s.Start):s.Start], "\n") > 1 {
		l.columns = 0
	}
	l.end = s.End
	switch {
	case l.at >= len(l.blocks):
		return Lead{}
	case l.blocks[l.at].Kind == block.Table:
		return l.row(s)
	case l.columns > 0 && len(block.Cells(text)) == l.columns:
		return Lead{Row: true} // a single row is not known by its marks
	}
	if leadsOn(text) {
		l.lead, l.from, l.to = s, l.at, l.at+1
		return Lead{}
	}
	lead := l.led()
	if term := l.term(s); term.Len() > 0 {
		lead = term
	}
	return Lead{Span: lead}
}

// label is what an item is about, where it names that before it says something of it:
// the line above a definition, or up to eight words before a colon or dash.
var label = regexp.MustCompile(`^(?:[^\n]+\n[ \t]*:[ \t]|\S+(?: \S+){0,7}?(?::\s|\s[–—-]+\s))`)

// term is what the item is about that a sentence behind its first one stands in. The
// first block of a passage may be an item without its mark.
func (l *leading) term(s Span) Span {
	b := l.blocks[l.at]
	if b.Kind != block.Item && (l.at > 0 || b.Kind != block.Paragraph) {
		return Span{}
	}
	m := strings.TrimRight(label.FindString(l.text[b.Start:b.End]), ": \t\n–—-")
	if b.Start+len(m) > s.Start-l.p.Start {
		return Span{}
	}
	return Span{Start: l.p.Start + b.Start, End: l.p.Start + b.Start + len(m)}
}

// row is a row with the head row of its table.
func (l *leading) row(row Span) Lead {
	head := l.blocks[l.at].TableHead(l.text)
	if head.Len() == 0 {
		return Lead{Row: true}
	}
	head = Span{Start: l.p.Start + head.Start, End: l.p.Start + head.End}
	if head.End > row.Start {
		return Lead{Row: true, Head: head == row}
	}
	return Lead{Span: head, Row: true}
}

// led is the sentence that leads to the block at hand. Within its own block it
// leads to the next sentence alone, behind a colon to all items that follow.
func (l *leading) led() Span {
	lead := l.lead
	if lead.Len() == 0 {
		return lead
	}
	colon := sentence.LastInk(strings.TrimRight(l.p.Article.Slice(lead), "*_ ")) == ':'
	if colon && l.at == l.to+1 && l.blocks[l.at].Kind == block.Item && l.blocks[l.to].Kind == block.Item {
		l.to = l.at
	}
	if l.at > l.to {
		l.lead = Span{}
		return l.lead
	}
	if l.at == l.from {
		l.lead = Span{}
	}
	return lead
}
