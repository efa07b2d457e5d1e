package facts

import (
	"testing"
	"time"

	"footnote/retrieval/answer/proof/evidence"
)

// thursday is the day on which the quotes were published.
var thursday = time.Date(2024, time.May, 9, 0, 0, 0, 0, time.UTC)

func by(quotes ...string) evidence.Evidence {
	var e evidence.Evidence
	for _, q := range quotes {
		e.Quotes = append(e.Quotes, evidence.Quote{Text: q, Published: thursday})
	}
	return e
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		kind, claim, quote string
		want               evidence.Fault
	}{
		{"the same number in words", "Twelve boats sailed.", "12 boats sailed.", evidence.Fault{}},
		{"another number", "13 boats sailed.", "12 boats sailed.", evidence.Number.At("13")},
		{"a part of a number", "452 boats sailed.", "1,452 boats sailed.", evidence.Number.At("452")},
		{"another unit", "It costs $12.", "It costs 12 euros.", evidence.Number.At("12")},
		{"a share as a fraction", "A fifth of the boats sailed.", "20% of the boats sailed.", evidence.Fault{}},
		{"the day that a word means", "It sailed on 8 May.", "It sailed yesterday.", evidence.Fault{}},
		{"a day of the week by the date", "It sailed on Thursday.", "It sailed.", evidence.Fault{}},
		{"another day of the week", "It sailed on Friday.", "It sailed on Monday.", evidence.Date.At("Friday")},
		{"another month", "It sails in June.", "It sails in July.", evidence.Date.At("June")},
		{"a number in another language", "Zwölf Boote fuhren.", "12 Boote fuhren.", evidence.Fault{}},
	} {
		if got := Check(c.claim, by(c.quote)); got != c.want {
			t.Errorf("%s: %q by %q: %v, want %v", c.kind, c.claim, c.quote, got, c.want)
		}
	}
	if got := Check("12 boats sailed on 4 June.", by("12 boats sailed.", "They sailed on 4 June.")); got.Found() {
		t.Errorf("two quotes have what the claim has: %v", got)
	}
}

func TestReckoned(t *testing.T) {
	for _, c := range []struct {
		kind, claim, quote string
		want               bool
	}{
		{"a sum", "19 boats sailed.", "12 boats sailed on Monday and 7 on Friday.", true},
		{"a difference", "5 more boats sailed.", "12 boats sailed on Monday and 7 on Friday.", true},
		{"a change in percent", "It rose by 50%.", "It rose from 10 to 15.", true},
		{"a limit", "More than 10 boats sailed.", "12 boats sailed.", true},
		{"a limit that it does not reach", "More than 20 boats sailed.", "12 boats sailed.", false},
		{"as long a time", "It takes two weeks.", "It takes 14 days.", true},
		{"neither", "20 boats sailed.", "12 boats sailed on Monday and 7 on Friday.", false},
		{"a day of a month", "It sails on 19 May.", "12 boats sail in May and 7 in June.", false},
	} {
		if got := Reckoned(c.claim, by(c.quote)); got != c.want {
			t.Errorf("%s: %q by %q: %t", c.kind, c.claim, c.quote, got)
		}
	}
}

func TestNegations(t *testing.T) {
	mine, theirs := Negations("It did not sail.", by("It never sailed.", "Nobody didn’t."))
	if mine != 1 || theirs != 3 {
		t.Errorf("%d and %d negate", mine, theirs)
	}
}
