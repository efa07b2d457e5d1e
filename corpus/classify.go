package corpus

import "strings"

// piece is a block with what the rules look at.
type piece struct {
	*Block
	shape
	// key is the block's text as it is compared with others.
	key string
}

// prose tells whether a block reads as running text: it ends as a sentence does
// and is not short, or it is too long for anything else.
func (p *piece) prose() bool {
	switch {
	case p.Kind == Code || p.Kind == Table || p.Kind == Quotation:
		return true
	case p.ends || p.leads:
		return p.words >= 10 || p.stops >= 1 && p.words >= 8
	}
	return p.words > 24 || p.runes > 160
}

// scrap tells whether a block is short and does not end as a sentence does.
func (p *piece) scrap() bool {
	return !p.prose() && !p.ends && !p.lower && (!p.leads || p.words <= 4) && p.Kind == Paragraph
}

// classify settles the kinds of the blocks of an article.
func classify(a *Article, blocks []Block) {
	pieces := make([]*piece, len(blocks))
	for i := range blocks {
		text := a.Slice(blocks[i].Span)
		pieces[i] = &piece{Block: &blocks[i], shape: shapeOf(text), key: strings.ToLower(oneLine(text))}
	}
	if contrast(pieces) {
		trim(pieces)
		inner(pieces)
	}
}

// contrast tells whether most of the article is prose; only then do lines that
// are not stand out. In a poem or a plain list they are the article.
func contrast(pieces []*piece) bool {
	prose, all := 0, 0
	for _, p := range pieces {
		all += p.runes
		if p.prose() {
			prose += p.runes
		}
	}
	return prose*2 > all
}

// trim marks furniture at the start and the end.
func trim(pieces []*piece) {
	sum, best, cut := 0, 0, len(pieces)
	for i := len(pieces) - 1; i >= 0; i-- {
		if sum += weight(pieces[i]); sum < best {
			best, cut = sum, i
		}
	}
	for _, p := range pieces[cut:] {
		if !p.raw {
			p.Kind = Furniture
		}
	}
	sum, best, cut = 0, 0, 0
	for i, p := range pieces {
		if sum += weight(p); sum < best {
			best, cut = sum, i+1
		}
	}
	for _, p := range pieces[:cut] {
		if !p.raw {
			p.Kind = Furniture
		}
	}
}

func weight(p *piece) int {
	switch {
	case p.prose():
		return min(40, p.words)
	case p.scrap():
		return -4
	case p.raw:
		return 0
	}
	return 3
}

// inner marks headings and furniture within the body.
func inner(pieces []*piece) {
	seen := make(map[string]bool)
	for i, p := range pieces {
		if p.Kind == Paragraph && p.scrap() {
			p.Kind = Heading
			if seen[p.key] || i+1 == len(pieces) {
				p.Kind = Furniture
			}
		}
		if p.Kind == Paragraph && p.asks && p.words <= 12 && p.capitals >= 0.6 && p.stops == 0 {
			p.Kind = Heading
		}
		seen[p.key] = true
	}
}
