package proof

import "slices"

// negations counts the words that negate word i: those before it in its part of
// the sentence, and verbs such as "refuse" whose object it is.
func (s *sentence) negations(i int) int {
	n := 0
	for k := i - 1; k >= 0; k-- {
		w := &s.words[k]
		if s.parted(k, i) {
			break
		}
		switch {
		case w.class == negative && !s.softened(k):
			n++
		case w.class == undone && s.governs(k, i):
			n++
		}
	}
	return n
}

// parted reports whether what stands at k can no longer cover word i: a mark
// of punctuation or a conjunction that begins a new clause stands between.
func (s *sentence) parted(k, i int) bool {
	if s.words[k].segment != s.words[i].segment {
		return true
	}
	for m := k + 1; m < i; m++ {
		switch s.words[m].lower {
		case "but", "because", "although", "though", "while", "whereas", "which", "who", "after", "before", "until", "if", "unless", "since":
			return true
		}
	}
	return false
}

// softened reports whether a negation negates no fact: "not only".
func (s *sentence) softened(k int) bool {
	return k+1 < len(s.words) && s.words[k+1].class == only
}

// governs reports whether verb k has the verb or noun at i for its object:
// nothing but words of grammar and one other stand between.
func (s *sentence) governs(k, i int) bool {
	between := 0
	for m := k + 1; m < i; m++ {
		if s.words[m].class == open {
			between++
		}
	}
	return between <= 1
}

// polarity finds a word of the claim that is negated where the quote's is not,
// or the other way round.
func (a *alignment) polarity(*judge) (Fault, bool) {
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if len(a.to[i]) == 0 || !w.meaning() || w.name || w.isNumber {
			continue
		}
		mine := a.claim.negations(i) % 2
		if a.opposite[i] >= 0 && len(a.to[i]) == 1 && a.to[i][0] == a.opposite[i] {
			return Fault{}, false // the opposite of what is negated, with all behind it
		}
		if !slices.ContainsFunc(a.to[i], func(j int) bool { return a.quote.negations(j)%2 == mine }) {
			return Fault{Negation, w.form}, true
		}
	}
	if f := a.lonely(); f.Found() {
		return f, true
	}
	return Fault{}, false
}

// inverted reports whether some word of the claim is borne by its opposite.
func (a *alignment) inverted() bool {
	for i, j := range a.opposite {
		if j >= 0 && len(a.to[i]) == 1 && a.to[i][0] == j {
			return true
		}
	}
	return false
}

// lonely finds a negation of the claim where the quote has none at all, and the
// other way round where the claim repeats most of the quote's clause.
func (a *alignment) lonely() Fault {
	for i, w := range a.claim.words {
		if w.class != negative || a.claim.softened(i) {
			continue
		}
		if !a.quote.holdsClass(negative, 0, len(a.quote.words)) && !a.quote.holdsClass(undone, 0, len(a.quote.words)) && !a.inverted() {
			return Fault{Negation, w.form}
		}
	}
	return Fault{}
}
