package proof

import (
	"slices"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text/lexicon"
)

// like reports whether a word means the same as one of these or something more
// special, in a common meaning.
func like(w *word, heads ...string) bool {
	for _, h := range heads {
		for _, r := range w.readings() {
			switch lexicon.Relate(lexicon.Look(h), r) {
			case lexicon.Same, lexicon.Derived, lexicon.Synonym, lexicon.Narrower:
				return true
			}
		}
	}
	return false
}

// hasLemma reports whether a word is a form of a verb.
func hasLemma(w *word, verb string) bool {
	return slices.ContainsFunc(w.known.Lemmas[lexicon.Verb], func(l *lexicon.Lemma) bool { return l.Form == verb })
}

// special are the words of the quote that say what a verb of calling or wanting, or an
// adjective of small chances, at i of the claim says.
func special(a *alignment, i int) []int {
	switch w := &a.claim.words[i]; {
	case i > 0 && a.claim.words[i-1].span > 0:
		return measures(a, i)
	case hasLemma(w, "call") || hasLemma(w, "describe"):
		return calls(a.quote)
	case small()[w.lower]:
		return smallToo(a, i)
	case hasLemma(w, "want"):
		return asked(a.quote)
	case hasLemma(w, "increase") || hasLemma(w, "grow") || hasLemma(w, "rise"):
		return growing(a.quote)
	case hasLemma(w, "begin") || hasLemma(w, "start"):
		return verbsLike(a.quote, "begin", "launch", "break out", "erupt")
	case hasLemma(w, "visit"):
		return stayed(a.quote)
	}
	return nil
}

// isGovernment reports whether the word at i is the government of the place named before it:
// "the British government", for which the press has "London".
func isGovernment(s *sentence, i int) bool {
	return i > 0 && i < len(s.words) && s.words[i-1].name && !s.words[i].name && s.words[i-1].segment == s.words[i].segment && like(&s.words[i], "government")
}

// verbsLike are the verbs of a sentence that mean one of these or something more special.
func verbsLike(s *sentence, heads ...string) []int {
	var list []int
	for j := range s.words {
		if s.isVerb(j) && like(&s.words[j], heads...) {
			list = append(list, j)
		}
	}
	return list
}

// growing are the words of a sentence that say that something becomes more: a verb, or
// "more frequent" behind "become".
func growing(s *sentence) []int {
	list := verbsLike(s, "increase", "intensify")
	for j := 2; j < len(s.words); j++ {
		if becomes(s, j) >= 0 && s.words[j-1].lower == "more" {
			list = append(list, j)
		}
	}
	return list
}

// stayed are the words "was" by which somebody was in a place.
func stayed(s *sentence) []int {
	var list []int
	for j := range s.words {
		switch s.words[j].lower {
		case "was", "were", "been":
			if j+2 < len(s.words) && s.words[j+1].lower == "in" && s.words[j+2].name {
				list = append(list, j)
			}
		}
	}
	return list
}

// asked are the verbs of a sentence by which somebody shows that he wants something:
// whoever demands or proposes it does.
func asked(s *sentence) []int {
	return verbsLike(s, "demand", "urge", "propose", "favour", "hope", "desire")
}

// silent bears a verb of saying that the claim negates by "silent" in the quote,
// where it is said of the same: "has not commented" by "remained silent".
func silent(a *alignment, i int) []int {
	if len(a.to[i]) > 0 || !a.claim.isVerb(i) || !a.claim.words[i].known.Filed(lexicon.Verb, verbsOfTelling) || a.claim.negations(i)%2 == 0 {
		return nil
	}
	for j := range a.quote.words {
		w := &a.quote.words[j]
		if w.tag != "JJ" || lexicon.Relate(lexicon.Look("silent"), w.known) != lexicon.Same || a.quote.negations(j)%2 == 1 {
			continue
		}
		v := a.quote.verbBefore(j)
		if v < 0 || j-v > 3 {
			continue
		}
		theirs := a.quote.subjectOf(v)
		same := func(k int) bool {
			return slices.ContainsFunc(a.to[k], func(q int) bool { return slices.Contains(theirs, q) })
		}
		if subject := a.claim.heads(a.claim.subjectOf(i)); len(subject) > 0 && !slices.ContainsFunc(subject, func(k int) bool { return !same(k) }) {
			return []int{j}
		}
	}
	return nil
}

func hush(a *alignment) {
	for i := range a.claim.words {
		if to := silent(a, i); to != nil {
			a.to[i], a.opposite[i] = to, to[0]
		}
	}
}

// calls are the verbs of a sentence by which somebody calls a thing something:
// "dismissed it as unrealistic".
func calls(s *sentence) []int {
	var list []int
	for j := range s.words {
		if !s.isVerb(j) || !s.tells(j) && !hasLemma(&s.words[j], "brand") {
			continue
		}
		for k := j + 1; k+1 < segmentEnd(s, j); k++ {
			if s.words[k].lower == "as" && (s.words[k+1].tag == "JJ" || s.words[k+1].tag == "DT") {
				list = append(list, j)
			}
		}
	}
	return list
}

// smallToo are the words of the quote that say a chance is small, where the
// adjective at i of the claim says so of the same.
func smallToo(a *alignment, i int) []int {
	for k := max(0, i-6); k < len(a.claim.words) && k <= i+1; k++ {
		if !a.claim.isNoun(k) || !hardly(a.claim, k) {
			continue
		}
		for q := range a.quote.words {
			if a.quote.isNoun(q) && hardly(a.quote, q) && compare(&a.claim.words[k], &a.quote.words[q]) == says {
				return []int{q}
			}
		}
	}
	return nil
}

func anyHardly(s *sentence) bool {
	for i := range s.words {
		if s.isNoun(i) && hardly(s, i) {
			return true
		}
	}
	return false
}

// hardly reports whether the noun at i, of what is expected or possible, is said to
// be small, which is all but a "not": "expectations remain low".
func hardly(s *sentence, i int) bool {
	if s.isVerb(i) || !like(&s.words[i], "expectation", "hope", "probability", "chance", "prospect") {
		return false
	}
	for k := i + 1; k < len(s.words) && s.words[k].segment == s.words[i].segment; k++ {
		if s.words[k].tag == "JJ" && k > 0 && (isToBe(s.words[k-1].lower) || hasLemma(&s.words[k-1], "remain")) {
			return small()[s.words[k].lower]
		}
	}
	return i > 0 && small()[s.words[i-1].lower]
}

// pivot is the word by which the comparison at i divides its sentence: "than", or
// the word of relation itself. It is -1 where the word compares nothing.
func pivot(s *sentence, i int) int {
	switch w := &s.words[i]; {
	case w.class == before || w.class == after:
		return i
	case w.class != more && w.class != less && w.tag != "JJR" && w.tag != "RBR":
		return -1
	}
	for k := i + 1; k < len(s.words) && s.words[k].segment == s.words[i].segment; k++ {
		if s.words[k].lower == "than" {
			return k
		}
	}
	return -1
}

// turns reports whether two comparisons are each other's opposite: more and less,
// before and after, better and worse.
func turns(x, y *word) bool {
	if x.tag == "JJR" && y.tag == "JJR" && lexicon.Relate(x.known, y.known) == lexicon.Antonym {
		return true
	}
	if x.class != open || y.class != open {
		return converses[x.class] == y.class && x.class != open
	}
	return false
}

// mirrored is the word of the quote that says the comparison at i of the claim from
// the other side, -1 where none does: "B is worse than A" is "A is better than B".
// A claim that also gives a date says it of one side alone, and is not read so.
func mirrored(a *alignment, i int) int {
	at := pivot(a.claim, i)
	if at < 0 || slices.ContainsFunc(a.claim.words, func(w word) bool { return w.date }) {
		return -1
	}
	next := a.claim.afterWord(at)
	var subject []int
	if at != i {
		subject = a.claim.heads(a.claim.subjectOf(i))
	}
	for v := at - 1; v >= 0 && len(subject) == 0; v-- {
		if a.claim.isVerb(v) || isToBe(a.claim.words[v].lower) {
			subject = a.claim.heads(a.claim.subjectOf(v))
		}
	}
	if next < 0 || len(subject) == 0 {
		return -1
	}
	for j := range a.quote.words {
		middle := pivot(a.quote, j)
		if middle < 0 || !turns(&a.claim.words[i], &a.quote.words[j]) {
			continue
		}
		ahead := func(q int) bool { return q < j }
		behind := func(q int) bool { return q > middle }
		if slices.ContainsFunc(a.to[next], ahead) && !slices.ContainsFunc(subject, func(k int) bool { return !slices.ContainsFunc(a.to[k], behind) }) {
			return j
		}
	}
	return -1
}

// mirror bears comparatives of the claim by those of the quote that say the same
// from the other side.
func mirror(a *alignment) {
	for i := range a.claim.words {
		if j := mirrored(a, i); j >= 0 {
			a.mirrors = true
			if a.claim.words[i].class == open {
				a.to[i], a.opposite[i] = []int{j}, j
			}
		}
	}
}

// exchangedSides finds a thing behind "than" of the claim that in the quote is the
// one compared with it.
func exchangedSides(a *alignment) evidence.Fault {
	for i := range a.claim.words {
		at := pivot(a.claim, i)
		if at < 0 || at == i || a.mirrors {
			continue
		}
		next := a.claim.afterWord(at)
		if next < 0 || len(a.to[next]) == 0 || !a.claim.isNoun(next) {
			continue
		}
		for j := range a.quote.words {
			if a.quote.words[j].lower == "than" && !slices.ContainsFunc(a.to[next], func(q int) bool { return q > j }) {
				return evidence.Relation.At(a.claim.words[next].form)
			}
		}
	}
	return evidence.Fault{}
}
