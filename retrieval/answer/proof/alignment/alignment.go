// Package alignment finds which words of a quote's sentence say each word of a claim's:
// the same word, a synonym or a word for something more special, an equal number, what a
// pronoun stands for, and the ways in which one thing is told in other words, such as from
// the other side or as a sum.
//
// It does not say whether the claim follows; package entailment does.
package alignment

import (
	"slices"

	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text/lexicon"
)

// Alignment says which words of a quote's sentence bear a claim's word.
type Alignment struct {
	Claim, Quote *syntax.Sentence
	// Known is what the passages tell of the quote.
	Known *Passages
	// Pair holds, for each word of the claim, the same word of the quote where
	// both stand in one order, else -1.
	Pair []int
	// To holds, for each word of the claim, the words of the quote that say it.
	To [][]int
	// Opposite holds, for a word that nothing says, the first that says the
	// opposite, or -1.
	Opposite []int
	// Spoken are the verbs of the claim that say what somebody does with his words.
	Spoken []int
	// Sides are the verbs of the claim that tell the quote's deed from the other side.
	Sides []int
	// Mirrors: a comparison of the quote is said from the other side.
	Mirrors bool
}

// ByWords compares each word of a claim that has a meaning with each of a quote. A
// word of the quote bears one word of the claim, so that "the same" does not bear
// both "the same" and "a different": first those that stand in the same order
// and form, then the others.
func ByWords(claim, quote *syntax.Sentence) *Alignment {
	a := &Alignment{Claim: claim, Quote: quote, To: make([][]int, len(claim.Words)), Opposite: make([]int, len(claim.Words))}
	a.Pair = InOrder(claim, quote)
	used := make([]bool, len(quote.Words))
	for i, j := range a.Pair {
		a.Opposite[i] = -1
		if j >= 0 && claim.Words[i].Class == syntax.Open && Compare(&claim.Words[i], &quote.Words[j]) != Says {
			a.Pair[i] = -1
		} else if j >= 0 {
			used[j] = true
		}
	}
	for i := range claim.Words {
		w := &claim.Words[i]
		if !w.Meaning() && w.Class == syntax.Free {
			continue
		}
		if j := a.Pair[i]; j >= 0 {
			a.To[i] = []int{j}
			continue
		}
		if isGovernment(a.Claim, i) && slices.ContainsFunc(a.To[i-1], func(q int) bool {
			return acts(a.Quote, q) && lexicon.Governs(claim.Words[i-1].Place, a.Quote.Words[q].Place)
		}) {
			a.To[i] = a.To[i-1]
			continue
		}
		seek(a, i, used)
		complete(a, i)
		if len(a.To[i]) == 1 && w.Meaning() {
			used[a.To[i][0]] = true
		}
	}
	return a
}

// seek finds the words of the quote that say word i of the claim and bear no
// other, and the first that says the opposite.
func seek(a *Alignment, i int, used []bool) {
	for j := range a.Quote.Words {
		if used[j] {
			continue
		}
		switch Compare(&a.Claim.Words[i], &a.Quote.Words[j]) {
		case Says:
			a.To[i] = append(a.To[i], j)
		case contrary:
			if a.Opposite[i] < 0 {
				a.Opposite[i] = j
			}
		}
	}
}

// InOrder returns for each word of the claim the word of the quote that is the
// same and stands in the same order, -1 where there is none: the longest common
// subsequence.
func InOrder(claim, quote *syntax.Sentence) []int {
	n, m := len(claim.Words), len(quote.Words)
	length := make([][]int16, n+1)
	for i := range length {
		length[i] = make([]int16, m+1)
	}
	same := func(i, j int) bool {
		return claim.Words[i].Term == quote.Words[j].Term && claim.Words[i].Turned == quote.Words[j].Turned
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if same(i, j) {
				length[i][j] = max(length[i][j], length[i+1][j+1]+1)
			}
		}
	}
	pair := make([]int, n)
	j := 0
	for i := range n {
		pair[i] = -1
		for j < m && length[i][j] == length[i][j+1] && length[i+1][j] < length[i][j] {
			j++
		}
		if j < m && same(i, j) && length[i][j] == length[i+1][j+1]+1 {
			pair[i] = j
			j++
		}
	}
	return pair
}

// complete finds what bears word i where no word of the quote says it: the words
// of an acronym, a place that stands for those who govern it, any verb of saying
// for "say", and the opposite under a negation.
func complete(a *Alignment, i int) {
	w := &a.Claim.Words[i]
	switch {
	case len(a.To[i]) > 0:
	case w.Name:
		if a.To[i] = a.acronym(i); len(a.To[i]) == 0 && (acts(a.Claim, i) || isGovernment(a.Claim, i+1)) {
			a.To[i] = metonyms(a, w)
		}
	case w.Class == syntax.Saying || syntax.Neutral()[w.Lower] || syntax.IsView(a.Claim, i):
		a.To[i] = reportVerbs(a, i)
	case special(a, i) != nil:
		a.To[i] = special(a, i)
	case w.Class == syntax.Open && syntax.Permits[w.Lower] != "" && slices.ContainsFunc(a.Quote.Words, syntax.Permitting):
		a.To[i] = permissions(a, i)
	case a.Opposite[i] >= 0 && a.Claim.Negations(i)%2 != a.Quote.Negations(a.Opposite[i])%2:
		a.To[i] = []int{a.Opposite[i]}
	}
}

// measures is the measure of time of the quote behind the number that bears the one before
// the measure at i: "days" for "weeks" where two weeks are fourteen days.
func measures(a *Alignment, i int) []int {
	if len(a.To[i-1]) != 1 {
		return nil
	}
	q := a.To[i-1][0]
	if mine, theirs := &a.Claim.Words[i-1], &a.Quote.Words[q]; q+1 >= len(a.Quote.Words) || mine.Span != theirs.Span || mine.Months != theirs.Months {
		return nil
	}
	return []int{q + 1}
}

// reportVerbs are the verbs of the quote by which somebody says something, where
// the verb at i of the claim does no more than that.
func reportVerbs(a *Alignment, i int) []int {
	writes := a.Claim.Words[i].Class != syntax.Saying && a.Claim.ObjectOf(i) >= 0 // a thing, and no statement
	if writes || !slices.ContainsFunc(a.Claim.Reports(), func(r syntax.Report) bool { return r.Verb == i }) {
		return nil
	}
	var list []int
	for _, r := range a.Quote.Reports() {
		list = append(list, r.Verb)
	}
	if len(list) == 0 {
		return reporters(a, i)
	}
	return list
}

// reporters are the verbs of the quote by which whom the claim's report at i names
// as its speaker reports a thing: "the treasurer reported a surplus".
func reporters(a *Alignment, i int) []int {
	var list []int
	for _, r := range a.Claim.Reports() {
		if r.Verb != i || len(r.Speaker) == 0 {
			continue
		}
		for v := range a.Quote.Words {
			if !a.Quote.IsVerb(v) || a.Quote.Words[v].Class != syntax.Saying && !syntax.HasLemma(&a.Quote.Words[v], "report") {
				continue
			}
			theirs := a.Quote.SubjectOf(v)
			said := func(k int) bool {
				return slices.ContainsFunc(theirs, func(q int) bool { return Compare(&a.Claim.Words[k], &a.Quote.Words[q]) == Says })
			}
			if !slices.ContainsFunc(a.Claim.Heads(r.Speaker), func(k int) bool { return !said(k) }) {
				list = append(list, v)
			}
		}
	}
	return list
}

// acts reports whether the name at i is a subject by itself: only there does a
// capital stand for a government. An American is none.
func acts(s *syntax.Sentence, i int) bool {
	if s.Words[i].Place.Is(lexicon.Adjective) {
		return false
	}
	if i > 1 && s.Words[i-1].Lower == "and" && s.Words[i-2].Name {
		return acts(s, i-2)
	}
	if i > 0 && s.Words[i-1].Lower != "the" && s.Words[i-1].Segment == s.Words[i].Segment && s.Words[i-1].Class == syntax.Free {
		return false // of Paris, in Paris
	}
	for v := range s.Words {
		if s.IsVerb(v) && slices.Contains(s.SubjectOf(v), i) {
			return true
		}
	}
	return false
}

// metonyms are the names of the quote that stand for the same people as w: a
// country, its capital, its seat of government.
func metonyms(a *Alignment, w *syntax.Word) []int {
	var list []int
	for j := range a.Quote.Words {
		if q := &a.Quote.Words[j]; q.Name && lexicon.Governs(w.Place, q.Place) {
			list = append(list, j)
		}
	}
	return list
}

// Align finds what of the quote's sentence says each word of the claim's, with what is
// known of the passages.
func Align(claim, quote *syntax.Sentence, known *Passages) *Alignment {
	claim.Turns = syntax.Unless(claim) != syntax.Unless(quote)
	quote.Turns = claim.Turns
	a := ByWords(claim, quote)
	a.Known = known
	resolve(a)
	mirror(a)
	hush(a)
	carry(a)
	perform(a)
	converse(a)
	addUp(a)
	change(a)
	bound(a)
	invert(a)
	return a
}

// Held counts the words of the claim that the quote says.
func (a *Alignment) Held() (n int) {
	for i := range a.To {
		if len(a.To[i]) > 0 && a.Claim.Words[i].Meaning() {
			n++
		}
	}
	return n
}

// Repeats reports whether some word of the claim is said by word k of the quote.
func Repeats(a *Alignment, k int) bool {
	return slices.ContainsFunc(a.To, func(list []int) bool { return slices.Contains(list, k) })
}

// Among reports whether the quote says words of the claim by words of which
// wrong is true alone: one of them where any is true, else all of them.
func (a *Alignment) Among(claim []int, wrong func(q int) bool, anyOf bool) bool {
	bad, all := 0, 0
	for _, k := range claim {
		if len(a.To[k]) == 0 {
			continue
		}
		all++
		if !slices.ContainsFunc(a.To[k], func(q int) bool { return !wrong(q) }) {
			bad++
		}
	}
	return bad > 0 && (anyOf || bad == all)
}
