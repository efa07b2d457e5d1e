package proof

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text/lexicon"
)

// near is how many words an adjective or adverb of certainty covers.
const covers = 4

// certainty lists the classes that make word i less than a fact.
func (s *sentence) certainty(i int) []class {
	var found []class
	for k := i - 1; k >= 0; k-- {
		w := &s.words[k]
		if parted(s, k, i) {
			break
		}
		if slices.Contains(certainties, w.class) && (s.isVerb(k) || i-k <= covers || w.isModal()) {
			found = append(found, w.class)
		}
		if permits[w.lower] == "may" && s.words[k].class == open {
			found = append(found, possible)
		}
		if k == i-1 && favours(s, k) || toBeDone(s, k, i) {
			found = append(found, planned)
		}
	}
	return found
}

// toBeDone reports whether the "to" at k makes the verb at i something that is yet to
// be done: "agreed to restore", "is to be replaced".
func toBeDone(s *sentence, k, i int) bool {
	if s.words[k].lower != "to" || k == 0 {
		return false
	}
	if k == i-2 {
		return isToBe(s.words[i-1].lower) && isToBe(s.words[k-1].lower)
	}
	return k == i-1 && s.words[k-1].class != undone && permits[s.words[k-1].lower] == "" && s.words[k].class != required && s.words[i].tag == "VB"
}

// reserved lists the classes of the adjectives right before the noun at i: a
// possible venue is none yet.
func (s *syntax) reserved(i int) []class {
	var found []class
	for k := i - 1; k >= 0 && k >= i-2 && s.words[k].segment == s.words[i].segment; k-- {
		w := &s.words[k]
		if slices.Contains(certainties, w.class) && w.known.Is(lexicon.Adjective) && !w.isModalVerb() {
			found = append(found, w.class)
		}
		if w.class == free {
			break
		}
	}
	return found
}

// isModal reports whether a word of certainty helps verbs, and so covers its
// whole clause.
func (w *word) isModal() bool {
	return !w.known.Is(lexicon.Adjective) && !w.known.Is(lexicon.Adverb)
}

// isInfinitive reports whether the verb behind "to" is in its base form.
func isInfinitive(s *sentence, i int) bool {
	return slices.ContainsFunc(s.words[i].known.Lemmas[lexicon.Verb], func(l *lexicon.Lemma) bool { return l.Form == s.words[i].lower })
}

// strength finds a verb of the claim that is said more surely than in the
// quote: each reservation of the quote must stand in the claim too.
func (a *alignment) strength() (evidence.Fault, bool) {
	for i := range a.claim.words {
		if len(a.to[i]) == 0 || !a.claim.words[i].meaning() || bySpeaking(a, i) {
			continue
		}
		if ahead(a.claim, i) && !slices.ContainsFunc(a.to[i], func(j int) bool { return !over(a.quote, j) }) {
			return evidence.Tense.At(a.claim.words[i].form), true
		}
		if !sureEnough(a, i) {
			return evidence.Strength.At(a.claim.words[i].form), false
		}
	}
	return evidence.Fault{}, false
}

// sureEnough reports whether some word of the quote says word i of the claim with no more
// reserve than the claim.
func sureEnough(a *alignment, i int) bool {
	reserved := (*sentence).reserved
	if a.claim.isVerb(i) || isPredicate(a.claim, i) {
		reserved = (*sentence).certainty
	}
	mine := a.claim.certainty(i)
	if slices.ContainsFunc(a.claim.words[:i], func(w word) bool { return w.lower == "cannot" || w.lower == "can't" }) {
		mine = append(mine, possible)
	}
	kept := func(j int, c class) bool {
		switch {
		case slices.Contains(mine, c) || weaker(mine, c) || saysReserve(a, j, c):
			return true
		case c == required:
			return wisher(a.claim, i) >= 0
		}
		return c == undone && a.claim.negations(i)%2 == 1
	}
	return slices.ContainsFunc(a.to[i], func(j int) bool {
		return !slices.ContainsFunc(reserved(a.quote, j), func(c class) bool { return !kept(j, c) })
	})
}

// wisher is the verb by which somebody wants or proposes what the word at i says, which
// is no more than that it should be; -1 where there is none.
func wisher(s *sentence, i int) int {
	for k := i - 1; k >= 0 && !parted(s, k, i); k-- {
		if s.isVerb(k) && (hasLemma(&s.words[k], "want") || like(&s.words[k], "propose", "demand", "urge")) {
			return k
		}
	}
	return -1
}

// saysReserve reports whether the claim says elsewhere what reserves word j of the
// quote: "a trip that had been planned" has all of "a planned trip".
func saysReserve(a *alignment, j int, c class) bool {
	for i := range a.claim.words {
		if a.claim.words[i].class == c && slices.ContainsFunc(a.to[i], func(k int) bool { return k < j && k >= j-2 && a.quote.words[k].class == c }) {
			return true
		}
	}
	return false
}

// isPredicate reports whether the noun at i is what a verb is about: the first
// of the claim that is no name, where it has no verb that the quote says.
func isPredicate(s *sentence, i int) bool {
	return i > 0 && !s.words[i].name && !s.words[i].isNumber && isToBe(s.words[i-1].lower) && !s.isPassive(i) || s.leads(i)
}

// weaker reports whether the claim says what the quote plans or requires as no
// more than possible.
func weaker(mine []class, quotes class) bool {
	switch quotes {
	case planned, undone:
		return slices.Contains(mine, planned) || slices.Contains(mine, undone) || slices.Contains(mine, possible)
	case required:
		return slices.Contains(mine, required)
	}
	return false
}

// permits are the words for what one may do, and may not.
var permits = map[string]string{"allowed": "may", "permitted": "may", "able": "may", "free": "may", "impossible": "may not", "banned": "may not", "barred": "may not", "forbidden": "may not", "prohibited": "may not"}

// allows reports whether the word of permits at i says, with what negates it,
// that one may.
func (s *sentence) allows(i int) bool {
	return (permits[s.words[i].lower] == "may") == (s.negations(i)%2 == 0)
}

// allowed reports whether no "not" stands with the modal verb at j.
func (a *alignment) allowed(j int) bool {
	behind := a.quote.words[j:min(j+3, len(a.quote.words))]
	return a.quote.words[j].lower != "cannot" && !slices.ContainsFunc(behind, func(w word) bool { return w.class == negative })
}

// permitting reports whether a word is a modal verb of what one may do.
func permitting(w word) bool {
	return w.isModalVerb() && (w.class == possible || w.lower == "cannot")
}

// permissions are the modal verbs of the quote that allow or forbid as the word
// at i of the claim does.
func permissions(a *alignment, i int) []int {
	var list []int
	for j, w := range a.quote.words {
		if permitting(w) && a.allowed(j) == a.claim.allows(i) {
			list = append(list, j)
		}
	}
	return list
}

// tenses looks at the verbs that help word i: how far from it back they stand at most.
const helpersWithin = 4

// timed returns the last word before i that binds its verb to a time: a modal verb
// or a form of "be" or "have", with nothing but helpers between; -1 where none does.
func timed(s *sentence, i int) int {
	found := -1
	for k := i - 1; k >= 0 && k >= i-helpersWithin && s.words[k].segment == s.words[i].segment; k-- {
		w := &s.words[k]
		switch {
		case w.isModalVerb() || isToBe(w.lower) || lightVerb(w.lower) != nil:
			found = k
		case w.tag != "RB" && w.class != negative && w.tag != "DT" && w.tag != "JJ":
			return found
		}
	}
	return found
}

// ahead reports whether the verb or predicate at i is yet to come: "will", "shall".
func ahead(s *sentence, i int) bool {
	k := timed(s, i)
	return k >= 0 && (s.words[k].lower == "will" || s.words[k].lower == "shall" || strings.HasSuffix(s.words[k].lower, "'ll"))
}

// putAhead finds a "will" of a claim that is all but a copy, where the quote has only
// what was.
func putAhead(a *alignment) evidence.Fault {
	was, planned := false, slices.ContainsFunc(a.quote.words, func(w word) bool { return slices.Contains(certainties, w.class) })
	for k := range a.quote.words {
		switch a.quote.words[k].lower {
		case "was", "were", "had", "has", "have":
			was = was || !slices.Contains(a.pair, k)
		}
	}
	for i := range a.claim.words {
		if w := &a.claim.words[i]; a.pair[i] < 0 && was && !planned && (w.lower == "will" || w.lower == "shall") {
			return evidence.Tense.At(w.form)
		}
	}
	return evidence.Fault{}
}

// over reports whether the verb or predicate at i lies in the past: "was", "has been",
// or its own form. What is planned then is not over.
func over(s *sentence, i int) bool {
	k := timed(s, i)
	if k < 0 {
		return s.isVerb(i) && s.words[i].tag == "VBD" && !s.isPassive(i)
	}
	switch s.words[k].lower {
	case "was", "were", "had", "has", "have":
		return !slices.ContainsFunc(s.words[k:i], func(w word) bool { return w.lower == "to" || slices.Contains(certainties, w.class) })
	}
	return false
}
