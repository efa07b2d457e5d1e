package proof

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/entailment"
	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text"
)

// joint are two sentences of the quotes read as one, for claims that rest on both: a sum.
func (j *judge) joint() []*syntax.Sentence {
	var all []*syntax.Sentence
	for n, p := range j.quotes {
		for _, q := range j.quotes[n+1:] {
			if len(j.quotes) <= mostJoined && len(p.Text.Quantities()) > 0 && len(q.Text.Quantities()) > 0 {
				all = append(all, syntax.ReadSentence(strings.TrimRight(p.Raw, ". \n")+"; "+strings.TrimSpace(q.Raw), p.Quote))
			}
		}
	}
	return all
}

// mostJoined bounds the sentences that are read in pairs.
const mostJoined = 6

// reckons reports whether a sentence of the claim may rest on the numbers of several:
// it has one that no quote has and that is the sum of some.
func (j *judge) reckons(s *syntax.Sentence) bool {
	for i := range s.Words {
		if w := &s.Words[i]; w.IsNumber && !w.Date && !slices.ContainsFunc(j.quotes, func(q *syntax.Sentence) bool {
			return slices.ContainsFunc(q.Words, func(o syntax.Word) bool { return alignment.SameQuantity(w, &o) })
		}) {
			return true
		}
	}
	return false
}

// inSequence reports whether a sentence of the claim says of two deeds which came
// first, and two sentences of the quotes each say one and its day.
func (j *judge) inSequence(s *syntax.Sentence) bool {
	for i := 1; i+1 < len(s.Words); i++ {
		c := s.Words[i].Class
		if c != syntax.Before && c != syntax.After || s.Words[i].Lower == "since" || s.Words[i].Lower == "until" {
			continue
		}
		first, ok := j.dayOf(s.Part(0, i))
		second, also := j.dayOf(s.Part(i+1, len(s.Words)))
		if ok && also && (c == syntax.Before && first.Before(second.Time) || c == syntax.After && second.Before(first.Time)) {
			return true
		}
	}
	return false
}

// dayOf is the only day that the sentence of a quote which bears p out gives.
func (j *judge) dayOf(p *syntax.Sentence) (text.Day, bool) {
	for _, q := range j.quotes {
		if f, _ := entailment.Check(alignment.Align(p, q, j.Passages)); f.Found() || q.Quote < 0 {
			continue
		}
		if days := text.Days(q.Raw, j.Quotes[q.Quote].Published); len(days) == 1 && days[0].Known == text.ToTheDay && !days[0].Yearless {
			return days[0], true
		}
	}
	return text.Day{}, false
}
