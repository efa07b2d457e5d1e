package summary

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// arrange orders chosen sentences for reading and returns the paragraph of each.
func arrange(chosen []*sentence, style Style) []int {
	paragraphs := make([]int, len(chosen))
	switch style {
	case Timeline:
		slices.SortStableFunc(chosen, byDay)
	case Discussion:
		slices.SortStableFunc(chosen, func(a, b *sentence) int {
			return cmp.Or(a.article.Published.Compare(b.article.Published), strings.Compare(a.article.ID, b.article.ID))
		})
	default:
		chain(chosen)
	}
	if style == Briefing {
		divide(chosen, paragraphs)
	}
	return paragraphs
}

// chain puts behind each sentence the one most like it among those left, the
// best first: what belongs together stands together.
func chain(chosen []*sentence) {
	byWorth(chosen, Bullets)
	for i := 1; i < len(chosen)-1; i++ {
		best, most := i, -1.0
		for j := i; j < len(chosen); j++ {
			if w := chosen[j].like(chosen[i-1]) + 0.3*chosen[j].worth(Bullets); w > most {
				best, most = j, w
			}
		}
		s := chosen[best]
		copy(chosen[i+1:best+1], chosen[i:best])
		chosen[i] = s
	}
}

// Sentences of a paragraph of a briefing.
const leastParagraph, mostParagraph = 2, 4

// divide begins a new paragraph where a sentence is less like the one before
// than the one behind it is like it.
func divide(chosen []*sentence, paragraphs []int) {
	paragraph, size := 0, 0
	for i, s := range chosen {
		if size >= leastParagraph && len(chosen)-i >= leastParagraph &&
			(size >= mostParagraph || i+1 < len(chosen) && s.like(chosen[i-1]) < s.like(chosen[i+1])) {
			paragraph, size = paragraph+1, 0
		}
		paragraphs[i] = paragraph
		size++
	}
}

// when is the day of what a sentence tells: the first it names, else the day
// its article appeared; nil where neither is known.
func (s *sentence) when() *When {
	if len(s.days) > 0 {
		d := s.days[0]
		return &When{Time: d.Time, Known: d.Known, Yearless: d.Yearless}
	}
	if p := s.article.Published; !p.IsZero() {
		return &When{Time: time.Date(p.Year(), p.Month(), p.Day(), 0, 0, 0, 0, time.UTC), Published: true}
	}
	return nil
}

// byDay orders sentences by the day of what they tell; those of unknown day or
// year come last.
func byDay(a, b *sentence) int {
	x, y := a.when(), b.when()
	return cmp.Or(x.compare(y), a.article.Published.Compare(b.article.Published),
		strings.Compare(a.article.ID, b.article.ID), cmp.Compare(a.span.Start, b.span.Start))
}

// compare orders days; the unknown are after the known, the yearless between.
func (w *When) compare(o *When) int {
	return cmp.Or(cmp.Compare(w.unknown(), o.unknown()), w.time().Compare(o.time()))
}

func (w *When) unknown() int {
	switch {
	case w == nil:
		return 2
	case w.Yearless:
		return 1
	}
	return 0
}

func (w *When) time() time.Time {
	if w == nil {
		return time.Time{}
	}
	return w.Time
}
