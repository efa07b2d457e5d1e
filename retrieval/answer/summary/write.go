package summary

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/locale"
	"footnote/retrieval/text"
)

// shownPassages is how many passages a model is shown, as far as they fit.
const shownPassages = 40

// ask has the model write from the passages with the best sentences.
func (e *Engine) ask(ctx context.Context, r Request, all []*sentence) (Summary, error) {
	hits := passagesFor(all, r.Style)
	topic := cmp.Or(r.Topic, "what these passages report")
	a, err := e.writer.Summarise(ctx, answer.Topic{Text: topic, Style: string(r.Style), Lines: r.Lines, Language: r.Language, Guild: r.Guild}, hits)
	if err != nil {
		return Summary{}, err
	}
	s := Summary{Mode: a.Mode, Citations: a.Citations, Language: a.Language, Model: a.Model, Tokens: a.Tokens, Dropped: a.Dropped}
	if spoken := languageOf(hits); a.Language != spoken {
		s.Foreign = a.Language
	}
	for i, c := range a.Claims[:min(len(a.Claims), r.Lines)] {
		s.Lines = append(s.Lines, Line{Text: c.Text, Citations: c.Citations, When: whenOf(c, a.Citations), Paragraph: i / 3})
	}
	if r.Style == Timeline {
		slices.SortStableFunc(s.Lines, func(a, b Line) int { return a.When.compare(b.When) })
	}
	if r.Style != Briefing {
		for i := range s.Lines {
			s.Lines[i].Paragraph = 0
		}
	}
	return s, nil
}

// passagesFor takes the passages of the best sentences, of each article in
// turn, so that none is crowded out.
func passagesFor(all []*sentence, style Style) []retrieval.Hit {
	ordered := slices.Clone(all)
	byWorth(ordered, style)
	rounds, seen := map[string]int{}, map[*corpus.Passage]bool{}
	type turn struct {
		hit   retrieval.Hit
		round int
	}
	var turns []turn
	for _, s := range ordered {
		if seen[s.passage] {
			continue
		}
		seen[s.passage] = true
		turns = append(turns, turn{retrieval.Hit{Passage: s.passage, Score: s.worth(style)}, rounds[s.group]})
		rounds[s.group]++
	}
	slices.SortStableFunc(turns, func(a, b turn) int { return cmp.Compare(a.round, b.round) })
	var hits []retrieval.Hit
	for _, t := range turns[:min(len(turns), shownPassages)] {
		hits = append(hits, t.hit)
	}
	return hits
}

// whenOf is the day of what a model's line tells: of the days its quotes name
// the one the line names too, else the first of them, else that of publication.
func whenOf(c answer.Claim, citations []answer.Citation) *When {
	var days []text.Day
	var published time.Time
	for _, n := range c.Citations {
		q := citations[n-1]
		day, _ := time.Parse(time.DateOnly, q.Published) // zero where it is unknown
		if published.IsZero() {
			published = day
		}
		days = append(days, text.Days(q.Quote, day)...)
	}
	for _, told := range text.Days(c.Text, published) {
		for _, d := range days {
			if d.Time.Equal(told.Time) {
				return &When{Time: d.Time, Known: d.Known, Yearless: d.Yearless}
			}
		}
	}
	switch {
	case len(days) > 0:
		return &When{Time: days[0].Time, Known: days[0].Known, Yearless: days[0].Yearless}
	case !published.IsZero():
		return &When{Time: published, Published: true}
	}
	return nil
}

// languageOf is the language of the passages as package answer tells it.
func languageOf(hits []retrieval.Hit) string {
	if len(hits) == 0 {
		return ""
	}
	return locale.OfText(strings.TrimSpace(hits[0].Passage.Text()))
}
