package corpus

import (
	"strings"
	"unicode/utf8"

	"footnote/corpus/block"
	"footnote/corpus/plaintext"
)

// Bounds of a passage.
const (
	// MinSentences and MaxSentences bound the sentences of a passage. Only
	// where the text between two headings has fewer is a passage smaller.
	MinSentences, MaxSentences = 3, 5
	// MaxRunes bounds the length of a passage in Unicode code points.
	MaxRunes = 1200
	// pieceRunes is how long the parts of an over-long sentence are, so that
	// three of them still fit into a passage.
	pieceRunes = 390
)

// unit is a sentence as Split sees it.
type unit struct {
	Span
	runes int // of the sentence
	// last: the sentence ends a paragraph. leads: it introduces what follows.
	last, leads bool
	// head is the head row of the table that the row belongs to.
	head Span
}

// Split divides an article into passages: whole sentences, three to five and at
// most MaxRunes code points, each passage beginning with the last sentence of
// the one before where both fit. Passages end with a paragraph where they can, and
// never reach across a heading, a message of a chat or what does not belong to the article. The
// result depends on the article alone; the work grows with its length.
func Split(a *Article) []Passage {
	var passages []Passage
	var section []unit
	var path headingPath
	flush := func() {
		passages = append(passages, pack(a, section, path.String())...)
		section = section[:0]
	}
	message := 0
	for _, b := range Outline(a) {
		if b.Message != message {
			flush()
			message = b.Message
		}
		if b.Closes {
			flush()
			path = path.marked()
		}
		switch {
		case b.Kind.Body():
			section = appendUnits(section, a.Text, b)
		case b.Kind == block.Heading || b.Kind == block.Title:
			flush()
			text := plaintext.OneLine(a.Slice(b.Span))
			switch {
			case b.Kind == block.Heading:
				path = path.under(b.Level, text)
			case a.Title == "" || text == a.Title:
				path = path[:0]
			default: // the page has a title of its own besides
				path = path[:0].under(1, text)
			}
		default:
			flush()
		}
	}
	flush()
	return passages
}

// appendUnits adds the sentences of a block.
func appendUnits(units []unit, text string, b block.Block) []unit {
	head := b.TableHead(text)
	for _, s := range b.Sentences(text) {
		for _, piece := range cutLong(text, s) {
			u := unit{Span: piece, runes: utf8.RuneCountInString(text[piece.Start:piece.End])}
			u.leads = leadsOn(text[piece.Start:piece.End])
			if head.End <= piece.Start {
				u.head = head
			}
			units = append(units, u)
		}
	}
	if len(units) > 0 {
		units[len(units)-1].last = true
	}
	return units
}

// pack chooses where passages begin and end so that the sum of their costs is
// least: a shortest path over the sentences, which are its nodes.
func pack(a *Article, units []unit, heading string) []Passage {
	if len(units) == 0 {
		return nil
	}
	n := len(units)
	cost := make([]int, n+1) // of the best way from a sentence to the end
	choice := make([]int, n) // the last sentence of the passage from there
	for i := n - 1; i >= 0; i-- {
		cost[i] = -1
		for j := i; j < n && j < i+MaxSentences && (j == i || a.fits(units, i, j)); j++ {
			c := passageCost(units, i, j) + cost[a.following(units, i, j)]
			if cost[i] < 0 || c < cost[i] {
				cost[i], choice[i] = c, j
			}
		}
	}
	var passages []Passage
	for i := 0; i < n; {
		j := choice[i]
		passages = append(passages, newPassage(a, units[i:j+1], heading))
		i = a.following(units, i, j)
	}
	return passages
}

// fits tells whether units i to j are short enough for one passage.
func (a *Article) fits(units []unit, i, j int) bool {
	if units[j].End-units[i].Start <= MaxRunes {
		return true
	}
	if units[j].End-units[i].Start > MaxRunes*utf8.UTFMax {
		return false
	}
	return utf8.RuneCountInString(a.Text[units[i].Start:units[j].End]) <= MaxRunes
}

// following returns the first unit of the passage after units i to j: the last
// of these once more, unless there is nothing to follow or no room.
func (a *Article) following(units []unit, i, j int) int {
	if j == len(units)-1 || j == i || !a.fits(units, j, j+1) {
		return j + 1
	}
	return j
}

// The costs of a passage; only their proportions matter.
const (
	costPassage = 4  // each passage, so that few are made
	costTorn    = 3  // one that ends within a paragraph
	costLeads   = 8  // one that ends with a sentence that introduces the next
	costMissing = 10 // each sentence below the least number
)

func passageCost(units []unit, i, j int) int {
	cost := costPassage
	if missing := MinSentences - (j - i + 1); missing > 0 {
		cost += missing * costMissing
	}
	if j == len(units)-1 {
		return cost
	}
	if !units[j].last {
		cost += costTorn
	}
	if units[j].leads {
		cost += costLeads
	}
	return cost
}

func newPassage(a *Article, units []unit, heading string) Passage {
	if head := units[0].head; head.Len() > 0 {
		heading = strings.TrimSpace(heading + "\n" + strings.Join(block.Cells(a.Slice(head)), "\t"))
	}
	p := Passage{Article: a, Heading: heading, Sentences: make([]Span, len(units))}
	for i, u := range units {
		p.Sentences[i] = u.Span
	}
	p.Span = Span{Start: units[0].Start, End: units[len(units)-1].End}
	return p
}
