package boilerplate

import (
	"slices"
	"strings"

	"footnote/corpus/block"
)

// settleRuns decides on the scraps within the body: a line before running text
// is a heading, several in a row are teasers, an advertisement or a menu.
func (s *sheet) settleRuns() {
	crowded := s.crowded()
	for i := 0; i < len(s.pieces); {
		end := s.runEnd(i)
		if end == i {
			s.settleQuestion(i)
			i++
			continue
		}
		s.settleRun(i, end, crowded)
		i = end
	}
}

// crowded tells whether runs of scraps are so many that they must be part of
// the article: names, references, formulas.
func (s *sheet) crowded() bool {
	runs, lines, body := 0, 0, 0
	for i := 0; i < len(s.pieces); {
		end := s.runEnd(i)
		switch {
		case end-i >= 3:
			runs++
			lines += end - i
		case end == i && s.pieces[i].Kind.Body():
			body++
		}
		i = max(end, i+1)
	}
	return runs >= 4 && lines*10 > body || lines > body
}

// settleRun is for the scraps from i to end.
func (s *sheet) settleRun(i, end int, crowded bool) {
	run := s.pieces[i:end]
	if len(run) == 1 && s.strangeLabel(i) {
		run[0].drop()
		return
	}
	teaser := len(run) >= 3 && !crowded || s.labels(run)
	last := len(run) - 1
	for k, p := range run {
		heads := (k == last || last == 1) && s.headsBody(p, end, crowded)
		switch {
		case p.ofPage():
			p.drop()
		case teaser:
			p.settleTeaser(heads && k == last && run[max(0, k-1)].Group != p.Group)
		case heads || !crowded:
			p.settleHeading(crowded)
		}
	}
}

// headsBody tells whether p may be the heading of body text that begins at i.
func (s *sheet) headsBody(p *piece, i int, crowded bool) bool {
	return i < len(s.pieces) && s.pieces[i].Kind.Body() && !p.tooLong(crowded)
}

// tooLong tells whether a line is too long for a heading.
func (p *piece) tooLong(crowded bool) bool {
	return p.words > longestHeading || crowded && p.words > 12
}

// settleHeading makes a heading of a line that has the looks of one.
func (p *piece) settleHeading(crowded bool) {
	if !p.tooLong(crowded) && !p.quoted {
		p.Kind = block.Heading
	}
}

// ofPage tells whether a scrap belongs to the page by its own looks.
func (p *piece) ofPage() bool {
	return p.repeated || p.pageSign() && (p.words <= longestHeading || p.credited())
}

// settleTeaser makes a heading or furniture of a line among teasers.
func (p *piece) settleTeaser(heading bool) {
	p.Kind = block.Furniture
	if heading {
		p.Kind = block.Heading
	}
}

// dropBoxes drops paragraphs that speak of something else together with the
// short lines right below them: a box with a form or with buttons.
func (s *sheet) dropBoxes() {
	for i, p := range s.pieces {
		end := s.runEnd(i + 1)
		if p.Kind != block.Paragraph || !p.prose() || end-i < 3 || !s.foreign(i) {
			continue
		}
		box := s.pieces[i+1 : end]
		if !slices.ContainsFunc(box, func(q *piece) bool { return q.Group != p.Group || q.words > 5 }) {
			s.dropRange(i, end)
		}
	}
}

// strangeLabel tells whether a line is up to three words, a colon and a headline
// that shares no word with the paragraphs below: a link to another article. In
// a heading of that form, the words come again.
func (s *sheet) strangeLabel(i int) bool {
	label, rest, ok := strings.Cut(s.pieces[i].text, ":")
	if !ok || len(strings.Fields(label)) > 3 || len(strings.Fields(rest)) < 4 {
		return false
	}
	stems := stemSet(rest)
	for k := i + 1; k < min(len(s.pieces), i+5) && s.pieces[k].Kind.Body(); k++ {
		for stem := range stemSet(s.pieces[k].text) {
			if _, ok := stems[stem]; ok {
				return false
			}
		}
	}
	return len(stems) >= 3
}

// labels tells whether a run begins with a short label and a colon, as lists of
// other articles do.
func (s *sheet) labels(run []*piece) bool {
	return run[0].leads && len(run) > 1 && run[1].words >= 4
}

// settleQuestion makes a heading of a lone question that is written as one: most
// of its words begin with a capital and running text follows.
func (s *sheet) settleQuestion(i int) {
	p := s.pieces[i]
	if speaker, _, ok := strings.Cut(p.text, ":"); ok && speaker == strings.ToUpper(speaker) {
		return // the words of a transcript
	}
	if p.Kind == block.Paragraph && p.asks && p.words <= longestHeading && p.stops == 0 && p.capitals >= 0.6 && !p.quoted &&
		i+1 < len(s.pieces) && s.pieces[i+1].Kind.Body() {
		p.Kind = block.Heading
	}
}

// settleProse drops captions, paragraphs that stand among furniture and speak
// of something else, and what is repeated.
func (s *sheet) settleProse() {
	for i, p := range s.pieces {
		if p.Kind != block.Paragraph {
			continue
		}
		among := i > 0 && i+1 < len(s.pieces) && s.pieces[i-1].Kind == block.Furniture && s.pieces[i+1].Kind == block.Furniture
		if p.credited() || among && (s.foreign(i) || p.sentence()) {
			p.drop()
		}
	}
	s.dropRepeated()
}

// dropRepeated keeps a short paragraph that is repeated once, or once below each
// marked heading.
func (s *sheet) dropRepeated() {
	seen := make(map[string]*piece) // a text, and the marked heading above it
	none := &piece{}
	heading := none
	for _, p := range s.pieces {
		switch {
		case p.Kind == block.Heading && p.Level > 0:
			heading = p
		case p.Kind == block.Paragraph && p.repeated && p.prose() && !p.broken:
			if above := seen[p.key]; above != nil && (above == heading || above == none) {
				p.drop()
			}
			seen[p.key] = heading
		}
	}
}
