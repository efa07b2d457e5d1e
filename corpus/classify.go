package corpus

import "slices"

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

func newSheet(text string, blocks []Block) *sheet {
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
		if !p.prose() || p.Kind != Paragraph {
			continue
		}
		all++
		if (i == 0 || s.pieces[i-1].group != p.group) && (i+1 == len(s.pieces) || s.pieces[i+1].group != p.group) {
			alone++
		}
	}
	return all > 2 && alone*2 > all
}

// settle settles the kinds of the blocks of an article whose title is title, ""
// where it is not known.
func settle(title, text string, blocks []Block, authored bool) *sheet {
	if authored {
		return newSheet(text, blocks).settleAuthored(title)
	}
	return classify(title, text, blocks)
}

// classify is settle for a text in which the article has to be told from its page.
func classify(title, text string, blocks []Block) *sheet {
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
		if !p.leads || p.words < 5 || p.Kind != Paragraph {
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
	group := s.pieces[i].group
	if s.pieces[i+1].group != group {
		if end < len(s.pieces) {
			end--
		}
		return end
	}
	for s.pieces[end-1].group != group {
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
func (p *piece) drop() { p.Kind = Furniture }
