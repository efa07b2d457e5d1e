package corpus

import (
	"strings"

	"footnote/corpus/block"
	"footnote/corpus/plaintext"
)

// Passage is a run of whole sentences of one article: what is searched, shown
// and cited. Passages of one article may overlap by a sentence.
type Passage struct {
	// Article is the article the ranges refer to.
	Article *Article
	// Span is the passage's range in Article.Text; it begins with the first
	// sentence and ends with the last.
	Span
	// Sentences are the ranges of the sentences, in order, within Span.
	Sentences []Span
	// Heading is the path of the headings above the passage, the outermost
	// first, one a line; "" where there is none. Where the passage goes on with a
	// table whose head row stands before it, the last line is that row.
	Heading string
}

// Text returns the passage's bytes.
func (p *Passage) Text() string { return p.Article.Slice(p.Span) }

// Part is what a sentence of an article is a part of.
type Part struct {
	// Block is the paragraph, item, row or listing that holds it, of kind Kind.
	Block Span
	Kind  block.Kind
	// List runs from the first to the last item of the list that an item belongs
	// to, and Items are these with what stands below each; empty for other kinds.
	List  Span
	Items []Span
	// Inner is the block with the items of the list below it, the block itself
	// where there are none.
	Inner Span
	// Below is the list, listing or table that follows the block, empty where none does.
	Below Span
}

// partWindow is how many bytes around a sentence are looked at in an article that
// is longer.
const partWindow = 16 << 10

// PartAt finds what the sentence s of an article is a part of.
func PartAt(a *Article, s Span) Part {
	from, to := 0, len(a.Text)
	if to > 2*partWindow {
		if i := strings.LastIndex(a.Text[:s.Start], "\n\n"); i >= 0 && s.Start > partWindow {
			from = max(i, s.Start-partWindow)
			from = plaintext.RuneStart(a.Text, from)
		}
		to = plaintext.RuneStart(a.Text, min(to, s.End+partWindow))
	}
	w := window{text: a.Text[from:to]}
	w.blocks = block.Divide(w.text)
	for i, b := range w.blocks {
		if b.Start <= s.Start-from && s.Start-from < b.End {
			return w.part(i).moved(from)
		}
	}
	return Part{Block: s, Inner: s}
}

// window is the text around a sentence with its blocks.
type window struct {
	text   string
	blocks []block.Block
}

func (w *window) part(i int) Part {
	b := w.blocks[i]
	p := Part{Block: b.Span, Kind: b.Kind, Inner: b.Span}
	if b.Kind == block.Item {
		first, last := w.list(i)
		p.List = Span{Start: w.markOf(first), End: w.blocks[last].End}
		for k := first; k <= last; {
			end := w.inner(k, last)
			if w.blocks[k].Kind == block.Item {
				p.Items = append(p.Items, Span{Start: w.markOf(k), End: w.blocks[end].End})
			}
			if k <= i && i <= end && k == i {
				p.Inner.End = w.blocks[end].End
			}
			k++
		}
	}
	if i+1 < len(w.blocks) && (b.Kind != block.Item || w.blocks[i+1].Kind == block.Code) {
		p.Below = w.below(i + 1)
	}
	return p
}

// below is the list, listing or table that begins at block i.
func (w *window) below(i int) Span {
	switch w.blocks[i].Kind {
	case block.Item:
		first, last := w.list(i)
		if first == i {
			return Span{Start: w.markOf(i), End: w.blocks[last].End}
		}
	case block.Code:
		return w.blocks[i].Span
	case block.Table:
		last := i
		for last+1 < len(w.blocks) && w.blocks[last+1].Row {
			last++
		}
		return Span{Start: w.blocks[i].Start, End: w.blocks[last].End}
	}
	return Span{}
}

// list is the first and the last block of the list that item i belongs to; a listing
// between two items belongs to it too.
func (w *window) list(i int) (first, last int) {
	first, last = i, i
	for first > 0 && (w.blocks[first-1].Kind == block.Item || w.blocks[first-1].Kind == block.Code && first > 1 && w.blocks[first-2].Kind == block.Item) {
		first--
	}
	for last+1 < len(w.blocks) && (w.blocks[last+1].Kind == block.Item || w.blocks[last+1].Kind == block.Code && w.deeper(last+1)) {
		last++
	}
	return first, last
}

// deeper reports whether a listing is indented as what belongs to an item is.
func (w *window) deeper(i int) bool { return w.indent(i) > 0 }

// inner is the last block of those below item i that are indented deeper.
func (w *window) inner(i, last int) int {
	indent := w.indent(i)
	for i < last && w.indent(i+1) > indent {
		i++
	}
	return i
}

// markOf is where the bullet or number of an item stands.
func (w *window) markOf(i int) int {
	start := w.blocks[i].Start
	line := strings.LastIndexByte(w.text[:start], '\n') + 1
	return line + len(w.text[line:start]) - len(strings.TrimLeft(w.text[line:start], " \t"))
}

// indent is how far a block is indented, in bytes.
func (w *window) indent(i int) int {
	start := w.blocks[i].Start
	line := strings.LastIndexByte(w.text[:start], '\n') + 1
	return len(w.text[line:]) - len(strings.TrimLeft(w.text[line:], " \t"))
}

// moved is the part with its ranges further on by n bytes.
func (p Part) moved(n int) Part {
	move := func(s *Span) {
		if s.Len() > 0 {
			s.Start, s.End = s.Start+n, s.End+n
		}
	}
	for _, s := range []*Span{&p.Block, &p.List, &p.Inner, &p.Below} {
		move(s)
	}
	for i := range p.Items {
		move(&p.Items[i])
	}
	return p
}

// Ordered reports whether the list's first item has a number or letter.
func (p Part) Ordered(a *Article) bool {
	return len(p.Items) > 0 && block.HasNumber(a.Slice(p.Items[0]))
}
