package entailment

import (
	"strings"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/facts"
	"footnote/retrieval/answer/proof/syntax"
)

// dates finds a date of the claim that this sentence of the quote neither names
// nor implies by the day of publication.
func dates(a *alignment.Alignment) evidence.Fault {
	q := evidence.Quote{Text: a.Quote.Raw}
	if a.Quote.Quote >= 0 {
		q.Published = a.Known.Quotes[a.Quote.Quote].Published
	}
	e := evidence.Evidence{Quotes: []evidence.Quote{q}}
	if f := facts.Dates(a.Claim.Text, a.Quote.Text, e); f.Found() {
		return f
	}
	if f := otherPeriod(a); f.Found() {
		return f
	}
	if f := refusedDate(a); f.Found() {
		return f
	}
	days, times := facts.DatesOf(e), map[float64]int{}
	for _, q := range a.Quote.Text.Quantities() {
		times[q.Value]++
	}
	for i, w := range a.Claim.Words {
		if !w.Date || !w.IsNumber {
			continue
		}
		if times[w.Number]--; times[w.Number] < 0 && !days.Number(w.Number) {
			return evidence.Date.At(a.Claim.Words[i].Form)
		}
	}
	return evidence.Fault{}
}

// otherPeriod finds a week, month or the like of the claim that lies ahead and in the
// quote lies back, or the other way round.
func otherPeriod(a *alignment.Alignment) evidence.Fault {
	for i := 1; i < len(a.Claim.Words); i++ {
		w, side := &a.Claim.Words[i], lies(a.Claim.Words[i-1].Lower)
		if side == 0 || !syntax.Calendar[strings.TrimSuffix(w.Lower, "'s")] {
			continue
		}
		for q := 1; q < len(a.Quote.Words); q++ {
			if a.Quote.Words[q].Term == w.Term && lies(a.Quote.Words[q-1].Lower) == -side {
				return evidence.Date.At(a.Claim.Words[i-1].Form)
			}
		}
	}
	return evidence.Fault{}
}

// refusedDate finds a day or month of the claim that the quote has behind "not" alone:
// "on Friday, not on Thursday".
func refusedDate(a *alignment.Alignment) evidence.Fault {
	for i, w := range a.Claim.Words {
		if !w.Date || w.IsNumber || syntax.Refused(a.Claim, i) {
			continue
		}
		said, refused := false, false
		for q, o := range a.Quote.Words {
			if o.Term == w.Term {
				no := syntax.Refused(a.Quote, q)
				said, refused = said || !no, refused || no
			}
		}
		if refused && !said {
			return evidence.Date.At(w.Form)
		}
	}
	return evidence.Fault{}
}

// lies is 1 for what lies ahead, "next week", -1 for what lies back, else 0.
func lies(lower string) int {
	switch lower {
	case "next", "coming", "upcoming":
		return 1
	case "last", "past", "previous":
		return -1
	}
	return 0
}
