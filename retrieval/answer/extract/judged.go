package extract

import "slices"

// Judged is a sentence that could have been chosen.
type Judged struct {
	Article string `json:"article"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
	// Evidence is how likely the sentence answers the question, 0..1, and
	// Needed what it takes to be shown.
	Evidence float64 `json:"evidence"`
	Needed   float64 `json:"needed"`
	Kept     bool    `json:"kept"`
	Verdict  Verdict `json:"verdict"`
}

// Verdict says why a sentence was chosen or not.
type Verdict string

// The verdicts.
const (
	Chosen      Verdict = "chosen"
	TooWeak     Verdict = "too weak"
	SameFact    Verdict = "same fact"
	AddsNothing Verdict = "adds nothing"
)

// mostJudged is how many sentences a result tells of: beyond them nothing is near.
const mostJudged = 12

// judged tells what became of the best sentences.
func judged(ranked, chosen []*candidate) []Judged {
	var list []Judged
	for _, c := range ranked[:min(len(ranked), mostJudged)] {
		v := c.verdict(chosen)
		list = append(list, Judged{Article: c.article().ID, Start: c.quote.Start, End: c.quote.End, Text: c.article().Slice(c.quote),
			Evidence: c.evidence(), Needed: c.judgedBy().Threshold, Kept: v == Chosen, Verdict: v})
	}
	return list
}

func (c *candidate) verdict(chosen []*candidate) Verdict {
	switch {
	case slices.Contains(chosen, c):
		return Chosen
	case !c.answers():
		return TooWeak
	case slices.ContainsFunc(chosen, func(o *candidate) bool { return o.overlaps(c) || similarity(o.sentence, c.sentence) >= sameFact }):
		return SameFact
	}
	return AddsNothing
}
