package alignment

import (
	"slices"

	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text/lexicon"
)

// special are the words of the quote that say what a verb of calling or wanting, or an
// adjective of small chances, at i of the claim says.
func special(a *Alignment, i int) []int {
	switch w := &a.Claim.Words[i]; {
	case i > 0 && a.Claim.Words[i-1].Span > 0:
		return measures(a, i)
	case w.Lower == "old":
		return aged(a, i-2)
	case syntax.HasLemma(w, "call"):
		return calls(a.Quote)
	case syntax.Small()[w.Lower]:
		return smallToo(a, i)
	case syntax.HasLemma(w, "want"):
		return asked(a.Quote)
	case syntax.HasLemma(w, "increase") || syntax.HasLemma(w, "grow") || syntax.HasLemma(w, "rise"):
		return growing(a.Quote)
	}
	return nil
}

// aged are the words "older" or "younger" of the quote, where the claim has "more" or "less
// than" before the age that is the number at i.
func aged(a *Alignment, i int) []int {
	if i < 1 || !a.Claim.Words[i].IsNumber {
		return nil
	}
	limit := syntax.LimitAt(a.Claim, i)
	var list []int
	for j := range a.Quote.Words {
		if w := &a.Quote.Words[j]; limit >= 0 && w.Class == a.Claim.Words[limit].Class && (w.Lower == "older" || w.Lower == "younger") {
			list = append(list, j)
		}
	}
	return list
}

// isGovernment reports whether the word at i is the government of the place named before it:
// "the British government", for which the press has "London".
func isGovernment(s *syntax.Sentence, i int) bool {
	return i > 0 && i < len(s.Words) && s.Words[i-1].Name && !s.Words[i].Name && s.Words[i-1].Segment == s.Words[i].Segment && syntax.Like(&s.Words[i], "government")
}

// verbsLike are the verbs of a sentence that mean one of these or something more special.
func verbsLike(s *syntax.Sentence, heads ...string) []int {
	var list []int
	for j := range s.Words {
		if s.IsVerb(j) && syntax.Like(&s.Words[j], heads...) {
			list = append(list, j)
		}
	}
	return list
}

// growing are the words of a sentence that say that something becomes more: a verb, or
// "more frequent" behind "become".
func growing(s *syntax.Sentence) []int {
	list := verbsLike(s, "increase", "intensify")
	for j := 2; j < len(s.Words); j++ {
		if becomes(s, j) >= 0 && s.Words[j-1].Lower == "more" {
			list = append(list, j)
		}
	}
	return list
}

// asked are the verbs of a sentence by which somebody shows that he wants something:
// whoever demands or proposes it does.
func asked(s *syntax.Sentence) []int {
	return verbsLike(s, "demand", "urge", "propose", "favour", "hope", "desire")
}

// silent bears a verb of saying that the claim negates by "silent" in the quote,
// where it is said of the same: "has not commented" by "remained silent".
func silent(a *Alignment, i int) []int {
	if len(a.To[i]) > 0 || !a.Claim.IsVerb(i) || !a.Claim.Words[i].Known.Filed(lexicon.Verb, syntax.VerbsOfTelling) || a.Claim.Negations(i)%2 == 0 {
		return nil
	}
	for j := range a.Quote.Words {
		w := &a.Quote.Words[j]
		if w.Tag != "JJ" || lexicon.Relate(lexicon.Look("silent"), w.Known) != lexicon.Same || a.Quote.Negations(j)%2 == 1 {
			continue
		}
		v := a.Quote.VerbBefore(j)
		if v < 0 || j-v > 3 {
			continue
		}
		theirs := a.Quote.SubjectOf(v)
		same := func(k int) bool {
			return slices.ContainsFunc(a.To[k], func(q int) bool { return slices.Contains(theirs, q) })
		}
		if subject := a.Claim.Heads(a.Claim.SubjectOf(i)); len(subject) > 0 && !slices.ContainsFunc(subject, func(k int) bool { return !same(k) }) {
			return []int{j}
		}
	}
	return nil
}

func hush(a *Alignment) {
	for i := range a.Claim.Words {
		if to := silent(a, i); to != nil {
			a.To[i], a.Opposite[i] = to, to[0]
		}
	}
}

// calls are the verbs of a sentence by which somebody calls a thing something:
// "dismissed it as unrealistic".
func calls(s *syntax.Sentence) []int {
	var list []int
	for j := range s.Words {
		if !s.IsVerb(j) || !s.Tells(j) && !syntax.HasLemma(&s.Words[j], "brand") {
			continue
		}
		for k := j + 1; k+1 < syntax.SegmentEnd(s, j); k++ {
			if s.Words[k].Lower == "as" && (s.Words[k+1].Tag == "JJ" || s.Words[k+1].Tag == "DT") {
				list = append(list, j)
			}
		}
	}
	return list
}

// smallToo are the words of the quote that say a chance is small, where the
// adjective at i of the claim says so of the same.
func smallToo(a *Alignment, i int) []int {
	for k := max(0, i-6); k < len(a.Claim.Words) && k <= i+1; k++ {
		if !a.Claim.IsNoun(k) || !syntax.Hardly(a.Claim, k) {
			continue
		}
		for q := range a.Quote.Words {
			if a.Quote.IsNoun(q) && syntax.Hardly(a.Quote, q) && Compare(&a.Claim.Words[k], &a.Quote.Words[q]) == Says {
				return []int{q}
			}
		}
	}
	return nil
}
