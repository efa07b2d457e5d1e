package summary

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"footnote/retrieval/answer/injection"
	"footnote/retrieval/text"
)

// What makes a sentence worth a line; the shares add up to 1.
const (
	byCentre = 0.4
	byTopic  = 0.35
	byPlace  = 0.25
	// soon is the place in an article, in passages, at which byPlace is halved.
	soon = 4.0
	// likeCost is what likeness to a chosen line costs.
	likeCost = 0.35
	// dayGain is what a day of its own adds to a sentence in a time line.
	dayGain = 0.35
	// undated is what is left of the worth of one that names no day.
	undated = 0.6
	// topical is how much about the topic a sentence must be for all of that.
	topical = 0.4
)

// worth is what a sentence is worth by itself, 0..1.
func (s *sentence) worth(style Style) float64 {
	w := byCentre*s.central + byTopic*s.topic + byPlace*soon/(soon+float64(s.place))
	switch {
	case style == Timeline && s.dated():
		w += dayGain * min(1, s.topic/topical)
	case style == Timeline:
		w *= undated
	}
	return min(1, max(0, w-s.doubt))
}

// least is the worth below which a sentence is not taken, however few there are.
const least = 0.25

// choose takes up to n sentences that together tell most: greedily the one that
// adds most to the sum, over articles, of the square root of what their
// sentences are worth, less its likeness to what is taken.
func choose(all []*sentence, n int, style Style) []*sentence {
	if style == Timeline {
		all = timely(all, n)
	}
	var left []*choice
	for _, s := range all {
		if w := s.worth(style); w >= least {
			left = append(left, &choice{sentence: s, worth: w, part: s.part(style)})
		}
	}
	taken := map[string]float64{}
	var chosen []*sentence
	for len(chosen) < n && len(left) > 0 {
		best := left[0]
		for _, c := range left[1:] {
			if c.gain(taken) > best.gain(taken) {
				best = c
			}
		}
		if best.gain(taken) <= 0 {
			break
		}
		if injection.IsOrder(best.text) { // asked of the few that come so far: it takes its time
			left = slices.DeleteFunc(left, func(c *choice) bool { return c == best })
			continue
		}
		taken[best.part] += best.worth
		chosen = append(chosen, best.sentence)
		left = slices.DeleteFunc(left, func(c *choice) bool { return c == best || c.repeats(best.sentence) })
		for _, c := range left {
			c.near = max(c.near, c.like(best.sentence))
		}
	}
	return chosen
}

// choice is a sentence that may still be taken, with what it is worth, what it
// counts to, and its likeness to the taken one it is most like.
type choice struct {
	*sentence
	worth float64
	part  string
	near  float64
}

// gain is what taking it adds; taken is what was taken of each part.
func (c *choice) gain(taken map[string]float64) float64 {
	return math.Sqrt(taken[c.part]+c.worth) - math.Sqrt(taken[c.part]) - likeCost*c.worth*c.near
}

// mostSupport is how many further footnotes a line gets.
const mostSupport = 2

// support finds sentences of others that bear a chosen one out by themselves.
func support(s *sentence, all []*sentence) []*sentence {
	var found []*sentence
	for _, o := range all {
		if len(found) == mostSupport {
			break
		}
		if o.group == s.group || slices.ContainsFunc(found, func(f *sentence) bool { return f.group == o.group }) {
			continue
		}
		if o.repeats(s) && o.supports(s) && !injection.IsOrder(o.text) {
			found = append(found, o)
		}
	}
	return found
}

// byWorth puts the best first; equals stand in order of article and place.
func byWorth(all []*sentence, style Style) {
	slices.SortStableFunc(all, func(a, b *sentence) int {
		return cmp.Or(cmp.Compare(b.worth(style), a.worth(style)),
			strings.Compare(a.article.ID, b.article.ID), cmp.Compare(a.span.Start, b.span.Start))
	})
}

// part is what a sentence counts to: its article, or in a time line its day.
func (s *sentence) part(style Style) string {
	if style == Timeline {
		return s.day()
	}
	return s.group
}

// dated tells whether the sentence names a day.
func (s *sentence) dated() bool { return len(s.days) > 0 && s.days[0].Known == text.ToTheDay }

// timely keeps the sentences for a time line of n: those whose day is known and
// that are about the topic, since a day alone makes nothing relevant;
// only where they are too few the others too.
func timely(all []*sentence, n int) []*sentence {
	kept := slices.DeleteFunc(slices.Clone(all), func(s *sentence) bool { return s.when() == nil || s.topic < relevant || s.worth(Timeline) < least })
	if len(kept) < min(n, fewDates) {
		return all
	}
	return kept
}

// relevant is how much about the topic a line of a time line is at the least.
const relevant = 0.18

// fewDates is how many dated sentences make a time line.
const fewDates = 3
