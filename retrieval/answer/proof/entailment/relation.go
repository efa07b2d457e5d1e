package entailment

import (
	"cmp"
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// exchangedSides finds a thing behind "than" of the claim that in the quote is the
// one compared with it.
func exchangedSides(a *alignment.Alignment) evidence.Fault {
	for i := range a.Claim.Words {
		at := syntax.Pivot(a.Claim, i)
		if at < 0 || at == i || a.Mirrors {
			continue
		}
		next := a.Claim.AfterWord(at)
		if next < 0 || len(a.To[next]) == 0 || !a.Claim.IsNoun(next) {
			continue
		}
		for j := range a.Quote.Words {
			if a.Quote.Words[j].Lower == "than" && !slices.ContainsFunc(a.To[next], func(q int) bool { return q > j }) {
				return evidence.Relation.At(a.Claim.Words[next].Form)
			}
		}
	}
	return evidence.Fault{}
}

// related finds a word of the claim that says how two things stand to each
// other and that the quote does not have there.
func related(a *alignment.Alignment) (evidence.Fault, bool) {
	if f := cmp.Or(swappedEnds(a), exchangedSides(a)); f.Found() {
		return f, true
	}
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if !slices.Contains(syntax.Relations, w.Class) || converse(a, i) {
			continue
		}
		if relates(a, i) {
			continue
		}
		at := classed(a, w.Class)
		if same := slices.DeleteFunc(slices.Clone(at), func(j int) bool { return a.Quote.Words[j].Lower != w.Lower }); len(same) > 0 {
			at = same
		}
		if w.Class == syntax.Causal {
			at = append(at, causes(a.Quote)...)
		}
		if len(at) == 0 {
			return evidence.Relation.At(w.Form), false
		}
		next := a.Claim.AfterWord(i)
		if next < 0 || len(a.To[next]) == 0 || a.Claim.Words[i+1].Date || a.Claim.Words[next].Segment != w.Segment {
			continue
		}
		follows := func(j int) bool {
			return slices.ContainsFunc(a.To[next], func(q int) bool { return q > j && !crosses(a, j, q, w.Class) })
		}
		if !slices.ContainsFunc(at, follows) {
			return evidence.Relation.At(w.Form), true
		}
	}
	return evidence.Fault{}, false
}

// converse reports whether the quote has the opposite of a relation of the claim,
// and what stands on one side of it there on the other side: "A after B" where
// it says "B before A".
func converse(a *alignment.Alignment, i int) bool {
	if a.Mirrors && alignment.Mirrored(a, i) >= 0 {
		return true
	}
	next, prior := a.Claim.AfterWord(i), a.Claim.BeforeWord(i)
	if next < 0 || prior < 0 {
		return false
	}
	at := classed(a, syntax.Converses[a.Claim.Words[i].Class])
	if a.Claim.Words[i].Class == syntax.After {
		at = append(at, thens(a.Quote)...)
	}
	return slices.ContainsFunc(at, func(j int) bool {
		return slices.ContainsFunc(a.To[next], func(q int) bool { return q < j }) && slices.ContainsFunc(a.To[prior], func(q int) bool { return q > j })
	})
}

// thens are the words by which a second deed follows a first: "kept for a month and then
// removed".
func thens(s *syntax.Sentence) []int {
	var list []int
	for j := 1; j < len(s.Words); j++ {
		switch s.Words[j].Lower {
		case "then", "afterwards", "thereafter":
			if s.Words[j-1].Tag == "CC" {
				list = append(list, j)
			}
		}
	}
	return list
}

// swappedEnds finds a number or a date behind "from" that in the quote stands
// behind "to", or the other way round, and so for a number behind "by".
func swappedEnds(a *alignment.Alignment) evidence.Fault {
	for i := 1; i < len(a.Claim.Words); i++ {
		w, end := &a.Claim.Words[i], a.Claim.Words[i-1].Lower
		if !w.Date && !w.IsNumber || end != "from" && end != "to" && (end != "by" || w.Date) {
			continue
		}
		if ends := endsOf(a.Quote, w); len(ends) > 0 && !slices.Contains(ends, end) {
			return evidence.Relation.At(w.Form)
		}
	}
	return evidence.Fault{}
}

// endsOf lists what stands of "from", "to" and "by" before a number or date.
func endsOf(s *syntax.Sentence, w *syntax.Word) []string {
	var list []string
	for j := 1; j < len(s.Words); j++ {
		q, before := &s.Words[j], s.Words[j-1].Lower
		if same := q.Lower == w.Lower || q.IsNumber && w.IsNumber && q.Number == w.Number; same && (before == "from" || before == "to" || before == "by" && !w.Date) {
			list = append(list, before)
		}
	}
	return list
}

// relates reports whether the relation at i needs no word for itself in the quote:
// a comparative that a synonym says, what stands behind a word that its opposite
// says, "members' income" for "income from members", and "as" for "because".
func relates(a *alignment.Alignment, i int) bool {
	if slices.ContainsFunc(a.To[i], func(q int) bool { return a.Quote.Words[q].IsNumber }) || saidThere(a, i) {
		return true // more than forty
	}
	if (a.Claim.Words[i].Tag == "JJR" || a.Claim.Words[i].Tag == "RBR") && len(a.To[i]) > 0 && a.Quote.Words[a.To[i][0]].Class == syntax.Open {
		return true
	}
	next, prior := a.Claim.AfterWord(i), a.Claim.BeforeWord(i)
	if next < 0 || prior < 0 {
		return false
	}
	if prior == i-1 && a.Opposite[prior] >= 0 && slices.Contains(a.To[prior], a.Opposite[prior]) {
		return true
	}
	return a.Claim.Words[i].Class == syntax.Source && slices.ContainsFunc(a.To[prior], func(p int) bool {
		for q := max(0, p-2); q < p; q++ {
			if alignment.Compare(&a.Claim.Words[next], &a.Quote.Words[q]) == alignment.Says {
				return true
			}
		}
		return false
	})
}

// causes lists the words that give a reason here and not elsewhere: "over" without
// a number, "as" before a clause behind a comma.
func causes(s *syntax.Sentence) []int {
	var list []int
	for j := 1; j+1 < len(s.Words); j++ {
		reason := s.Words[j].Lower == "as" && s.Words[j].Tag == "IN" && s.Words[j].Segment != s.Words[j-1].Segment && slices.ContainsFunc(s.Words[j:syntax.SegmentEnd(s, j)], func(w syntax.Word) bool { return syntax.IsToBe(w.Lower) || w.Tag == "VBD" || w.Tag == "VBZ" })
		if reason || s.Words[j].Lower == "over" && !s.Words[j+1].IsNumber && s.IsNoun(j-1) {
			list = append(list, j)
		}
	}
	return list
}

// classed lists the words of the quote with a class.
func classed(a *alignment.Alignment, c syntax.Class) []int {
	var list []int
	for j := range a.Quote.Words {
		if a.Quote.Words[j].Class == c {
			list = append(list, j)
		}
	}
	return list
}

// crosses reports whether another word of relation stands between j and q.
func crosses(a *alignment.Alignment, j, q int, c syntax.Class) bool {
	for m := j + 1; m < q; m++ {
		if k := a.Quote.Words[m].Class; k != c && slices.Contains(syntax.Relations, k) {
			return true
		}
	}
	return false
}
