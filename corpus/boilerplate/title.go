package boilerplate

import (
	"footnote/corpus/block"
	"footnote/corpus/document"
	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

// nameTitle marks where a known title stands in the text, and its repetitions.
func (s *sheet) nameTitle(title string) {
	key := plaintext.Key(title)
	if key == "" {
		return
	}
	for i, p := range s.pieces {
		if p.key != key || p.Kind != block.Paragraph && p.Kind != block.Heading {
			continue
		}
		if s.title < 0 {
			s.title, p.Kind = i, block.Title
		} else if p.words >= 3 {
			p.drop()
		}
	}
}

// headPieces is how many blocks from the top the title is looked for in.
const headPieces = 60

// markedTitle makes the first heading of the first level the title, where that
// is still open.
func (s *sheet) markedTitle() {
	for _, p := range s.pieces[:min(len(s.pieces), headPieces)] {
		if s.title < 0 && p.Kind == block.Heading && p.Level == 1 {
			s.nameTitle(p.text)
		}
	}
}

// findTitle marks the line above the running text that is about the same things,
// where the title is still open. Its repetitions are furniture.
func (s *sheet) findTitle() {
	best := -1
	for i, p := range s.pieces[:min(len(s.pieces), headPieces)] {
		if s.title >= 0 || s.startsBody(i) {
			break
		}
		if s.titleLike(i) && (best < 0 || p.repeated && !s.pieces[best].repeated) {
			best = i
		}
	}
	if best >= 0 {
		s.nameTitle(s.pieces[best].text)
	}
}

// startsBody tells whether the article's running text begins with block i:
// prose that is about what the rest is about, or that no menu surrounds.
func (s *sheet) startsBody(i int) bool {
	p := s.pieces[i]
	return p.prose() && p.Kind == block.Paragraph && !p.credited() && !s.foreign(i)
}

// titleLike tells whether a line may be the title: most of its longer words
// stand in the running text, and nothing in its shape is of the page.
func (s *sheet) titleLike(i int) bool {
	p := s.pieces[i]
	if !p.titleShaped() || p.pageSign() || document.IsByline(p.text) {
		return false
	}
	share, words := s.words.share(p)
	if i == 0 {
		return share >= 0.25 // nothing stands above it that could be a menu
	}
	return words >= 2 && share >= 0.5
}

// titleShaped tells whether a line has the length and the end of a title, which
// may be a question or a call but not a plain sentence.
func (p *piece) titleShaped() bool {
	switch {
	case p.Kind != block.Paragraph || p.words < 3 || p.words > 30 || p.stops > 1 || p.leads:
		return false
	case p.prose():
		return p.asks && p.words <= 20
	case p.ends:
		return sentence.LastInk(p.text) != '.'
	}
	return !p.listed || !p.data()
}
