package proof

import (
	"slices"

	"footnote/retrieval/text/lexicon"
)

// alignment says which words of a quote's sentence bear a claim's word.
type alignment struct {
	claim, quote *sentence
	// known is what the passages tell of the quote.
	known *passages
	// pair holds, for each word of the claim, the same word of the quote where
	// both stand in one order, else -1.
	pair []int
	// to holds, for each word of the claim, the words of the quote that say it.
	to [][]int
	// opposite holds, for a word that nothing says, the first that says the
	// opposite, or -1.
	opposite []int
	// spoken are the verbs of the claim that say what somebody does with his words.
	spoken []int
	// sides are the verbs of the claim that tell the quote's deed from the other side.
	sides []int
	// mirrors: a comparison of the quote is said from the other side.
	mirrors bool
}

// alignWords compares each word of a claim that has a meaning with each of a quote. A
// word of the quote bears one word of the claim, so that "the same" does not bear
// both "the same" and "a different": first those that stand in the same order
// and form, then the others.
func alignWords(claim, quote *sentence) *alignment {
	a := &alignment{claim: claim, quote: quote, to: make([][]int, len(claim.words)), opposite: make([]int, len(claim.words))}
	a.pair = inOrder(claim, quote)
	used := make([]bool, len(quote.words))
	for i, j := range a.pair {
		a.opposite[i] = -1
		if j >= 0 && claim.words[i].class == open && compare(&claim.words[i], &quote.words[j]) != says {
			a.pair[i] = -1
		} else if j >= 0 {
			used[j] = true
		}
	}
	for i := range claim.words {
		w := &claim.words[i]
		if !w.meaning() && w.class == free {
			continue
		}
		if j := a.pair[i]; j >= 0 {
			a.to[i] = []int{j}
			continue
		}
		if isGovernment(a.claim, i) && slices.ContainsFunc(a.to[i-1], func(q int) bool {
			return a.quote.acts(q) && lexicon.Governs(claim.words[i-1].known, a.quote.words[q].known)
		}) {
			a.to[i] = a.to[i-1]
			continue
		}
		seek(a, i, used)
		complete(a, i)
		if len(a.to[i]) == 1 && w.meaning() {
			used[a.to[i][0]] = true
		}
	}
	return a
}

// seek finds the words of the quote that say word i of the claim and bear no
// other, and the first that says the opposite.
func seek(a *alignment, i int, used []bool) {
	for j := range a.quote.words {
		if used[j] {
			continue
		}
		switch compare(&a.claim.words[i], &a.quote.words[j]) {
		case says:
			a.to[i] = append(a.to[i], j)
		case contrary:
			if a.opposite[i] < 0 {
				a.opposite[i] = j
			}
		}
	}
}

// inOrder returns for each word of the claim the word of the quote that is the
// same and stands in the same order, -1 where there is none: the longest common
// subsequence.
func inOrder(claim, quote *sentence) []int {
	n, m := len(claim.words), len(quote.words)
	length := make([][]int16, n+1)
	for i := range length {
		length[i] = make([]int16, m+1)
	}
	same := func(i, j int) bool {
		return claim.words[i].term == quote.words[j].term && claim.words[i].turned == quote.words[j].turned
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
func complete(a *alignment, i int) {
	w := &a.claim.words[i]
	switch {
	case len(a.to[i]) > 0:
	case w.name:
		if a.to[i] = a.acronym(i); len(a.to[i]) == 0 && (a.claim.acts(i) || isGovernment(a.claim, i+1)) {
			a.to[i] = metonyms(a, w)
		}
	case w.class == saying || neutral()[w.lower] || isView(a.claim, i):
		a.to[i] = reportVerbs(a, i)
	case special(a, i) != nil:
		a.to[i] = special(a, i)
	case w.class == open && permits[w.lower] != "" && slices.ContainsFunc(a.quote.words, permitting):
		a.to[i] = permissions(a, i)
	case a.opposite[i] >= 0 && a.claim.negations(i)%2 != a.quote.negations(a.opposite[i])%2:
		a.to[i] = []int{a.opposite[i]}
	}
}

// measures is the measure of time of the quote behind the number that bears the one before
// the measure at i: "days" for "weeks" where two weeks are fourteen days.
func measures(a *alignment, i int) []int {
	if len(a.to[i-1]) != 1 {
		return nil
	}
	q := a.to[i-1][0]
	if mine, theirs := &a.claim.words[i-1], &a.quote.words[q]; q+1 >= len(a.quote.words) || mine.span != theirs.span || mine.months != theirs.months {
		return nil
	}
	return []int{q + 1}
}

// reportVerbs are the verbs of the quote by which somebody says something, where
// the verb at i of the claim does no more than that.
func reportVerbs(a *alignment, i int) []int {
	if a.claim.words[i].class != saying && !slices.ContainsFunc(a.claim.reports(), func(r report) bool { return r.verb == i }) {
		return nil
	}
	var list []int
	for _, r := range a.quote.reports() {
		list = append(list, r.verb)
	}
	if len(list) == 0 {
		return reporters(a, i)
	}
	return list
}

// reporters are the verbs of the quote by which whom the claim's report at i names
// as its speaker reports a thing: "the treasurer reported a surplus".
func reporters(a *alignment, i int) []int {
	var list []int
	for _, r := range a.claim.reports() {
		if r.verb != i || len(r.speaker) == 0 {
			continue
		}
		for v := range a.quote.words {
			if !a.quote.isVerb(v) || a.quote.words[v].class != saying && !hasLemma(&a.quote.words[v], "report") {
				continue
			}
			theirs := a.quote.subjectOf(v)
			said := func(k int) bool {
				return slices.ContainsFunc(theirs, func(q int) bool { return compare(&a.claim.words[k], &a.quote.words[q]) == says })
			}
			if !slices.ContainsFunc(a.claim.heads(r.speaker), func(k int) bool { return !said(k) }) {
				list = append(list, v)
			}
		}
	}
	return list
}

// acts reports whether the name at i is a subject by itself: only there does a
// capital stand for a government.
func (s *sentence) acts(i int) bool {
	if i > 1 && s.words[i-1].lower == "and" && s.words[i-2].name {
		return s.acts(i - 2)
	}
	if i > 0 && s.words[i-1].lower != "the" && s.words[i-1].segment == s.words[i].segment && s.words[i-1].class == free {
		return false // of Paris, in Paris
	}
	for v := range s.words {
		if s.isVerb(v) && slices.Contains(s.subjectOf(v), i) {
			return true
		}
	}
	return false
}

// metonyms are the names of the quote that stand for the same people as w: a
// country, its capital, its seat of government.
func metonyms(a *alignment, w *word) []int {
	var list []int
	for j := range a.quote.words {
		if q := &a.quote.words[j]; q.name && lexicon.Governs(w.known, q.known) {
			list = append(list, j)
			if j+1 < len(a.quote.words) && q.tag == "JJ" && like(&a.quote.words[j+1], "official", "government", "leader", "authorities", "diplomat") {
				list = append(list, j+1) // Ukrainian officials
			}
		}
	}
	return list
}
