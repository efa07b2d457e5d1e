package extract

import (
	"strings"
	"unicode"

	"footnote/retrieval/answer/asking"
	"footnote/retrieval/answer/speaker"
	"footnote/retrieval/text"
)

// bears tells how far a sentence holds what a question of its kind asks for:
// 1 where it does, 0 where it does not, and 0.5 where the kind cannot be told.
func (q *question) bears(r reading) float64 {
	switch q.kind {
	case asking.Person:
		return truth(q.newName(r, false))
	case asking.Place:
		return truth(q.newName(r, true))
	case asking.Time:
		return truth(q.hasNew(r, func(form, lower string) bool {
			return asking.Words().Times.Word(lower) || isYear(form)
		}))
	case asking.Number:
		return truth(q.hasNew(r, func(form, lower string) bool {
			return text.HasDigit(form) || asking.Words().Numbers.Word(lower)
		}))
	case asking.Reason:
		return truth(hasWord(r, asking.Words().Reasons))
	case asking.Statement:
		return saysIt(q, r)
	case asking.Identity:
		return truth(q.appositive(r))
	}
	return 0.5
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// newName tells whether the sentence holds a capitalised word that the
// question does not; place asks for a preposition of place before it.
func (q *question) newName(r reading, place bool) bool {
	for i := range r.tokens {
		form := r.form(i)
		if !isCapital(form) || r.tokens[i].Stop || q.has[r.tokens[i].Term] || asking.Words().Times.Word(strings.ToLower(form)) {
			continue
		}
		if place && !afterPlacePreposition(r, i) {
			continue
		}
		if place || i > 0 || (len(r.tokens) > 1 && isCapital(r.form(1))) || len(form) > 3 {
			return true
		}
	}
	return false
}

// afterPlacePreposition looks back over a name and its article for a
// preposition of place.
func afterPlacePreposition(r reading, i int) bool {
	for j := i - 1; j >= max(0, i-4); j-- {
		switch strings.ToLower(r.form(j)) {
		case "in", "at", "to", "from", "near", "via", "through", "across", "around", "into", "outside", "inside", "between", "as", "of", "aboard", "on":
			return true
		}
	}
	return false
}

// hasNew tells whether some word that the question does not hold fits.
func (q *question) hasNew(r reading, fits func(form, lower string) bool) bool {
	for i, t := range r.tokens {
		if form := r.form(i); !q.has[t.Term] && fits(form, strings.ToLower(form)) {
			return true
		}
	}
	return false
}

func hasWord(r reading, l asking.List) bool {
	for i := range r.tokens {
		if l.Word(strings.ToLower(r.form(i))) {
			return true
		}
	}
	return false
}

// saysIt tells how far a sentence has words of the speaker that the question asks for, 0..1,
// or of anybody where it asks for nobody's.
func saysIt(q *question, r reading) float64 {
	switch q.speaker.In(r.text) {
	case speaker.Asked:
		return 1
	case speaker.Other:
		return 0
	}
	if !reports(r) {
		return 0
	}
	return map[bool]float64{true: 1, false: 0.5}[len(q.speaker) == 0]
}

// reports tells whether a sentence quotes or reports somebody.
func reports(r reading) bool {
	return strings.ContainsAny(r.text, "“”\"«»„") || strings.Contains(r.text, "ccording to ") || hasWord(r, asking.Words().Reporting)
}

// appositive tells whether the sentence says who the name in the question is:
// a description beside the name, set off by a comma or standing before it.
func (q *question) appositive(r reading) bool {
	for i, t := range r.tokens {
		if !q.has[t.Term] || t.Stop {
			continue
		}
		if i > 0 && !q.has[r.tokens[i-1].Term] && !r.tokens[i-1].Stop {
			return true
		}
		if next := strings.TrimSpace(r.text[t.End:]); strings.HasPrefix(next, ", ") {
			return true
		}
		if i+1 < len(r.tokens) && asking.IsToBe(strings.ToLower(r.form(i+1))) {
			return true
		}
	}
	return false
}

// isYear tells whether a word is a number between 1000 and 2999.
func isYear(s string) bool {
	return len(s) == 4 && (s[0] == '1' || s[0] == '2') && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}
