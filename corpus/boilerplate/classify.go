// Package boilerplate tells an article from the page it stood on, by the shape, place
// and repetition of its lines, and reads what the lines around it say of it.
package boilerplate

import (
	"slices"
	"strings"

	"footnote/corpus/block"
	"footnote/corpus/plaintext"
)

// sheet is an article's blocks while their kinds are settled.
type sheet struct {
	pieces []*piece
	words  *vocabulary
	// proses counts the running paragraphs.
	proses int
	// median is the number of words of the middle one of the running
	// paragraphs, 0 where there are none.
	median int
	// spaced: most running paragraphs have blank lines around them.
	spaced bool
	// title is the index of the title, -1 where there is none.
	title int
}

func newSheet(text string, blocks []block.Block) *sheet {
	s := &sheet{title: -1, pieces: make([]*piece, len(blocks))}
	count := make(map[string]int)
	var lengths []int
	for i := range blocks {
		p := newPiece(text, &blocks[i])
		s.pieces[i] = p
		if p.key != "" {
			count[p.key]++
		}
		if p.prose() {
			lengths = append(lengths, p.words)
		}
	}
	for _, p := range s.pieces {
		p.repeated = p.key != "" && count[p.key] > 1
	}
	s.spaced = s.isSpaced()
	s.proses = len(lengths)
	if len(lengths) > 0 {
		slices.Sort(lengths)
		s.median = lengths[len(lengths)/2]
	}
	s.words = &vocabulary{pieces: s.pieces}
	return s
}

func (s *sheet) isSpaced() bool {
	alone, all := 0, 0
	for i, p := range s.pieces {
		if !p.prose() || p.Kind != block.Paragraph {
			continue
		}
		all++
		if (i == 0 || s.pieces[i-1].Group != p.Group) && (i+1 == len(s.pieces) || s.pieces[i+1].Group != p.Group) {
			alone++
		}
	}
	return all > 2 && alone*2 > all
}

// Settle settles the kinds of the blocks of an article whose title is title, ""
// where it is not known: which of them are the title, headings and furniture of the
// page. authored says that all of the text is the article, as its marks say what its
// parts are.
func Settle(title, text string, blocks []block.Block, authored bool) {
	settle(title, text, blocks, authored)
}

func settle(title, text string, blocks []block.Block, authored bool) *sheet {
	if authored {
		return newSheet(text, blocks).settleAuthored(title)
	}
	return classify(title, text, blocks)
}

// classify is settle for a text in which the article has to be told from its page.
func classify(title, text string, blocks []block.Block) *sheet {
	s := newSheet(text, blocks)
	s.nameTitle(title)
	s.markedTitle()
	if !s.contrast() {
		return s
	}
	s.findLists()
	s.findTitle()
	s.trimHead()
	s.trimTail()
	s.dropBoxes()
	s.settleRuns()
	s.settleProse()
	return s
}

// contrast tells whether enough of the article is running text for lines that
// are not to stand out. In a poem or a plain list they are the article.
func (s *sheet) contrast() bool {
	prose, all := 0, 0
	for _, p := range s.pieces {
		all += p.words
		if p.prose() {
			prose += p.words
		}
	}
	return prose >= 20 && prose*5 >= all
}

// findLists marks the lines of lists that have no bullets: those that running
// text leads to with a colon, and rows of figures.
func (s *sheet) findLists() {
	for i, p := range s.pieces {
		if p.scrap() && p.data() {
			p.listed = true
		}
		if !p.leads || p.words < 5 || p.Kind != block.Paragraph {
			continue
		}
		for _, q := range s.pieces[i+1 : s.listEnd(i+1)] {
			q.listed = q.listed || !q.repeated && !q.pageSign()
		}
	}
}

// listEnd is the end of the list without bullets that begins at i: of the lines
// that no blank line parts from its first, or where all are parted, of those
// before the last, which heads what follows.
func (s *sheet) listEnd(i int) int {
	end := s.runEnd(i)
	if end-i < 2 {
		return end
	}
	group := s.pieces[i].Group
	if s.pieces[i+1].Group != group {
		if end < len(s.pieces) {
			end--
		}
		return end
	}
	for s.pieces[end-1].Group != group {
		end--
	}
	return end
}

// runEnd is the end of the run of scraps that begins at i.
func (s *sheet) runEnd(i int) int {
	for i < len(s.pieces) && s.pieces[i].scrap() {
		i++
	}
	return i
}

// drop marks a block as furniture.
func (p *piece) drop() { p.Kind = block.Furniture }

// settleAuthored settles the kinds of the blocks of a document: all of it is the
// article, and only a line that names what follows is a heading without a mark.
func (s *sheet) settleAuthored(title string) *sheet {
	s.authoredTitle(plaintext.Key(title))
	for i, p := range s.pieces {
		if p.Kind == block.Paragraph && i+1 < len(s.pieces) && s.pieces[i+1].Kind.Body() && s.namesNext(i) {
			p.Kind = block.Heading
		}
	}
	return s
}

// authoredTitle marks the heading or first line that is the title, else the first
// heading of the first level.
func (s *sheet) authoredTitle(key string) {
	first := true
	for i, p := range s.pieces[:min(len(s.pieces), headPieces)] {
		if p.Kind == block.FrontMatter || p.Kind == block.Furniture {
			continue
		}
		named := key == "" && p.Kind == block.Heading && p.Level == 1
		if named || key != "" && p.key == key && (p.Kind == block.Heading || first && p.Kind == block.Paragraph) {
			s.title, p.Kind = i, block.Title
			return
		}
		first = false
	}
}

// namesNext reports whether a line without a mark names what follows it: it is
// set in bold as a whole, asks, or is short and stands alone above running text.
func (s *sheet) namesNext(i int) bool {
	p, next := s.pieces[i], s.pieces[i+1]
	switch {
	case p.words > longestHeading || strings.Contains(p.text, "\n"):
		return false
	case isBold(p.text):
		return true
	case p.asks:
		return p.stops == 0
	}
	return p.scrap() && !p.pageSign() && p.words <= 8 && p.numbers == 0 && !strings.Contains(p.text, ":") &&
		s.alone(i) && next.Kind == block.Paragraph && (next.prose() || next.sentence())
}

// alone reports whether blank lines stand around a block.
func (s *sheet) alone(i int) bool {
	return (i == 0 || s.pieces[i-1].Group != s.pieces[i].Group) && s.pieces[i+1].Group != s.pieces[i].Group
}

// isBold reports whether a line is one run of bold text.
func isBold(s string) bool {
	for _, mark := range []string{"**", "__"} {
		if inner, ok := strings.CutPrefix(s, mark); ok && len(inner) > len(mark) {
			return strings.Index(strings.TrimRight(inner, ":"), mark) == len(strings.TrimRight(inner, ":"))-len(mark)
		}
	}
	return false
}
