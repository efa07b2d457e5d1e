package alignment

import (
	"embed"
	"slices"
	"sync"

	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// carriers are verbs that mean little with a noun that is made of a verb: "make
// a decision" is "decide".
var carriers = sync.OnceValue(func() map[string]bool { return lists.Words("carriers") })

// carry bears verbs of the claim that only carry a noun by the verb of the quote
// that says the noun: "gave its approval" by "approved".
func carry(a *Alignment) {
	for i := range a.Claim.Words {
		if len(a.To[i]) > 0 {
			continue
		}
		bearNumber(a, i)
		if next := i + 1; syntax.GoesOn(a.Claim, i) {
			a.To[i] = syntax.GoingOn(a.Quote)
			continue
		} else if more := becomes(a.Claim, i); more >= 0 {
			bearIncrease(a, i, more)
			continue
		} else if !carries(a.Claim, i) && !(a.Claim.IsVerb(i) && syntax.Occurs(&a.Claim.Words[i])) {
			continue
		} else if next < len(a.Claim.Words) && a.Claim.Words[next].Tag == "JJ" && a.Claim.Words[next].Class == syntax.Open {
			a.To[i] = a.To[next]
			continue
		}
		bearHappening(a, i)
		bearHeld(a, i)
		bearCarrier(a, i)
	}
}

// bearNumber bears "the number of members" by "members" where the claim says that it rose or
// fell.
func bearNumber(a *Alignment, i int) {
	if k := a.Claim.AfterWord(i); k > i+1 && k <= i+3 && syntax.HasNoun(&a.Claim.Words[i], "number") && a.Claim.Words[i+1].Lower == "of" && slices.ContainsFunc(a.Claim.Words[k:], func(w syntax.Word) bool { return direction(&w) != 0 }) {
		a.To[i] = a.To[k]
	}
}

// bearCarrier bears the verb at i by the verb of the quote that says the noun which it
// carries.
func bearCarrier(a *Alignment, i int) {
	for _, k := range carried(a.Claim, i) {
		for _, q := range a.To[k] {
			if (a.Quote.IsVerb(q) || q > 0 && (a.Quote.Words[q-1].Lower == "with" || a.Quote.Words[q-1].Lower == "without")) && !a.Claim.IsVerb(k) {
				a.To[i] = []int{q}
			}
		}
	}
}

// bearHappening bears the verb at i, by which the noun that is its subject happens, by
// the verb of the quote that says the noun: "the collapse came" by "collapsed".
func bearHappening(a *Alignment, i int) {
	if a.Claim.IsPassive(i) || a.Claim.ObjectOf(i) >= 0 || !ComesAbout(&a.Claim.Words[i]) {
		return
	}
	for _, k := range a.Claim.Heads(a.Claim.SubjectOf(i)) {
		for _, q := range a.To[k] {
			if a.Quote.IsVerb(q) && !a.Claim.IsVerb(k) {
				a.To[i] = []int{q}
			}
		}
	}
}

// bearHeld bears the "held" at i by the verb of the quote by which the same comes about:
// "a meeting is held" by "a meeting comes".
func bearHeld(a *Alignment, i int) {
	if !a.Claim.IsPassive(i) || !syntax.HasLemma(&a.Claim.Words[i], "hold") {
		return
	}
	for _, k := range a.Claim.Heads(a.Claim.SubjectOf(i)) {
		for v := range a.Quote.Words {
			if a.Quote.IsVerb(v) && ComesAbout(&a.Quote.Words[v]) && slices.ContainsFunc(a.To[k], func(q int) bool { return slices.Contains(a.Quote.SubjectOf(v), q) }) {
				a.To[i] = []int{v}
			}
		}
	}
}

// ComesAbout reports whether a verb may say no more than that something happens.
func ComesAbout(w *syntax.Word) bool { return syntax.Occurs(w) || syntax.HasLemma(w, "come") }

//go:embed lexicon/*.txt
var files embed.FS

var lists = text.Lists{FS: files, Folder: "lexicon"}

// extents are adjectives of how much or how often: what becomes more so
// increases.
var extents = sync.OnceValue(func() map[string]bool { return lists.Words("extents") })

// becomes returns the "more" or "less" of "become more frequent" where the word
// at i is its adjective, else -1.
func becomes(s *syntax.Sentence, i int) int {
	if i < 2 || !extents()[s.Words[i].Lower] || s.Words[i-1].Lower != "more" && s.Words[i-1].Lower != "less" {
		return -1
	}
	return i - 1
}

// bearIncrease bears "more frequent" by a verb that means to increase, and "less" by
// one that means to decrease.
func bearIncrease(a *Alignment, i, more int) {
	verb := lexicon.Look("increase")
	if a.Claim.Words[more].Lower == "less" {
		verb = lexicon.Look("decrease")
	}
	for q := range a.Quote.Words {
		if !a.Quote.IsVerb(q) {
			continue
		}
		switch lexicon.Relate(verb, a.Quote.Words[q].Known) {
		case lexicon.Same, lexicon.Synonym, lexicon.Narrower:
			a.To[i] = []int{q}
			a.To[more] = []int{q}
		}
	}
}

func carries(s *syntax.Sentence, i int) bool {
	return s.IsVerb(i) && slices.ContainsFunc(s.Words[i].Known.Lemmas[lexicon.Verb], func(l *lexicon.Lemma) bool { return carriers()[l.Form] })
}

// carried are the nouns that the verb at i may carry: its object, or where it is
// passive its subject.
func carried(s *syntax.Sentence, i int) []int {
	list := s.SubjectOf(i)
	if s.IsPassive(i) {
		return list
	}
	if o := s.ObjectOf(i); o >= 0 {
		return []int{o}
	}
	return nil
}
