package proof

import (
	"slices"
	"strings"

	"footnote/retrieval/text/lexicon"
)

// alignment says which words of a quote's sentence bear a claim's word.
type alignment struct {
	claim, quote *sentence
	// pair holds, for each word of the claim, the same word of the quote where
	// both stand in one order, else -1.
	pair []int
	// to holds, for each word of the claim, the words of the quote that say it.
	to [][]int
	// opposite holds, for a word that nothing says, the first that says the
	// opposite, or -1.
	opposite []int
}

// align compares each word of a claim that has a meaning with each of a quote. A
// word of the quote bears one word of the claim, so that "the same" does not bear
// both "the same" and "a different": first those that stand in the same order
// and form, then the others.
func align(claim, quote *sentence) *alignment {
	a := &alignment{claim: claim, quote: quote, to: make([][]int, len(claim.words)), opposite: make([]int, len(claim.words))}
	a.pair = inOrder(claim, quote)
	used := make([]bool, len(quote.words))
	for i, j := range a.pair {
		a.opposite[i] = -1
		if j >= 0 {
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
		for j := range quote.words {
			if used[j] {
				continue
			}
			switch compare(w, &quote.words[j]) {
			case says:
				a.to[i] = append(a.to[i], j)
			case contrary:
				if a.opposite[i] < 0 {
					a.opposite[i] = j
				}
			}
		}
		a.complete(i)
		if len(a.to[i]) == 1 && w.meaning() {
			used[a.to[i][0]] = true
		}
	}
	return a
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
	same := func(i, j int) bool { return claim.words[i].term == quote.words[j].term }
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
func (a *alignment) complete(i int) {
	w := &a.claim.words[i]
	switch {
	case len(a.to[i]) > 0:
	case w.name:
		if a.to[i] = a.acronym(i); len(a.to[i]) == 0 && a.claim.acts(i) {
			a.to[i] = a.metonyms(w)
		}
	case w.class == saying:
		for _, r := range a.quote.reports() {
			a.to[i] = append(a.to[i], r.verb)
		}
	case a.opposite[i] >= 0 && a.claim.negations(i)%2 != a.quote.negations(a.opposite[i])%2:
		a.to[i] = []int{a.opposite[i]}
	}
}

// acts reports whether the name at i is a subject by itself: only there does a
// capital stand for a government.
func (s *sentence) acts(i int) bool {
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
func (a *alignment) metonyms(w *word) []int {
	var list []int
	for j := range a.quote.words {
		if q := &a.quote.words[j]; q.name && lexicon.Governs(w.known, q.known) {
			list = append(list, j)
		}
	}
	return list
}

// agreement is what a quote's word is to a claim's.
type agreement int

const (
	apart agreement = iota
	says
	contrary
)

// compare holds two words against each other: numbers by value, names as names,
// words of grammar by their class, all others by their meaning.
func compare(c, q *word) agreement {
	switch {
	case c.isNumber || q.isNumber:
		return saysIf(c.isNumber && q.isNumber && c.number == q.number && (c.unit == q.unit || c.unit == ""))
	case c.name && q.name:
		return saysIf(sameName(nameKey(c.form), nameKey(q.form)) || placed(c.known, q.known))
	case c.class != open || q.class != open && !c.name:
		return grammar(c, q)
	case c.term == q.term:
		return says
	}
	return meanings(c, q)
}

// grammar compares words of which one is of grammar: those of a class say the
// same, but for those without any.
func grammar(c, q *word) agreement {
	if c.class == q.class && c.acts() && q.acts() && c.term != q.term {
		return meanings(c, q)
	}
	return saysIf(c.class == q.class && (c.term == q.term || c.class != free))
}

func saysIf(b bool) agreement {
	if b {
		return says
	}
	return apart
}

// meanings compares words by the lexicon, with the phrases they are part of.
func meanings(c, q *word) agreement {
	best := apart
	for _, a := range []*lexicon.Word{c.known, c.phrase} {
		for _, b := range []*lexicon.Word{q.known, q.phrase} {
			if a == nil || b == nil {
				continue
			}
			switch lexicon.Relate(a, b) {
			case lexicon.Same, lexicon.Derived, lexicon.Synonym, lexicon.Narrower:
				return says
			case lexicon.Antonym:
				best = contrary
			}
		}
	}
	return best
}

// placed reports whether two names mean one place or its people: synonyms, and
// what is derived from them.
func placed(a, b *lexicon.Word) bool {
	if !a.Known() || !b.Known() {
		return false
	}
	switch lexicon.Relate(a, b) {
	case lexicon.Same, lexicon.Derived, lexicon.Synonym:
		return true
	}
	return false
}

// acronym finds the words that a claim's acronym stands for, or the acronym
// that a run of the claim's names stands for.
func (a *alignment) acronym(i int) []int {
	w := a.claim.words[i]
	if letters := strings.ReplaceAll(w.form, ".", ""); len(letters) > 1 && strings.ToUpper(letters) == letters {
		return spelled(letters, a.quote)
	}
	for j, q := range a.quote.words {
		letters := strings.ReplaceAll(q.form, ".", "")
		if len(letters) < 2 || strings.ToUpper(letters) != letters || hasDigit(letters) {
			continue
		}
		for _, k := range spelled(letters, a.claim) {
			if k == i {
				return []int{j}
			}
		}
	}
	return nil
}

// spelled finds neighbouring names whose first letters are these.
func spelled(letters string, s *sentence) []int {
	var run []int
	for j, q := range s.words {
		if !q.name {
			if q.class != free {
				run = nil
			}
			continue
		}
		if n := len(run); n > 0 && j-run[n-1] > 3 {
			run = nil
		}
		run = append(run, j)
		if n := len(letters); len(run) >= n {
			tail := run[len(run)-n:]
			if initials(s, tail) == letters {
				return tail
			}
		}
	}
	return nil
}

func initials(s *sentence, at []int) string {
	var b strings.Builder
	for _, i := range at {
		for _, r := range s.words[i].form {
			b.WriteString(strings.ToUpper(string(r)))
			break
		}
	}
	return b.String()
}
