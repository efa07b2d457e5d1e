package alignment

import (
	"slices"

	"footnote/retrieval/answer/proof/syntax"
)

// addUp bears numbers of the claim by those of the quote of which they are the sum: of
// the same things, of which the claim says all that the quote says was done.
func addUp(a *Alignment) {
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if !w.IsNumber || w.Date || len(a.To[i]) > 0 {
			continue
		}
		_, noun := syntax.CountedNoun(a.Claim, i)
		var parts []int
		for p := range a.Quote.Words {
			if isAddend(a, p, noun, w.Unit) {
				parts = append(parts, p)
			}
		}
		sum, named := 0.0, false
		for _, p := range parts {
			sum += a.Quote.Words[p].Number
			from, _ := syntax.CountedNoun(a.Quote, p)
			named = named || from >= 0
		}
		if len(parts) < 2 || sum != w.Number || !named && w.Unit == "" {
			continue
		}
		a.To[i] = parts
		bearVerbs(a, parts)
	}
}

// bearVerbs bears the verb of the claim by that of each number that is added up.
func bearVerbs(a *Alignment, parts []int) {
	for _, p := range parts {
		v := syntax.Governor(a.Quote, p)
		for k := range a.Claim.Words {
			if v >= 0 && len(a.To[k]) > 0 && a.Claim.Words[k].Term == a.Quote.Words[v].Term && !slices.Contains(a.To[k], v) {
				a.To[k] = append(a.To[k], v)
			}
		}
	}
}

// isAddend reports whether the number at p of the quote counts, or leaves out behind
// another that counts, what the claim counts at noun, and the claim says its verb.
func isAddend(a *Alignment, p, noun int, unit string) bool {
	q := &a.Quote.Words[p]
	if !q.IsNumber || q.Date || q.Unit != unit || q.Class == syntax.Order {
		return false
	}
	if p > 0 && (a.Quote.Words[p-1].Tag == "TO" || a.Quote.Words[p-1].Lower == "from") || p+1 < len(a.Quote.Words) && a.Quote.Words[p+1].Tag == "TO" {
		return false // a range
	}
	if v := syntax.Governor(a.Quote, p); v >= 0 && !Repeats(a, v) && !saysPassive(a, v) {
		return false
	}
	if noun < 0 {
		return unit != ""
	}
	from, to := syntax.CountedNoun(a.Quote, p)
	if from < 0 {
		return true
	}
	return Compare(&a.Claim.Words[noun], &a.Quote.Words[to]) == Says
}

// saysPassive reports whether the claim has the verb at v of the quote in a form that
// reads as an adjective: "injured".
func saysPassive(a *Alignment, v int) bool {
	return slices.ContainsFunc(a.Claim.Words, func(w syntax.Word) bool { return w.Term == a.Quote.Words[v].Term })
}
