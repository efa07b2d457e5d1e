package boilerplate

import "footnote/corpus/block"

// foreign tells whether running text does not belong to the article: it is
// short, stands beside lines of the page, and speaks of other things than the
// other paragraphs do, of which there must be several for that to mean anything.
func (s *sheet) foreign(i int) bool {
	p := s.pieces[i]
	if p.words > 90 || s.proses < 5 || !s.besideScrap(i) {
		return false
	}
	share, words := s.words.share(p)
	limit := 0.1
	if s.crammed(i) {
		limit = 0.5
	}
	return words >= 3 && share < limit
}

// crammed tells whether a paragraph stands between lines of the page without a
// blank line, in an article whose paragraphs have blank lines between them.
func (s *sheet) crammed(i int) bool {
	within := func(k int) bool { return s.pageLine(k) && s.pieces[k].Group == s.pieces[i].Group }
	return s.spaced && s.pieces[i].words <= 40 && i > 0 && within(i-1) && i+1 < len(s.pieces) && within(i+1)
}

// besideScrap tells whether a scrap or furniture stands right before or after.
func (s *sheet) besideScrap(i int) bool {
	return i > 0 && s.pageLine(i-1) || i+1 < len(s.pieces) && s.pageLine(i+1)
}

func (s *sheet) pageLine(i int) bool {
	p := s.pieces[i]
	return p.Kind == block.Furniture || p.scrap() && p.words <= 8
}

// trimHead marks what stands above the article: all short lines before the
// title and between it and the running text. Without a title, it is the
// stretch from the start in which lines of the page outweigh sentences.
func (s *sheet) trimHead() {
	if s.title < 0 {
		s.trimUntitled()
		return
	}
	for i, p := range s.pieces[:s.title] {
		if p.Kind != block.FrontMatter && (!p.prose() || s.foreign(i) || p.credited()) {
			p.drop()
		}
	}
	for i := s.title + 1; i < len(s.pieces); i++ {
		p := s.pieces[i]
		switch {
		case p.prose() && !p.credited():
			return
		case p.scrap() || p.credited() || isDateLine(p.text):
			p.drop()
		case p.Kind == block.Heading || p.Kind == block.Item:
			return
		}
	}
}

// trimUntitled cuts where the sum of the weights from the start is least, the
// way Finn, Kushmerick and Smyth cut pages ("Fact or fiction", 2001).
func (s *sheet) trimUntitled() {
	sum, least, cut := 0, 0, 0
	for i, p := range s.pieces {
		if p.solid() && !s.foreign(i) && !p.credited() {
			break
		}
		if sum += s.weight(i); sum < least {
			least, cut = sum, i+1
		}
	}
	for cut > 0 && s.pieces[cut-1].Kind == block.Heading && s.pieces[cut-1].Level > 0 {
		cut-- // a marked heading names what follows
	}
	s.dropRange(0, cut)
}

// trimTail cuts off what follows the article, as trimUntitled does above it.
func (s *sheet) trimTail() {
	sum, least, cut := 0, 0, len(s.pieces)
	for i := len(s.pieces) - 1; i > s.title; i-- {
		if s.surelyBody(i) {
			break
		}
		if sum += s.weight(i); sum < least {
			least, cut = sum, i
		}
	}
	for cut < len(s.pieces) && cut-1 > s.title && s.pieces[cut-1].sentence() && s.pieces[cut-1].Group == s.pieces[cut].Group && s.spaced {
		cut--
	}
	s.dropRange(cut, len(s.pieces))
}

// surelyBody tells whether a block is running text that no trimming from the end
// goes beyond.
func (s *sheet) surelyBody(i int) bool {
	p := s.pieces[i]
	if !p.prose() || s.foreign(i) || p.credited() {
		return false
	}
	share, words := s.words.share(p)
	return p.solid() || words >= 3 && share >= 0.2
}

func (s *sheet) dropRange(from, to int) {
	for _, p := range s.pieces[from:to] {
		if p.Kind != block.FrontMatter && p.Kind != block.Title {
			p.drop()
		}
	}
}

// weight is how much a block counts for the article, negative where it counts
// for the page.
func (s *sheet) weight(i int) int {
	p := s.pieces[i]
	switch p.Kind {
	case block.Code, block.Table, block.Quotation:
		return 30
	case block.Heading:
		return -2
	case block.Furniture:
		return -1
	case block.FrontMatter, block.Title:
		return 0
	}
	switch {
	case p.listed:
		return 2
	case p.credited():
		return -4
	case p.Kind == block.Item && !p.ends && !p.prose():
		return s.itemWeight(i)
	case p.prose():
		return s.proseWeight(i)
	case p.scrap():
		return -4
	}
	return 3
}

// proseWeight grows with the length of a paragraph, compared with the others.
// A short one counts thrice where it speaks of what the others speak of.
func (s *sheet) proseWeight(i int) int {
	p := s.pieces[i]
	if s.foreign(i) {
		return -3
	}
	w := min(30, 15*p.words/max(1, s.median))
	if p.words <= 25 {
		if share, words := s.words.share(p); words < 3 || share >= 0.3 {
			w *= 3
		}
	}
	return max(1, w)
}

// itemWeight is for an item of a list that is no sentence. Long items behind a
// short label at the end of a page are headlines of other articles.
func (s *sheet) itemWeight(i int) int {
	p := s.pieces[i]
	if p.numbers > 0 || p.lower || p.words < 5 {
		return 1
	}
	first := i
	for first > 0 && s.pieces[first].Kind == block.Item {
		first--
	}
	if label := s.pieces[first]; label.scrap() && label.words <= 5 {
		return -3
	}
	return 1
}
