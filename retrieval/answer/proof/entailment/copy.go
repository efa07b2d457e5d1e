package entailment

import (
	"cmp"
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// copied is the share of a claim's words that stand in the quote in the same
// order, for the claim to be a copy that was changed.
const copied = 0.7

// weighty are the classes of words that no copy may add, drop or exchange.
var weighty = []syntax.Class{syntax.Negative, syntax.Condition, syntax.Doubtful, syntax.Required, syntax.Advised, syntax.Undone, syntax.Hearsay, syntax.Every, syntax.Only, syntax.Most, syntax.Some, syntax.Few, syntax.Nearly, syntax.Order,
	syntax.More, syntax.Less, syntax.Before, syntax.After, syntax.Causal, syntax.Despite, syntax.Against, syntax.Source}

// changed finds, in a claim that is all but a copy of the quote, a word by which
// it was made to say something else: a "not", a condition, a speaker or a
// quantity that came in or fell out, a name that moved. A claim may be less sure
// than its quote.
func changed(a *alignment.Alignment) (evidence.Fault, bool) {
	if !isCopy(a) {
		return evidence.Fault{}, false
	}
	if f := cmp.Or(exchanged(a), tookPlace(a)); f.Found() {
		return f, true
	}
	if f, opposed := weightier(a); f.Found() {
		return f, opposed
	}
	return moved(a)
}

// weightier finds a word of grammar that the claim has more often than the quote, or
// the quote than the claim.
func weightier(a *alignment.Alignment) (evidence.Fault, bool) {
	added, dropped := differences(a)
	for _, c := range weighty {
		if (c == syntax.Negative || c == syntax.Undone) && (inverted(a) || declined(a) || syntax.AnyHardly(a.Quote) || syntax.AnyHardly(a.Claim)) {
			continue
		}
		if len(added[c]) > len(dropped[c]) {
			return kindOf(c).At(added[c][0]), c == syntax.Negative
		}
		if len(dropped[c]) > len(added[c]) {
			return kindOf(c).At(dropped[c][0]), c == syntax.Negative || c == syntax.Undone
		}
	}
	for _, c := range []syntax.Class{syntax.Possible, syntax.Likely, syntax.Planned, syntax.Saying} {
		if len(dropped[c]) > len(added[c]) && !lessSure(added, c) {
			return kindOf(c).At(dropped[c][0]), false
		}
	}
	return evidence.Fault{}, false
}

// lessSure reports whether the claim has added what is no surer than a class that it drops.
func lessSure(added map[syntax.Class][]string, c syntax.Class) bool {
	return (c == syntax.Likely || c == syntax.Planned) && len(added[syntax.Possible])+len(added[syntax.Planned]) > 0
}

func isCopy(a *alignment.Alignment) bool {
	n := 0
	for _, j := range a.Pair {
		if j >= 0 {
			n++
		}
	}
	return float64(n) >= copied*float64(len(a.Pair)) && len(a.Pair) > 0
}

// differences lists the words of grammar that stand in one of the two only, by
// class. What the quote says before the claim's first word or behind its last
// counts only where it binds the rest.
func differences(a *alignment.Alignment) (added, dropped map[syntax.Class][]string) {
	added, dropped = map[syntax.Class][]string{}, map[syntax.Class][]string{}
	paired := make([]bool, len(a.Quote.Words))
	first, last := len(a.Quote.Words), -1
	for i, j := range a.Pair {
		w := &a.Claim.Words[i]
		if adds(a, i, j) {
			added[w.Class] = append(added[w.Class], w.Form)
		}
		if j >= 0 {
			paired[j] = true
			first, last = min(first, j), max(last, j)
		}
	}
	if n := len(a.Pair); a.Pair[n-1] < 0 {
		last = len(a.Quote.Words) // the end was exchanged
	}
	for j := range a.Quote.Words {
		w := &a.Quote.Words[j]
		outside := j < first && !leads(a, j, first) || j > last && !trails(a, j)
		if !paired[j] && !outside && !mayDrop(a, j) {
			dropped[w.Class] = append(dropped[w.Class], w.Form)
		}
	}
	return added, dropped
}

// adds reports whether word i of the claim has a class that the quote's word j, which
// is -1 where there is none, has not.
func adds(a *alignment.Alignment, i, j int) bool {
	c := a.Claim.Words[i].Class
	if j >= 0 {
		return c == syntax.Planned && a.Quote.Words[j].Class != syntax.Planned
	}
	return !slices.Contains(syntax.Relations, c) || !relates(a, i) && !converse(a, i)
}

// repeatsNext reports whether the claim says what stands behind the word of
// relation at j: else it leaves out both.
func repeatsNext(a *alignment.Alignment, j int) bool {
	k := a.Quote.AfterWord(j)
	return k < 0 || alignment.Repeats(a, k)
}

// coversSaid reports whether the word of certainty at j covers a verb or the like
// that the claim says.
func coversSaid(a *alignment.Alignment, j int) bool {
	for k := range a.Quote.Words {
		if k != j && alignment.Repeats(a, k) && !syntax.Divided(a.Quote, min(j, k), max(j, k)) && (a.Quote.Predicates(k) || k > j) {
			return true
		}
	}
	return false
}

// mayDrop reports whether a claim may leave out the word of grammar at j, since it
// says the same otherwise, or leaves out what the word is about too.
func mayDrop(a *alignment.Alignment, j int) bool {
	switch c := a.Quote.Words[j].Class; {
	case c == syntax.Every:
		return distributes(a, j)
	case c == syntax.Nearly:
		return !repeatsNext(a, j)
	case c == syntax.Saying:
		return slices.ContainsFunc(a.Quote.Reports(), func(r syntax.Report) bool { return r.Verb == j && keepsSpeaker(a, r) })
	case slices.Contains(syntax.Relations, c):
		return !repeatsNext(a, j) || toldThere(a, j)
	case c == syntax.Condition:
		return toldThere(a, j) && !syntax.HoldsClass(a.Claim, c, 0, len(a.Claim.Words)) // "whether" for "if"
	case slices.Contains(syntax.Certainties, c):
		return !coversSaid(a, j)
	}
	return false
}

// distributes reports whether the claim has "an hour" for "each hour" at j.
func distributes(a *alignment.Alignment, j int) bool {
	for i := 1; i < len(a.Claim.Words); i++ {
		if !slices.Contains(a.To[i], j+1) {
			continue
		}
		switch a.Claim.Words[i-1].Lower {
		case "a", "an", "per":
			return true
		}
	}
	return false
}

// declined reports whether some verb of the claim such as "decline" stands for a
// "not" of the quote.
func declined(a *alignment.Alignment) bool {
	for i := range a.Claim.Words {
		if len(a.To[i]) == 0 && Declines(a, i) {
			return true
		}
	}
	return false
}

// leads reports whether word j, before what a claim says, binds it: a condition or
// a speaker over a comma, a "not" or "some" in the same part of the sentence.
func leads(a *alignment.Alignment, j, first int) bool {
	c := a.Quote.Words[j].Class
	if c == syntax.Saying {
		return slices.ContainsFunc(a.Quote.Reports(), func(r syntax.Report) bool {
			return r.Verb == j && slices.ContainsFunc(a.Pair, func(q int) bool { return r.From <= q && q < r.To && a.Quote.Predicates(q) })
		})
	}
	if c == syntax.Condition {
		return true
	}
	return a.Quote.Words[j].Segment == a.Quote.Words[first].Segment && !slices.Contains(syntax.Relations, c)
}

// keepsSpeaker reports whether the claim has something said by whom the quote has
// say it.
func keepsSpeaker(a *alignment.Alignment, r syntax.Report) bool {
	return slices.ContainsFunc(a.Claim.Reports(), func(m syntax.Report) bool {
		return slices.ContainsFunc(m.Speaker, func(k int) bool {
			return slices.ContainsFunc(a.To[k], func(q int) bool { return slices.Contains(r.Speaker, q) })
		})
	})
}

// trails reports whether word j, behind what a claim says, binds it: a condition,
// a speaker, a doubt.
func trails(a *alignment.Alignment, j int) bool {
	last := slices.Max(a.Pair)
	c := a.Quote.Words[j].Class
	return slices.Contains([]syntax.Class{syntax.Condition, syntax.Saying, syntax.Hearsay}, c) || c == syntax.Negative && a.Quote.Words[j].Segment == a.Quote.Words[last].Segment && a.Quote.Words[j-1].Lower != "but" && !syntax.Divided(a.Quote, last, j)
}

// kindOf is the kind of fault that a class makes.
func kindOf(c syntax.Class) evidence.Kind {
	switch c {
	case syntax.Negative:
		return evidence.Negation
	case syntax.Condition:
		return evidence.Condition
	case syntax.Saying:
		return evidence.Speaker
	case syntax.Possible, syntax.Likely, syntax.Doubtful, syntax.Required, syntax.Advised, syntax.Planned, syntax.Hearsay, syntax.Undone:
		return evidence.Strength
	case syntax.Every, syntax.Only, syntax.Most, syntax.Some, syntax.Few, syntax.Nearly, syntax.Order:
		return evidence.Quantity
	}
	return evidence.Relation
}
