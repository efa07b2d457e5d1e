package alignment

import (
	"slices"
	"strings"
	"sync"

	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text/lexicon"
)

// turns reports whether two comparisons are each other's opposite: more and less,
// before and after, better and worse.
func turns(x, y *syntax.Word) bool {
	if x.Tag == "JJR" && y.Tag == "JJR" && lexicon.Relate(x.Known, y.Known) == lexicon.Antonym {
		return true
	}
	if x.Class != syntax.Open || y.Class != syntax.Open {
		return syntax.Converses[x.Class] == y.Class && x.Class != syntax.Open
	}
	return false
}

// Mirrored is the word of the quote that says the comparison at i of the claim from
// the other side, -1 where none does: "B is worse than A" is "A is better than B".
// A claim that also gives a date says it of one side alone, and is not read so.
func Mirrored(a *Alignment, i int) int {
	at := syntax.Pivot(a.Claim, i)
	if at < 0 || slices.ContainsFunc(a.Claim.Words, func(w syntax.Word) bool { return w.Date }) {
		return -1
	}
	next := a.Claim.AfterWord(at)
	var subject []int
	if at != i {
		subject = a.Claim.Heads(a.Claim.SubjectOf(i))
	}
	for v := at - 1; v >= 0 && len(subject) == 0; v-- {
		if a.Claim.IsVerb(v) || syntax.IsToBe(a.Claim.Words[v].Lower) {
			subject = a.Claim.Heads(a.Claim.SubjectOf(v))
		}
	}
	if next < 0 || len(subject) == 0 {
		return -1
	}
	for j := range a.Quote.Words {
		middle := syntax.Pivot(a.Quote, j)
		if middle < 0 || !turns(&a.Claim.Words[i], &a.Quote.Words[j]) {
			continue
		}
		ahead := func(q int) bool { return q < j }
		behind := func(q int) bool { return q > middle }
		if slices.ContainsFunc(a.To[next], ahead) && !slices.ContainsFunc(subject, func(k int) bool { return !slices.ContainsFunc(a.To[k], behind) }) {
			return j
		}
	}
	return -1
}

// mirror bears comparatives of the claim by those of the quote that say the same
// from the other side.
func mirror(a *Alignment) {
	for i := range a.Claim.Words {
		if j := Mirrored(a, i); j >= 0 {
			a.Mirrors = true
			if a.Claim.Words[i].Class == syntax.Open {
				a.To[i], a.Opposite[i] = []int{j}, j
			}
		}
	}
}

// side is how a verb tells a deed: what its subject, its object and the noun behind a
// preposition are in it.
type side struct{ deed, subject, object, preposition, behind string }

// sides are the verbs of lexicon/converses.txt.
var sides = sync.OnceValue(func() map[string]side {
	m := map[string]side{}
	for _, line := range lists.Lines("converses") {
		f := strings.Fields(line)
		m[f[1]] = side{f[0], f[2], f[3], f[4], f[5]}
	}
	return m
})

// converse bears verbs of the claim by those of the quote that tell the same deed from the
// other side: "Hansen bought it from Lie" by "Lie sold it to Hansen".
func converse(a *Alignment) {
	for i := range a.Claim.Words {
		x, ok := sides()[a.Claim.Words[i].Verb()]
		if !ok || !a.Claim.IsVerb(i) {
			continue
		}
		for j := range a.Quote.Words {
			y := sides()[a.Quote.Words[j].Verb()]
			if y.deed == x.deed && y != x && a.Quote.IsVerb(j) && sameParts(a, partsOf(a.Claim, i, x), partsOf(a.Quote, j, y)) {
				a.To[i], a.Opposite[i], a.Sides = []int{j}, -1, append(a.Sides, i)
			}
		}
	}
}

// sameParts reports whether who and what have a part in the claim's deed have the same part
// in the quote's, two of them at the least.
func sameParts(a *Alignment, mine, theirs map[string][]int) bool {
	n := 0
	for part, list := range mine {
		for _, k := range list {
			if !slices.ContainsFunc(a.To[k], func(q int) bool { return slices.Contains(theirs[part], q) }) {
				return false
			}
			n++
		}
	}
	return n > 1
}

// partsOf are the words that name who and what have a part in the deed of the verb at v.
func partsOf(s *syntax.Sentence, v int, told side) map[string][]int {
	m := map[string][]int{}
	add := func(part string, words ...int) {
		if part != "-" && len(words) > 0 && words[0] >= 0 {
			m[part] = append(m[part], words...)
		}
	}
	subject := s.Heads(s.SubjectOf(v))
	if s.IsPassive(v) {
		add(told.object, subject...)
		add(told.subject, s.Behind(v, "by"))
	} else {
		add(told.subject, subject...)
		add(told.object, s.ObjectOf(v))
	}
	add(told.behind, s.Behind(v, told.preposition))
	return m
}
