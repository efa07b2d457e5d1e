package proof

import (
	"slices"
	"strings"

	"footnote/retrieval/text"
)

// joint are two sentences of the quotes read as one, for claims that rest on both: a
// sum, a comparison of two numbers.
func (j *judge) joint() []*sentence {
	var all []*sentence
	for n, p := range j.quotes {
		for _, q := range j.quotes[n+1:] {
			if len(j.quotes) <= mostJoined && len(p.text.Quantities()) > 0 && len(q.text.Quantities()) > 0 {
				all = append(all, readSentence(strings.TrimSpace(p.raw)+" "+strings.TrimSpace(q.raw), p.quote))
			}
		}
	}
	return all
}

// mostJoined bounds the sentences that are read in pairs.
const mostJoined = 6

// reckons reports whether a sentence of the claim may rest on the numbers of several:
// it has one that no quote has and that is the sum of some, or it compares.
func (j *judge) reckons(s *sentence) bool {
	for i := range s.words {
		if w := &s.words[i]; w.isNumber && !w.date && !slices.ContainsFunc(j.quotes, func(q *sentence) bool {
			return slices.ContainsFunc(q.words, func(o word) bool { return sameQuantity(w, &o) })
		}) || pivot(s, i) > i {
			return true
		}
	}
	return false
}

// addUp bears numbers of the claim by those of the quote of which they are the sum: of
// the same things, of which the claim says all that the quote says was done.
func addUp(a *alignment) {
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if !w.isNumber || w.date || len(a.to[i]) > 0 {
			continue
		}
		_, noun := countedNoun(a.claim, i)
		var parts []int
		for p := range a.quote.words {
			if isAddend(a, p, noun, w.unit) {
				parts = append(parts, p)
			}
		}
		sum, named := 0.0, false
		for _, p := range parts {
			sum += a.quote.words[p].number
			from, _ := countedNoun(a.quote, p)
			named = named || from >= 0
		}
		if len(parts) < 2 || sum != w.number || !named && w.unit == "" {
			continue
		}
		a.to[i] = parts
		for k := range a.claim.words {
			switch a.claim.words[k].lower {
			case "together", "altogether", "total", "combined":
				a.to[k] = parts
			}
		}
	}
}

// isAddend reports whether the number at p of the quote counts, or leaves out behind
// another that counts, what the claim counts at noun, and the claim says its verb.
func isAddend(a *alignment, p, noun int, unit string) bool {
	q := &a.quote.words[p]
	if !q.isNumber || q.date || q.unit != unit || q.class == order {
		return false
	}
	if p > 0 && (a.quote.words[p-1].tag == "TO" || a.quote.words[p-1].lower == "from") || p+1 < len(a.quote.words) && a.quote.words[p+1].tag == "TO" {
		return false // a range
	}
	if v := governor(a.quote, p); v >= 0 && !repeats(a, v) && !saysPassive(a, v) {
		return false
	}
	if noun < 0 {
		return unit != ""
	}
	from, to := countedNoun(a.quote, p)
	if from < 0 {
		return true
	}
	return compare(&a.claim.words[noun], &a.quote.words[to]) == says
}

// saysPassive reports whether the claim has the verb at v of the quote in a form that
// reads as an adjective: "injured".
func saysPassive(a *alignment, v int) bool {
	return slices.ContainsFunc(a.claim.words, func(w word) bool { return w.term == a.quote.words[v].term })
}

// outnumbers reports whether two numbers of the quote bear the comparison at i of the
// claim: that of what stands before "than" is the larger, or for "fewer" the smaller.
func outnumbers(a *alignment, i int) bool {
	at := pivot(a.claim, i)
	w := &a.claim.words[i]
	if at <= i || w.class != more && w.class != less {
		return false
	}
	mine, theirs := numberBeside(a, 0, at), numberBeside(a, at+1, len(a.claim.words))
	if mine < 0 || theirs < 0 || a.quote.words[mine].unit != a.quote.words[theirs].unit {
		return false
	}
	x, y := a.quote.words[mine].number, a.quote.words[theirs].number
	return w.class == more && x > y || w.class == less && x < y
}

// numberBeside is the only number in the parts of the quote's sentence that say words
// [from, to) of the claim and no others, -1 where there is none or several.
func numberBeside(a *alignment, from, to int) int {
	said := map[int]bool{}
	for i := range a.to {
		for _, q := range a.to[i] {
			segment := a.quote.words[q].segment
			if inside := i >= from && i < to; inside {
				if _, seen := said[segment]; !seen {
					said[segment] = true
				}
			} else if a.claim.words[i].name || to == len(a.to) {
				said[segment] = false
			}
		}
	}
	found := -1
	for p := range a.quote.words {
		q := &a.quote.words[p]
		if q.isNumber && !q.date && q.class != order && said[q.segment] {
			if found >= 0 {
				return -1
			}
			found = p
		}
	}
	return found
}

// inSequence reports whether a sentence of the claim says of two deeds which came
// first, and two sentences of the quotes each say one and its day.
func (j *judge) inSequence(s *sentence) bool {
	for i := 1; i+1 < len(s.words); i++ {
		c := s.words[i].class
		if c != before && c != after || s.words[i].lower == "since" || s.words[i].lower == "until" {
			continue
		}
		first, ok := j.dayOf(s.part(0, i))
		second, also := j.dayOf(s.part(i+1, len(s.words)))
		if ok && also && (c == before && first.Before(second.Time) || c == after && second.Before(first.Time)) {
			return true
		}
	}
	return false
}

// dayOf is the only day that the sentence of a quote which bears p out gives.
func (j *judge) dayOf(p *sentence) (text.Day, bool) {
	for _, q := range j.quotes {
		if f, _ := fault(align(p, q, j.passages)); f.Found() || q.quote < 0 {
			continue
		}
		if days := text.Days(q.raw, j.Quotes[q.quote].Published); len(days) == 1 && days[0].Known == text.ToTheDay && !days[0].Yearless {
			return days[0], true
		}
	}
	return text.Day{}, false
}
