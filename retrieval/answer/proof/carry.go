package proof

import (
	"slices"
	"strings"
	"sync"

	"footnote/retrieval/text/lexicon"
)

// carriers are verbs that mean little with a noun that is made of a verb: "make
// a decision" is "decide".
var carriers = []string{"make", "give", "take", "have", "hold", "see", "reach", "come", "carry", "put"}

// carry bears verbs of the claim that only carry a noun by the verb of the quote
// that says the noun: "gave its approval" by "approved".
func carry(a *alignment) {
	for i := range a.claim.words {
		if len(a.to[i]) > 0 {
			continue
		}
		if next := i + 1; goesOn(a.claim, i) {
			a.to[i] = goingOn(a.quote)
			continue
		} else if more := becomes(a.claim, i); more >= 0 {
			bearIncrease(a, i, more)
			continue
		} else if !carries(a.claim, i) && !(a.claim.isVerb(i) && occurs(&a.claim.words[i])) {
			continue
		} else if next < len(a.claim.words) && a.claim.words[next].tag == "JJ" {
			a.to[i] = a.to[next]
			continue
		}
		bearHappening(a, i)
		bearHeld(a, i)
		bearCarrier(a, i)
	}
}

// bearCarrier bears the verb at i by the verb of the quote that says the noun which it
// carries.
func bearCarrier(a *alignment, i int) {
	for _, k := range carried(a.claim, i) {
		for _, q := range a.to[k] {
			if (a.quote.isVerb(q) || q > 0 && (a.quote.words[q-1].lower == "with" || a.quote.words[q-1].lower == "without")) && !a.claim.isVerb(k) {
				a.to[i] = []int{q}
			}
		}
	}
}

// bearHappening bears the verb at i, by which the noun that is its subject happens, by
// the verb of the quote that says the noun: "the collapse came" by "collapsed".
func bearHappening(a *alignment, i int) {
	if a.claim.isPassive(i) || a.claim.objectOf(i) >= 0 || !comesAbout(&a.claim.words[i]) {
		return
	}
	for _, k := range a.claim.heads(a.claim.subjectOf(i)) {
		for _, q := range a.to[k] {
			if a.quote.isVerb(q) && !a.claim.isVerb(k) {
				a.to[i] = []int{q}
			}
		}
	}
}

// bearHeld bears the "held" at i by the verb of the quote by which the same comes about:
// "a meeting is held" by "a meeting comes".
func bearHeld(a *alignment, i int) {
	if !a.claim.isPassive(i) || !hasLemma(&a.claim.words[i], "hold") {
		return
	}
	for _, k := range a.claim.heads(a.claim.subjectOf(i)) {
		for v := range a.quote.words {
			if a.quote.isVerb(v) && comesAbout(&a.quote.words[v]) && slices.ContainsFunc(a.to[k], func(q int) bool { return slices.Contains(a.quote.subjectOf(v), q) }) {
				a.to[i] = []int{v}
			}
		}
	}
}

// comesAbout reports whether a verb may say no more than that something happens.
func comesAbout(w *word) bool { return occurs(w) || hasLemma(w, "come") }

// extents are adjectives of how much or how often: what becomes more so
// increases.
var extents = sync.OnceValue(func() map[string]bool { return lists.Words("extents") })

// becomes returns the "more" or "less" of "become more frequent" where the word
// at i is its adjective, else -1.
func becomes(s *sentence, i int) int {
	if i < 2 || !extents()[s.words[i].lower] || s.words[i-1].lower != "more" && s.words[i-1].lower != "less" {
		return -1
	}
	return i - 1
}

// bearIncrease bears "more frequent" by a verb that means to increase, and "less" by
// one that means to decrease.
func bearIncrease(a *alignment, i, more int) {
	verb := lexicon.Look("increase")
	if a.claim.words[more].lower == "less" {
		verb = lexicon.Look("decrease")
	}
	for q := range a.quote.words {
		if !a.quote.isVerb(q) {
			continue
		}
		switch lexicon.Relate(verb, a.quote.words[q].known) {
		case lexicon.Same, lexicon.Synonym, lexicon.Narrower:
			a.to[i] = []int{q}
			a.to[more] = []int{q}
		}
	}
}

// small are the adjectives of chances that hardly exist.
var small = sync.OnceValue(func() map[string]bool { return lists.Words("small") })

// ongoing are the words that say no more than that something goes on.
var ongoing = sync.OnceValue(func() map[string]bool { return lists.Words("ongoing") })

// goesOn reports whether the verb at i says only that what follows goes on:
// "keeps buying".
func goesOn(s *sentence, i int) bool {
	return ongoing()[s.words[i].lower] && i+1 < len(s.words) && (strings.HasSuffix(s.words[i+1].lower, "ing") || s.words[i+1].tag == "TO") && s.isVerb(i)
}

// goingOn are the words of a sentence that say that something goes on.
func goingOn(s *sentence) []int {
	var list []int
	for i := range s.words {
		if ongoing()[s.words[i].lower] {
			list = append(list, i)
		}
	}
	return list
}

func carries(s *sentence, i int) bool {
	return s.isVerb(i) && slices.ContainsFunc(s.words[i].known.Lemmas[lexicon.Verb], func(l *lexicon.Lemma) bool { return slices.Contains(carriers, l.Form) })
}

// carried are the nouns that the verb at i may carry: its object, or where it is
// passive its subject.
func carried(s *sentence, i int) []int {
	list := s.subjectOf(i)
	if s.isPassive(i) {
		return list
	}
	if o := s.objectOf(i); o >= 0 {
		return []int{o}
	}
	return nil
}
