package proof

import (
	"cmp"
	"slices"

	"footnote/retrieval/answer/proof/evidence"
)

// copied is the share of a claim's words that stand in the quote in the same
// order, for the claim to be a copy that was changed.
const copied = 0.7

// weighty are the classes of words that no copy may add, drop or exchange.
var weighty = []class{negative, condition, doubtful, required, undone, hearsay, every, only, most, some, few, nearly, order,
	more, less, before, after, causal, despite, against, source}

// changed finds, in a claim that is all but a copy of the quote, a word by which
// it was made to say something else: a "not", a condition, a speaker or a
// quantity that came in or fell out, a name that moved. A claim may be less sure
// than its quote.
func (a *alignment) changed() (evidence.Fault, bool) {
	if !isCopy(a) {
		return evidence.Fault{}, false
	}
	if f := cmp.Or(exchanged(a), tookPlace(a), putAhead(a)); f.Found() {
		return f, true
	}
	if f, opposed := weightier(a); f.Found() {
		return f, opposed
	}
	return a.moved()
}

// weightier finds a word of grammar that the claim has more often than the quote, or
// the quote than the claim.
func weightier(a *alignment) (evidence.Fault, bool) {
	added, dropped := a.differences()
	for _, c := range weighty {
		if (c == negative || c == undone) && (inverted(a) || a.declined() || anyHardly(a.quote) || anyHardly(a.claim)) {
			continue
		}
		if len(added[c]) > len(dropped[c]) {
			return kindOf(c).At(added[c][0]), c == negative
		}
		if len(dropped[c]) > len(added[c]) {
			return kindOf(c).At(dropped[c][0]), c == negative || c == undone
		}
	}
	for _, c := range []class{possible, planned, saying} {
		if len(dropped[c]) > len(added[c]) && (c != planned || len(added[possible])+len(added[planned]) == 0) {
			return kindOf(c).At(dropped[c][0]), false
		}
	}
	return evidence.Fault{}, false
}

func isCopy(a *alignment) bool {
	n := 0
	for _, j := range a.pair {
		if j >= 0 {
			n++
		}
	}
	return float64(n) >= copied*float64(len(a.pair)) && len(a.pair) > 0
}

// differences lists the words of grammar that stand in one of the two only, by
// class. What the quote says before the claim's first word or behind its last
// counts only where it binds the rest.
func (a *alignment) differences() (added, dropped map[class][]string) {
	added, dropped = map[class][]string{}, map[class][]string{}
	paired := make([]bool, len(a.quote.words))
	first, last := len(a.quote.words), -1
	for i, j := range a.pair {
		w := &a.claim.words[i]
		if adds(a, i, j) {
			added[w.class] = append(added[w.class], w.form)
		}
		if j >= 0 {
			paired[j] = true
			first, last = min(first, j), max(last, j)
		}
	}
	if n := len(a.pair); a.pair[n-1] < 0 {
		last = len(a.quote.words) // the end was exchanged
	}
	for j := range a.quote.words {
		w := &a.quote.words[j]
		outside := j < first && !a.leads(j, first) || j > last && !a.trails(j)
		if !paired[j] && !outside && !mayDrop(a, j) {
			dropped[w.class] = append(dropped[w.class], w.form)
		}
	}
	return added, dropped
}

// adds reports whether word i of the claim has a class that the quote's word j, which
// is -1 where there is none, has not.
func adds(a *alignment, i, j int) bool {
	c := a.claim.words[i].class
	if j >= 0 {
		return c == planned && a.quote.words[j].class != planned
	}
	return !slices.Contains(relations, c) || !a.relates(i) && !a.converse(i)
}

// conversed reports whether the claim has the opposite of the relation at j, the
// other way round.
func (a *alignment) conversed(j int) bool {
	for i := range a.claim.words {
		if slices.Contains(relations, a.claim.words[i].class) && converses[a.claim.words[i].class] == a.quote.words[j].class && a.converse(i) {
			return true
		}
	}
	return false
}

// repeatsNext reports whether the claim says what stands behind the word of
// relation at j: else it leaves out both.
func (a *alignment) repeatsNext(j int) bool {
	k := a.quote.afterWord(j)
	return k < 0 || repeats(a, k)
}

// coversSaid reports whether the word of certainty at j covers a verb or the like
// that the claim says.
func (a *alignment) coversSaid(j int) bool {
	for k := range a.quote.words {
		if k != j && repeats(a, k) && !divided(a.quote, min(j, k), max(j, k)) && (a.quote.predicates(k) || k > j) {
			return true
		}
	}
	return false
}

// mayDrop reports whether a claim may leave out the word of grammar at j, since it
// says the same otherwise, or leaves out what the word is about too.
func mayDrop(a *alignment, j int) bool {
	switch c := a.quote.words[j].class; {
	case c == every:
		return a.distributes(j)
	case c == only:
		that := func(w word) bool { return w.lower == "that" }
		return j+1 < len(a.quote.words) && that(a.quote.words[j+1]) && slices.ContainsFunc(a.claim.words, that) // said only that
	case a.quote.words[j].lower == "without":
		return c == negative && !a.repeatsNext(j)
	case c == saying:
		return slices.ContainsFunc(a.quote.reports(), func(r report) bool { return r.verb == j && a.keepsSpeaker(r) })
	case slices.Contains(relations, c):
		return !a.repeatsNext(j) || a.conversed(j)
	case slices.Contains(certainties, c):
		return !a.coversSaid(j)
	}
	return false
}

// distributes reports whether the claim has "an hour" for "each hour" at j.
func (a *alignment) distributes(j int) bool {
	for i := 1; i < len(a.claim.words); i++ {
		if !slices.Contains(a.to[i], j+1) {
			continue
		}
		switch a.claim.words[i-1].lower {
		case "a", "an", "per":
			return true
		}
	}
	return false
}

// declined reports whether some verb of the claim such as "decline" stands for a
// "not" of the quote.
func (a *alignment) declined() bool {
	for i := range a.claim.words {
		if len(a.to[i]) == 0 && a.declines(i) {
			return true
		}
	}
	return false
}

// leads reports whether word j, before what a claim says, binds it: a condition or
// a speaker over a comma, a "not" or "some" in the same part of the sentence.
func (a *alignment) leads(j, first int) bool {
	c := a.quote.words[j].class
	if c == saying {
		return slices.ContainsFunc(a.quote.reports(), func(r report) bool {
			return r.verb == j && slices.ContainsFunc(a.pair, func(q int) bool { return r.from <= q && q < r.to && a.quote.predicates(q) })
		})
	}
	if c == condition {
		return true
	}
	return a.quote.words[j].segment == a.quote.words[first].segment && !slices.Contains(relations, c)
}

// keepsSpeaker reports whether the claim has something said by whom the quote has
// say it.
func (a *alignment) keepsSpeaker(r report) bool {
	return slices.ContainsFunc(a.claim.reports(), func(m report) bool {
		return slices.ContainsFunc(m.speaker, func(k int) bool {
			return slices.ContainsFunc(a.to[k], func(q int) bool { return slices.Contains(r.speaker, q) })
		})
	})
}

// trails reports whether word j, behind what a claim says, binds it: a condition,
// a speaker, a doubt.
func (a *alignment) trails(j int) bool {
	last := slices.Max(a.pair)
	c := a.quote.words[j].class
	return slices.Contains([]class{condition, saying, hearsay}, c) || c == negative && a.quote.words[j].segment == a.quote.words[last].segment && a.quote.words[j-1].lower != "but" && !divided(a.quote, last, j)
}

// kindOf is the kind of fault that a class makes.
func kindOf(c class) evidence.Kind {
	switch c {
	case negative:
		return evidence.Negation
	case condition:
		return evidence.Condition
	case saying:
		return evidence.Speaker
	case possible, doubtful, required, planned, hearsay, undone:
		return evidence.Strength
	case every, only, most, some, few, nearly, order:
		return evidence.Quantity
	}
	return evidence.Relation
}
