package alignment

import (
	"cmp"
	"math"
	"slices"

	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// change bears numbers of the claim by which something rose or fell, and verbs such as
// "double", by two numbers of the quote, the one before and the one after.
func change(a *Alignment) {
	multiply(a)
	x, y := changed(a.Quote)
	if x < 0 {
		return
	}
	was, is := a.Quote.Words[x].Number, a.Quote.Words[y].Number
	verb := slices.IndexFunc(a.Quote.Words, func(w syntax.Word) bool { return direction(&w) != 0 })
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if len(a.To[i]) > 0 || w.Date {
			continue
		}
		times, multiplies := multiples[w.Verb()]
		switch {
		case multiplies && text.Equal(was*times, is):
			a.To[i] = []int{y}
			if verb >= 0 {
				a.To[i] = []int{verb}
			}
		case !w.IsNumber || !slices.ContainsFunc(a.Claim.Words, func(o syntax.Word) bool { return direction(&o) == cmp.Compare(is, was) }):
		case w.Unit == a.Quote.Words[y].Unit && text.Equal(w.Number, math.Abs(is-was)), w.Unit == "%" && text.SameNumber(w.Number, 100*math.Abs(is-was)/was, "%"):
			a.To[i] = []int{x, y}
		}
	}
}

// multiply bears the "twice as high" of the claim by a verb of the quote such as "double".
func multiply(a *Alignment) {
	for i := 0; i+2 < len(a.Claim.Words); i++ {
		w := &a.Claim.Words[i]
		if !w.IsNumber || a.Claim.Words[i+1].Lower != "as" || len(a.To[i]) > 0 {
			continue
		}
		for q := range a.Quote.Words {
			if times, ok := multiples[a.Quote.Words[q].Verb()]; ok && times == w.Number && a.Quote.IsVerb(q) {
				a.To[i], a.To[i+2] = []int{q}, []int{q}
			}
		}
	}
}

// multiples are the verbs that say by what a number is multiplied.
var multiples = map[string]float64{"double": 2, "triple": 3, "treble": 3, "quadruple": 4, "halve": 0.5}

// changed finds the numbers before and after a change in a sentence: "from X to Y", "Y, up
// from X"; -1 where there are none or others besides.
func changed(s *syntax.Sentence) (x, y int) {
	var at []int
	for k := range s.Words {
		if w := &s.Words[k]; w.IsNumber && !w.Date && w.Class != syntax.Order {
			at = append(at, k)
		}
	}
	switch {
	case len(at) != 2:
		return -1, -1
	case s.Prior(at[0]) == "from" && s.Prior(at[1]) == "to":
		x, y = at[0], at[1]
	case s.Prior(at[1]) == "from" && (s.Prior(at[1]-1) == "up" || s.Prior(at[1]-1) == "down"):
		x, y = at[1], at[0]
	default:
		return -1, -1
	}
	if s.Words[x].Unit != s.Words[y].Unit && s.Words[x].Unit != "" || s.Words[x].Number == 0 {
		return -1, -1
	}
	return x, y
}

// direction is 1 for a word that says that something becomes more, -1 for less, else 0.
func direction(w *syntax.Word) int {
	for _, r := range w.Readings() {
		if r == nil {
			continue
		}
		for n, head := range []string{"increase", "decrease"} {
			switch lexicon.Relate(lexicon.Look(head), r) {
			case lexicon.Same, lexicon.Derived, lexicon.Synonym, lexicon.Narrower:
				return 1 - 2*n
			}
		}
	}
	return 0
}

// bound bears a number of the claim that something is more or less than by one of the quote
// that is, of the same things and of what the claim says was done.
func bound(a *Alignment) {
	for i := 1; i < len(a.Claim.Words); i++ {
		w := &a.Claim.Words[i]
		if !w.IsNumber || w.Date || len(a.To[i]) > 0 {
			continue
		}
		limit := syntax.LimitAt(a.Claim, i)
		if limit < 0 {
			continue
		}
		_, noun := syntax.CountedNoun(a.Claim, i)
		for p := range a.Quote.Words {
			q := &a.Quote.Words[p]
			if above := a.Claim.Words[limit].Class == syntax.More; above != (q.Number > w.Number) || q.Number == w.Number || !isAddend(a, p, noun, w.Unit) || syntax.LimitAt(a.Quote, p) >= 0 {
				continue
			}
			a.To[i], a.To[limit] = []int{p}, []int{p}
		}
	}
}
